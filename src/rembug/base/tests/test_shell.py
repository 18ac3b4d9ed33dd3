def test_the_home_page_asks_a_visitor_to_sign_in(client, db):
    assert client.get("/").status_code == 302
