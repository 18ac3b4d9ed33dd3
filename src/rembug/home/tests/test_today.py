import pytest

from rembug.base import cards
from rembug.base.cards import Card, Urgency
from rembug.home.greeting import greeting


@pytest.fixture
def only_these_cards(monkeypatch):
    monkeypatch.setattr(cards, "_finders", [])
    return cards.register


def test_a_person_with_nothing_to_do_is_told_so(client, ani, only_these_cards):
    client.force_login(ani)
    assert "Tidak ada yang menunggu Anda hari ini." in client.get("/").content.decode()


def test_what_is_most_urgent_stands_first(client, ani, only_these_cards):
    rows = [{"title": "Kirim notulen", "url": "/offline/", "text": "Seharusnya kemarin", "tag": "Terlambat"}]
    only_these_cards(lambda request: Card(Urgency.SOON, {"title": "Rapat pekan depan"}))
    only_these_cards(lambda request: Card(Urgency.OVERDUE, {"title": "Tugas Anda", "rows": rows, "tone": "overdue"}))
    client.force_login(ani)
    page = client.get("/").content.decode()
    assert page.index("Tugas Anda") < page.index("Kirim notulen") < page.index("Rapat pekan depan")


def test_a_card_is_asked_for_the_person_who_looks(client, ani, budi, only_these_cards):
    only_these_cards(lambda request: Card(Urgency.TODAY, {"title": f"Untuk {request.user}"}))
    client.force_login(budi)
    page = client.get("/").content.decode()
    assert "Untuk Budi (contoh)" in page
    assert "Untuk Ani" not in page


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Good evening"), (3, "Good morning"), (10, "Good morning"), (11, "Good day"), (15, "Good afternoon"),
     (18, "Good evening"), (23, "Good evening")],
)  # fmt: skip
def test_people_are_greeted_by_the_hour(hour, words):
    from django.utils import translation

    with translation.override("en"):
        assert greeting(hour) == words
