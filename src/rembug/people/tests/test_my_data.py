"""Each person's own data: see, correct, take along, withdraw, have erased."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from rembug.areas.models import Area
from rembug.journal.models import Deed
from rembug.people import code_delivery
from rembug.people.consent_texts import TEXTS, publish
from rembug.people.erasure import ERASED_NAME, erase
from rembug.people.models import Consent, ConsentText, ErasureRequest, Person, Post, Purpose


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def as_budi(client, budi):
    client.force_login(budi)
    return client


def test_my_page_shows_what_is_known_of_me(as_budi):
    page = as_budi.get("/people/me/").content.decode()
    assert [text in page for text in ("Budi (contoh)", "0812-0000-0002", "budi@contoh.invalid")] == [True] * 3


def test_i_correct_my_name(as_budi, budi):
    assert as_budi.post("/people/me/name/", {"name": " "}).status_code == 422
    as_budi.post("/people/me/name/", {"name": "Budi Santosa (contoh)"})
    budi.refresh_from_db()
    assert budi.name == "Budi Santosa (contoh)"


def test_a_new_address_counts_once_its_code_is_typed(as_budi, budi):
    as_budi.post("/people/me/email/", {"value": "Baru@Contoh.invalid"})
    budi.refresh_from_db()
    assert budi.email == "budi@contoh.invalid"
    code_delivery.wait()
    [message] = mail.outbox
    assert message.to == ["baru@contoh.invalid"]
    assert as_budi.post("/people/me/contact/code/", {"code": "000000"}).status_code == 422
    as_budi.post("/people/me/contact/code/", {"code": message.body.split()[0]})
    budi.refresh_from_db()
    assert (budi.email, budi.email_verified_at is None) == ("baru@contoh.invalid", False)


def test_the_code_of_a_change_cannot_be_guessed_for_long(as_budi, budi):
    as_budi.post("/people/me/email/", {"value": "baru@contoh.invalid"})
    code_delivery.wait()
    for _try in range(4):
        as_budi.post("/people/me/contact/code/", {"code": "000000"})
    as_budi.post("/people/me/contact/code/", {"code": mail.outbox[0].body.split()[0]})
    budi.refresh_from_db()
    assert budi.email == "budi@contoh.invalid"


def test_asking_does_not_tell_whether_an_address_is_taken(as_budi, ani):
    taken = as_budi.post("/people/me/email/", {"value": "ani@contoh.invalid"})
    free = as_budi.post("/people/me/email/", {"value": "bebas@contoh.invalid"})
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])


def test_a_number_is_not_taken_over_from_another(as_budi, ani, settings):
    settings.DEMO = True
    as_budi.post("/people/me/phone/", {"value": "0812-0000-0001"})
    code = as_budi.get("/people/me/contact/code/").context["waiting"].shown_code
    answer = as_budi.post("/people/me/contact/code/", {"code": code})
    assert (answer.status_code, "orang lain" in answer.content.decode()) == (422, True)


def test_without_a_gateway_a_number_cannot_be_changed_unproved(as_budi, budi):
    page = as_budi.post("/people/me/phone/", {"value": "0812-0000-0077"})
    budi.refresh_from_db()
    assert (budi.phone, "tidak dapat dibuktikan" in page.content.decode()) == ("+6281200000002", True)


def test_i_cannot_remove_my_last_way_to_sign_in(as_budi, budi):
    budi.set_unusable_password()
    budi.save()
    as_budi.force_login(budi)
    as_budi.post("/people/me/email/removal/")
    budi.refresh_from_db()
    assert budi.email == "budi@contoh.invalid"


def test_a_new_password_asks_for_the_present_one(as_budi, budi):
    answer = as_budi.post("/people/me/password/", {"present": "salah", "password": "wedang-jahe-sore"})
    assert answer.status_code == 422
    as_budi.post("/people/me/password/", {"present": "kopi-tubruk-pagi", "password": "wedang-jahe-sore"})
    budi.refresh_from_db()
    assert budi.check_password("wedang-jahe-sore") is True
    assert as_budi.get("/people/me/").status_code == 200


def test_who_forgot_the_password_signs_in_with_a_code_and_sets_another(client, budi):
    client.post("/account/login/", {"login": "budi@contoh.invalid"})
    code_delivery.wait()
    client.post("/account/login/code/confirm/", {"code": mail.outbox[0].body.split()[0]})
    client.post("/people/me/password/", {"password": "wedang-jahe-sore"})
    budi.refresh_from_db()
    assert budi.check_password("wedang-jahe-sore") is True


def test_a_new_password_signs_out_other_devices(as_budi, budi, client_class):
    other = client_class()
    other.force_login(budi)
    as_budi.post("/people/me/password/", {"present": "kopi-tubruk-pagi", "password": "wedang-jahe-sore"})
    assert (as_budi.get("/people/me/").status_code, other.get("/people/me/").status_code) == (200, 302)


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


# Posts


def test_i_record_my_post_and_times_follow_its_area(as_budi, budi, sokaraja):
    Area.objects.filter(pk="33.02.19.2006").update(time_zone="Asia/Makassar")
    form = {"kind": "village_secretary", "area": "33.02.19.2006", "since": "2019-03-01"}
    as_budi.post("/people/me/posts/new/", form)
    budi.refresh_from_db()
    assert [str(post) for post in budi.posts.all()] == ["Sekretaris Desa Klahang"]
    assert (budi.time_zone, as_budi.session["time_zone"]) == ("Asia/Makassar", "Asia/Makassar")
    assert as_budi.post("/people/me/posts/new/", form).status_code == 422


def test_a_post_ends_after_it_began(as_budi, budi, sokaraja):
    post = Post.take_up(budi, kind="village_head", area=sokaraja, since=date(2020, 1, 1), by=budi)
    assert as_budi.post(f"/people/me/posts/{post.pk}/end/", {"on": "2019-12-31"}).status_code == 422
    as_budi.post(f"/people/me/posts/{post.pk}/end/", {"on": "2024-06-01"})
    assert list(budi.posts.held_on(date(2024, 5, 31))) == [post]
    assert list(budi.posts.held_on(date(2024, 6, 1))) == []


def test_nobody_ends_the_post_of_another(as_budi, ani, sokaraja):
    post = Post.take_up(ani, kind="village_head", area=sokaraja, since=date(2020, 1, 1), by=ani)
    assert as_budi.post(f"/people/me/posts/{post.pk}/end/", {"on": "2024-06-01"}).status_code == 404


# Consents


def test_every_purpose_has_a_wording_in_both_languages(db):
    current = [ConsentText.objects.current(purpose) for purpose in Purpose.values]
    assert [bool(text.text_ind and text.text_en) for text in current] == [True] * len(Purpose)


def test_publishing_again_changes_no_wording(db):
    before = list(ConsentText.objects.values())
    publish()
    assert list(ConsentText.objects.values()) == before
    assert len(before) == len(TEXTS)


def test_i_give_withdraw_and_give_again(as_budi, budi):
    address = "/people/me/consents/photos/"
    as_budi.post(address, {"agree": "1"})
    as_budi.post(address, {"agree": "1"})
    assert budi.consents.in_force().to("photos").count() == 1
    as_budi.post(address, {"withdraw": "yes"})
    assert budi.consents.in_force().to("photos").count() == 0
    as_budi.post(address, {"agree": "1"})
    assert [hasattr(consent, "withdrawal") for consent in budi.consents.to("photos")] == [False, True]
    assert [(consent.text.version, consent.channel) for consent in budi.consents.all()] == [(1, "page"), (1, "page")]


def test_agreeing_to_an_outdated_wording_is_not_taken(as_budi, budi):
    ConsentText.objects.create(purpose="photos", version=2, title_ind="a", title_en="a", text_ind="b", text_en="b")
    as_budi.post("/people/me/consents/photos/", {"agree": "1"})
    assert budi.consents.count() == 0


# Export


def test_the_export_holds_everything_of_me_and_nothing_of_others(as_budi, budi, ani):
    Consent.give(budi, ConsentText.objects.current("photos"), by=budi)
    answer = as_budi.get("/people/me/export/")
    data = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (data["person"]["name"], data["person"]["phone"]) == ("Budi (contoh)", "+6281200000002")
    assert [consent["purpose"] for consent in data["consents"]] == ["photos"]
    assert [membership["organization"] for membership in data["memberships"]] == ["FOKUSS Sokaraja"]
    assert "Ani" not in answer.content.decode()


# Erasure


def test_asking_for_erasure_starts_a_countdown_of_three_days_that_can_be_cancelled(as_budi, budi):
    assert as_budi.post("/people/me/erasure/", {"reason": "pindah"}).status_code == 422
    as_budi.post("/people/me/erasure/", {"reason": "pindah", "sure": "on"})
    request = ErasureRequest.objects.get(person=budi)
    assert request.due_at - request.requested_at == timedelta(hours=72)
    as_budi.post("/people/me/erasure/cancellation/")
    assert ErasureRequest.objects.count() == 0


def test_an_erased_person_is_nobody_everywhere_and_cannot_return(as_budi, budi, ani, sokaraja):
    Post.take_up(budi, kind="village_secretary", area=sokaraja, since=date(2020, 1, 1), title="Carik", by=budi)
    Consent.give(budi, ConsentText.objects.current("photos"), by=budi)
    ErasureRequest.ask(budi, reason="pindah", by=budi)
    erase(budi, by=ani)
    budi = Person.objects.get(pk=budi.pk)
    assert (budi.name, budi.phone, budi.email, budi.is_active) == (ERASED_NAME, None, None, False)
    assert (budi.has_usable_password(), budi.posts.count(), budi.erasure_request.reason) == (False, 0, "")
    assert [membership.area_id for membership in budi.memberships.all()] == [None]
    assert budi.memberships.on(timezone.localdate()).count() == 0
    assert [consent.text.purpose for consent in budi.consents.all()] == ["photos"]
    assert budi.consents.in_force().count() == 0
    assert as_budi.get("/people/me/").status_code == 302


def test_the_journal_tells_of_an_erasure_without_naming_anyone(budi, ani):
    erase(budi, by=ani)
    deeds = " ".join(f"{deed.verb} {deed.details}" for deed in Deed.objects.all())
    assert ("erased" in deeds, "Budi" in deeds, "81200" in deeds) == (True, False, False)


def test_requests_whose_term_has_passed_are_carried_out_by_the_command(budi, ani, citra, capsys):
    for person, days in ((budi, 4), (citra, 4), (ani, 1)):
        request = ErasureRequest.ask(person, by=person)
        ErasureRequest.objects.filter(pk=request.pk).update(requested_at=timezone.now() - timedelta(days=days))
    # Citra is the only one who governs her forum: she is refused, and Budi is not held up by it.
    with pytest.raises(CommandError, match="Forum Lain"):
        call_command("people", "erase-due")
    names = {person.pk: person.name for person in Person.objects.all()}
    assert names == {budi.pk: ERASED_NAME, citra.pk: "Citra (contoh)", ani.pk: "Ani (contoh)"}


def test_the_worker_carries_out_what_is_due(budi, ani):
    from rembug.base.rounds import rounds

    request = ErasureRequest.ask(budi, by=budi)
    walk = rounds["erasures"].walk
    assert walk() is False
    budi.refresh_from_db()
    assert budi.is_active is True
    ErasureRequest.objects.filter(pk=request.pk).update(requested_at=timezone.now() - timedelta(hours=73))
    assert walk() is False
    budi.refresh_from_db()
    assert budi.name == ERASED_NAME


def test_the_operator_removes_a_lost_second_factor(ani):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(ani, "JBSWY3DPEHPK3PXP")
    call_command("people", "remove-second-factor", "0812-0000-0001")
    assert ani.has_second_factor is False
