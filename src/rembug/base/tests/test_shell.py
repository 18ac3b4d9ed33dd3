import json
import re
from importlib import import_module

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import path

from rembug.base import cards, navigation


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_visitor_is_asked_to_sign_in(client, db):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/")


def test_indonesian_is_spoken_unless_the_person_chose_otherwise(client, ani):
    client.force_login(ani)
    response = client.get("/", headers={"accept-language": "en"})
    assert '<html lang="id"' in response.content.decode()
    assert response["Content-Language"] == "id"


def test_the_chosen_language_is_kept_and_the_page_comes_back(client, ani):
    client.force_login(ani)
    response = client.post("/language/", {"language": "en", "next": "/?page=2"})
    assert (response.status_code, response["Location"]) == (302, "/?page=2")
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)", "", "\\\\evil"])
def test_the_language_switch_never_leads_to_another_site(client, db, back):
    assert client.post("/language/", {"language": "en", "next": back})["Location"] == "/"


def test_an_unknown_language_changes_nothing(client, db):
    response = client.post("/language/", {"language": "xx", "next": "/"})
    assert response.status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_the_language_is_not_changed_by_following_a_link(client, db):
    assert client.get("/language/?language=en").status_code == 405


def test_the_language_can_be_changed_without_a_token():
    """It must also work from an error page, which has none."""
    assert Client(enforce_csrf_checks=True).post("/language/", {"language": "en"}).status_code == 302


@pytest.mark.usefixtures("db")
def test_health_says_that_the_database_answers(client):
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"database": True})


def test_health_says_that_the_database_does_not_answer(client, monkeypatch):
    from django.db import OperationalError, connection

    def broken():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/health")
    assert (response.status_code, response.json()) == (503, {"database": False})


def test_the_manifest_makes_the_app_installable_and_takes_shared_exports(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    assert [(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    assert manifest["share_target"] == {
        "action": "/messages/imports/shared/",
        "method": "POST",
        "enctype": "multipart/form-data",
        "params": {"files": [{"name": "file", "accept": ["text/plain", ".txt", "application/zip", ".zip"]}]},
    }


def test_the_service_worker_speaks_for_the_whole_site(client):
    response = client.get("/service-worker.js")
    assert response["Content-Type"] == "text/javascript"
    assert "no-cache" in response["Cache-Control"]
    assert "{%" not in response.content.decode()


def test_the_offline_page_knows_nobody(client, ani):
    client.force_login(ani)
    page = client.get("/offline/").content.decode()
    assert ani.name not in page
    assert "Tidak ada sambungan" in page
    assert "No connection" in page


# What went wrong ------------------------------------------------------------------------------------------------


def raising(exception):
    def view(request):
        raise exception

    return view


def open_form(request):
    """A view that answers any POST with a token."""
    from django.http import HttpResponse

    return HttpResponse("done")


product = import_module(settings.ROOT_URLCONF)
handler400, handler403, handler404, handler500 = (
    product.handler400,
    product.handler403,
    product.handler404,
    product.handler500,
)
urlpatterns = [
    *product.urlpatterns,
    path("raise/400", raising(SuspiciousOperation("odd"))),
    path("raise/403", raising(PermissionDenied)),
    path("raise/404", raising(Http404)),
    path("raise/413", raising(RequestDataTooBig("much"))),
    path("raise/500", raising(RuntimeError("secret detail"))),
    path("form", open_form),
]


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
@pytest.mark.parametrize(("language", "next_step"), [("id", "Yang dapat Anda lakukan"), ("en", "What you can do")])
@pytest.mark.usefixtures("db")
def test_an_error_page_says_what_to_do_next_in_both_languages(broken, status, language, next_step):
    broken.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = broken.get(f"/raise/{status}")
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.content.decode()
    assert next_step in text_of(response)
    assert response.content.decode().count("<h1>") == 1


@pytest.mark.usefixtures("db")
def test_an_unknown_address_is_an_error_page_too(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Halaman ini tidak ada" in text_of(response)


def test_the_page_for_a_broken_server_needs_no_database(broken):
    """No database is allowed in this test: a query would be an error of its own."""
    response = broken.get("/raise/500")
    assert response.status_code == 500
    assert "Ada yang rusak di sisi kami" in text_of(response)
    assert "secret detail" not in text_of(response)


@pytest.mark.usefixtures("db")
def test_a_form_without_its_token_is_explained(settings):
    settings.ROOT_URLCONF = __name__
    response = Client(enforce_csrf_checks=True).post("/form")
    assert response.status_code == 403
    assert "Formulir terlalu lama terbuka" in text_of(response)


# What rooms register --------------------------------------------------------------------------------------------


@pytest.fixture
def doors(monkeypatch):
    monkeypatch.setattr(navigation, "_doors", {})
    navigation.register(20, "offline", "Today", "calendar")
    navigation.register(10, "home", "Today", "today")
    return navigation


def test_doors_stand_in_their_order_and_the_present_one_is_marked(doors, rf):
    found = [(door["url"], door["current"]) for door in doors.entries(rf.get("/offline/"))]
    assert found == [("/", ""), ("/offline/", "page")]
    assert [door["current"] for door in doors.entries(rf.get("/offline/more/"))] == ["", "true"]
    assert [door["current"] for door in doors.entries(rf.get("/"))] == ["page", ""]


def test_a_door_registered_twice_is_one_door(doors, rf):
    doors.register(5, "offline", "Today", "list")
    assert [(door["url"], door["icon"]) for door in doors.entries(rf.get("/"))] == [
        ("/offline/", "list"),
        ("/", "today"),
    ]


def test_a_visitor_sees_no_doors(client, db):
    page = client.get("/no-such-page/").content.decode()
    assert 'class="doors"' not in page


def test_cards_come_by_urgency_and_those_without_need_stay_away(monkeypatch, rf):
    monkeypatch.setattr(cards, "_finders", [])
    cards.register(lambda request: cards.Card(cards.Urgency.SOON, {"title": "b"}))
    cards.register(lambda request: None)
    cards.register(lambda request: cards.Card(cards.Urgency.OVERDUE, {"title": "a"}))
    assert [card.context["title"] for card in cards.cards_for(rf.get("/"))] == ["a", "b"]
