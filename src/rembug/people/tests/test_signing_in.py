"""How people sign in: with a code, with a password, with a second factor."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache

from rembug.people import code_delivery
from rembug.people.models import Person

PASSWORD = "kopi-tubruk-pagi"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def ask_for_code(client, login):
    return client.post("/account/login/", {"login": login}, follow=True)


def code_in_mail():
    code_delivery.wait()
    return mail.outbox[-1].body.split()[0]


def enter(client, code):
    return client.post("/account/login/code/confirm/", {"code": code})


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_a_member_signs_in_with_a_code_sent_by_e_mail(client, budi):
    ask_for_code(client, "budi@contoh.invalid")
    answer = enter(client, code_in_mail())
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == str(budi.pk)


@pytest.mark.parametrize("spelling", ["0812-0000-0002", "+62 812 0000 0002", "6281200000002", "081200000002"])
def test_every_usual_spelling_of_a_number_finds_its_owner(client, budi, demo, spelling):
    page = ask_for_code(client, spelling)
    enter(client, page.context["shown_code"])
    assert signed_in_as(client) == str(budi.pk)


def test_a_code_typed_proves_the_number(client, budi, demo):
    page = ask_for_code(client, "0812-0000-0002")
    enter(client, page.context["shown_code"])
    budi.refresh_from_db()
    assert budi.phone_verified_at is not None
    assert budi.has_usable_password()


def test_a_demo_shows_the_code_and_sends_nothing(client, budi, demo):
    page = ask_for_code(client, "budi@contoh.invalid")
    code_delivery.wait()
    assert f"kode Anda {page.context['shown_code']}" in page.content.decode()
    assert mail.outbox == []


def test_outside_a_demo_the_code_is_on_no_page(client, budi):
    page = ask_for_code(client, "budi@contoh.invalid")
    assert code_in_mail() not in page.content.decode()


def test_known_and_unknown_numbers_get_the_same_answer(client, budi):
    known = ask_for_code(client, "0812-0000-0002")
    client.post("/account/logout/")
    unknown = ask_for_code(client, "0812-0000-0099")
    assert known.redirect_chain == unknown.redirect_chain
    assert without_token(known) == without_token(unknown)


def test_known_and_unknown_addresses_get_the_same_answer(client, budi):
    known = ask_for_code(client, "budi@contoh.invalid")
    client.post("/account/logout/")
    unknown = ask_for_code(client, "tidak-ada@contoh.invalid")
    assert without_token(known) == without_token(unknown)
    code_delivery.wait()
    assert [message.to for message in mail.outbox] == [["budi@contoh.invalid"]]


def without_token(page):
    return [line for line in page.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_wrong_password_says_the_same_for_known_and_unknown(client, budi):
    known = client.post("/account/login/", {"login": "0812-0000-0002", "password": "bukan-ini-sandinya"})
    unknown = client.post("/account/login/", {"login": "0812-0000-0098", "password": "bukan-ini-sandinya"})
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.context["form"].errors == unknown.context["form"].errors


def test_a_number_without_gateway_gets_its_code_by_e_mail_which_does_not_prove_the_number(client, budi):
    ask_for_code(client, "0812-0000-0002")
    enter(client, code_in_mail())
    budi.refresh_from_db()
    assert signed_in_as(client) == str(budi.pk)
    assert (budi.phone_verified_at is None, budi.email_verified_at is None) == (True, False)


def test_where_no_code_can_be_sent_the_page_says_whom_to_ask(client, budi):
    page = ask_for_code(client, "0812-0000-0002").content.decode()
    assert "Minta kepada pengurus paguyuban Anda" in page


def test_three_wrong_codes_end_the_attempt(client, budi):
    ask_for_code(client, "budi@contoh.invalid")
    answers = [enter(client, "000000").status_code for _try in range(3)]
    assert answers == [422, 422, 302]
    assert enter(client, code_in_mail())["Location"] == "/account/login/code/"
    assert signed_in_as(client) is None


def test_a_member_signs_in_with_a_password(client, budi):
    client.post("/account/login/", {"login": "0812 0000 0002", "password": PASSWORD})
    assert signed_in_as(client) == str(budi.pk)


def test_failed_passwords_of_one_number_do_not_lock_another(client, ani, budi):
    for _try in range(6):
        last = client.post("/account/login/", {"login": "0812-0000-0002", "password": "salah-terus-ini"})
    assert "Terlalu banyak" in last.content.decode()
    client.post("/account/login/", {"login": "0812-0000-0001", "password": PASSWORD})
    assert signed_in_as(client) == str(ani.pk)


def test_too_many_attempts_from_one_place_are_answered_429(client, budi):
    answers = [
        client.post("/account/login/", {"login": f"orang{number}@contoh.invalid"}).status_code for number in range(31)
    ]
    assert answers[-1] == 429


@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/", "/account/password/reset/"])
def test_nobody_signs_up_by_themselves(client, db, address):
    assert client.get(address).status_code == 404


def test_an_erased_person_cannot_sign_in(client, budi, demo):
    budi.is_active = False
    budi.save()
    ask_for_code(client, "0812-0000-0002")
    assert client.post("/account/login/", {"login": "0812-0000-0002", "password": PASSWORD}).status_code != 200
    assert signed_in_as(client) is None


def test_times_are_shown_in_the_zone_of_the_person(client, budi):
    Person.objects.filter(pk=budi.pk).update(time_zone="Asia/Jayapura")
    client.post("/account/login/", {"login": "0812-0000-0002", "password": PASSWORD})
    assert client.session["time_zone"] == "Asia/Jayapura"


# Second factor


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def ani_with_factor(ani):
    TOTP.activate(ani, "JBSWY3DPEHPK3PXP")
    return ani


def test_an_officer_sets_up_a_second_factor_and_keeps_recovery_codes(client, ani):
    client.post("/account/login/", {"login": "0812-0000-0001", "password": PASSWORD})
    asked = client.get("/account/second-factor/set-up/")
    assert asked["Location"].startswith("/account/reauthenticate/")
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get("/account/second-factor/set-up/")
    secret = page.context["form"].secret
    # A picture of its own, on white: it stands in an <img>, also on a dark page.
    assert [part in page.context["totp_svg"] for part in ("http://www.w3.org/2000/svg", "#fff")] == [True, True]
    assert client.post("/account/second-factor/set-up/", {"code": "000000"}).status_code == 422
    answer = client.post("/account/second-factor/set-up/", {"code": code_of(secret)}, follow=True)
    assert len(answer.context["unused_codes"]) == 10
    assert ani.has_second_factor is True


def test_signing_in_then_asks_for_the_code_of_the_app(client, ani_with_factor):
    answer = client.post("/account/login/", {"login": "0812-0000-0001", "password": PASSWORD})
    assert (answer["Location"], signed_in_as(client)) == ("/account/second-factor/sign-in/", None)
    assert client.post("/account/second-factor/sign-in/", {"code": "000000"}).status_code == 422
    client.post("/account/second-factor/sign-in/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert signed_in_as(client) == str(ani_with_factor.pk)


def test_a_code_by_e_mail_does_not_get_around_the_second_factor(client, ani_with_factor):
    ask_for_code(client, "ani@contoh.invalid")
    answer = enter(client, code_in_mail())
    assert (answer["Location"], signed_in_as(client)) == ("/account/second-factor/sign-in/", None)


def test_the_secret_of_the_app_is_not_readable_in_the_database(ani_with_factor):
    stored = Authenticator.objects.get(user=ani_with_factor).data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in stored


# The gateway


@pytest.fixture
def gateway(settings):
    """A gateway that takes every message; gives the list of what came."""
    received = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers.get("Authorization"), json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.CODE_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.CODE_GATEWAY_TOKEN = "rahasia"
    yield received
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_gateway_brings_the_code_to_the_phone(client, budi, gateway):
    ask_for_code(client, "0812-0000-0002")
    code_delivery.wait()
    [(token, message)] = gateway
    assert (token, message["to"]) == ("Bearer rahasia", "+6281200000002")
    enter(client, message["text"].split()[0])
    budi.refresh_from_db()
    assert (signed_in_as(client), budi.phone_verified_at is not None) == (str(budi.pk), True)
    assert mail.outbox == []


def test_a_broken_gateway_is_logged_without_the_number(client, budi, settings, caplog):
    settings.CODE_GATEWAY_URL = "http://127.0.0.1:9/"
    page = ask_for_code(client, "0812-0000-0002")
    code_delivery.wait()
    assert page.status_code == 200
    assert [record.getMessage() for record in caplog.records] == ["A one-time code could not be delivered: URLError"]
