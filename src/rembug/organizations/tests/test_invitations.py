"""Invitations: a link that makes a member, once, and never takes over an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from rembug.areas.models import Area
from rembug.journal.models import Deed
from rembug.organizations.models import Invitation, Membership, Organization, Role
from rembug.people.models import Consent, ConsentText, Person


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def as_ani(client, ani):
    client.force_login(ani)
    return client


@pytest.fixture
def invitation(fokuss, ani):
    return Invitation.invite(
        fokuss,
        name="Eko (contoh)",
        phone="+6281200000005",
        area=Area.objects.get(pk="33.02.19.2006"),
        by=ani,
    )


def path(invitation):
    return "/" + invitation.link.split("/", 3)[3]


def signed_in_as(client):
    return client.session.get("_auth_user_id")


PASSWORD = "wedang-jahe-sore"


def test_an_officer_invites_and_gets_a_link_for_whatsapp(as_ani, fokuss):
    form = {"name": "Eko (contoh)", "contact": "0812-0000-0005", "area": "33.02.19.2006"}
    page = as_ani.post(f"/organizations/{fokuss.pk}/invitations/new/", form, follow=True)
    invitation = Invitation.objects.get()
    text = page.content.decode()
    assert ("https://wa.me/6281200000005?text=Eko" in text, invitation.link in text) == (True, True)
    assert "6281200000005" not in page.redirect_chain[0][0]
    assert (invitation.person.name, invitation.person.has_account) == ("Eko (contoh)", False)


def test_a_bad_number_is_answered_in_the_form(as_ani, fokuss):
    answer = as_ani.post(f"/organizations/{fokuss.pk}/invitations/new/", {"name": "Eko", "contact": "0812"})
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_the_invited_opens_the_link_agrees_and_is_a_member_signed_in(client, invitation, fokuss):
    page = client.get(path(invitation))
    assert [words in page.content.decode() for words in ("FOKUSS Sokaraja", "Ani (contoh)", "Klahang")] == [True] * 3
    answer = client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    assert answer["Location"] == f"/organizations/{fokuss.pk}/"
    assert signed_in_as(client) == str(invitation.person_id)
    membership = Membership.objects.get(person=invitation.person)
    assert (membership.organization, membership.area_id, membership.since) == (
        fokuss,
        "33.02.19.2006",
        timezone.localdate(),
    )
    [consent] = Consent.objects.filter(person=invitation.person)
    assert (consent.text.purpose, consent.text.version, consent.channel) == ("membership", 1, "page")
    assert client.get(answer["Location"]).status_code == 200


def test_nobody_joins_without_agreeing(client, invitation):
    assert client.post(path(invitation), {"password": PASSWORD}).status_code == 422
    assert Membership.objects.filter(person=invitation.person).count() == 0


def test_a_password_is_needed_only_where_no_code_could_come(client, invitation, settings):
    assert client.post(path(invitation), {"agreed": "on"}).status_code == 422
    settings.CODE_GATEWAY_URL = "http://127.0.0.1:9/"
    assert client.post(path(invitation), {"agreed": "on"}).status_code == 302


def test_a_preview_of_the_link_changes_nothing(client, invitation):
    before = Deed.objects.count()
    for _time in range(3):
        assert client.get(path(invitation)).status_code == 200
        assert client.head(path(invitation)).status_code == 200
    invitation.refresh_from_db()
    assert (invitation.state, Deed.objects.count(), signed_in_as(client)) == ("open", before, None)


def test_a_link_works_once(client, invitation):
    client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    other = Client()
    assert other.get(path(invitation)).status_code == 410
    assert other.post(path(invitation), {"agreed": "on", "password": PASSWORD}).status_code == 410
    assert signed_in_as(other) is None


def test_a_link_ends_after_fourteen_days(client, invitation):
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23), tick=False):
        assert client.get(path(invitation)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1), tick=False):
        assert client.post(path(invitation), {"agreed": "on", "password": PASSWORD}).status_code == 410


def test_a_withdrawn_link_no_longer_works(as_ani, invitation, fokuss):
    as_ani.post(f"/organizations/{fokuss.pk}/invitations/{invitation.pk}/revocation/")
    assert Client().post(path(invitation), {"agreed": "on", "password": PASSWORD}).status_code == 410


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "0" + token[1:], lambda token: "x"])
def test_a_link_cannot_be_made_up(client, invitation, change):
    token = change(invitation.token)
    assert client.get(f"/organizations/join/{token}/").status_code == 404


def test_the_database_alone_does_not_give_the_link(invitation):
    stored = [str(value) for value in Invitation.objects.values_list().get()]
    assert [value for value in stored if invitation.token in value] == []


def test_a_member_is_not_invited_again(fokuss, ani, budi):
    with pytest.raises(ValidationError, match="sudah menjadi anggota"):
        Invitation.invite(fokuss, name="Budi", phone=budi.phone, by=ani)


# A link never takes over an account


def test_whoever_has_an_account_signs_in_first_and_then_joins(client, fokuss, ani, citra):
    invitation = Invitation.invite(fokuss, name="Ibu Citra", phone=citra.phone, by=ani)
    page = client.get(path(invitation)).content.decode()
    assert ("Ibu Citra" in page, "Citra (contoh)" in page) == (True, False)
    client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    assert (signed_in_as(client), fokuss.memberships.filter(person=citra).count()) == (None, 0)
    client.force_login(citra)
    client.post(path(invitation), {"agreed": "on"})
    assert fokuss.memberships.filter(person=citra).count() == 1


def test_a_link_for_another_is_not_taken_by_who_is_signed_in(client, invitation, citra):
    client.force_login(citra)
    client.post(path(invitation), {"agreed": "on"})
    assert (Membership.objects.filter(person=citra).count(), invitation.state) == (1, "open")


def test_an_officer_elsewhere_gets_no_account_of_a_member_written_down_here(client, fokuss, ani, citra):
    eko = Person.objects.create_user(name="Eko (contoh)", phone="+6281200000005", is_invented=True)
    Membership.join(fokuss, eko, area=None, by=ani)
    elsewhere = citra.memberships.get().organization
    invitation = Invitation.invite(elsewhere, name="Eko", phone=eko.phone, by=citra)
    client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    assert signed_in_as(client) is None


def test_a_link_made_by_an_officer_who_no_longer_is_one_signs_nobody_in(client, invitation, fokuss, ani):
    Role.objects.filter(membership__person=ani).update(until=timezone.localdate())
    client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    assert signed_in_as(client) is None


def test_the_first_code_typed_ends_what_a_link_opened(client, invitation, settings):
    settings.DEMO = True
    client.post(path(invitation), {"agreed": "on", "password": PASSWORD})
    owner = Client()
    page = owner.post("/account/login/", {"login": "0812-0000-0005"}, follow=True)
    owner.post("/account/login/code/confirm/", {"code": page.context["shown_code"]})
    person = Person.objects.get(pk=invitation.person_id)
    assert (signed_in_as(owner), person.has_usable_password()) == (str(person.pk), False)
    assert (owner.get("/people/me/").status_code, client.get("/people/me/").status_code) == (200, 302)


def test_an_invitation_waits_on_the_home_page_only_of_who_proved_the_number(client, fokuss, ani, citra):
    Invitation.invite(fokuss, name="Ibu Citra", phone=citra.phone, by=ani)
    client.force_login(citra)
    assert "Anda diundang" not in client.get("/").content.decode()
    citra.prove("phone")
    assert "Anda diundang" in client.get("/").content.decode()


# A link to sign in, for members whom no code reaches


@pytest.fixture
def eko(fokuss, ani):
    """A member without e-mail, where no gateway reaches phones."""
    person = Person.objects.create_user(name="Eko (contoh)", phone="+6281200000005", is_invented=True)
    return Membership.join(fokuss, person, area=None, by=ani)


def test_an_officer_lets_in_a_member_whom_no_code_reaches(as_ani, fokuss, eko):
    as_ani.post(f"/organizations/{fokuss.pk}/members/{eko.pk}/sign-in-link/")
    phone = Client()
    phone.post(path(Invitation.objects.get()), {"agreed": "on", "password": PASSWORD})
    assert (signed_in_as(phone), Membership.objects.filter(person=eko.person).count()) == (str(eko.person_id), 1)


def test_a_new_link_to_sign_in_ends_the_one_before(fokuss, ani, eko):
    first, second = Invitation.let_in(eko, by=ani), Invitation.let_in(eko, by=ani)
    first.refresh_from_db()
    assert (first.state, second.state) == ("revoked", "open")


def test_no_link_to_sign_in_for_a_member_who_gets_codes(as_ani, fokuss, budi):
    membership = budi.memberships.get()
    assert as_ani.post(f"/organizations/{fokuss.pk}/members/{membership.pk}/sign-in-link/").status_code == 403


def test_a_link_to_sign_in_does_not_get_around_the_second_factor(fokuss, ani, eko):
    TOTP.activate(eko.person, "JBSWY3DPEHPK3PXP")
    phone = Client()
    answer = phone.post(path(Invitation.let_in(eko, by=ani)), {"agreed": "on", "password": PASSWORD})
    assert (answer["Location"], signed_in_as(phone)) == ("/account/second-factor/sign-in/", None)


# The operator's command


def test_the_command_founds_an_organization_whose_chair_joins_by_the_link(client, sokaraja, capsys):
    call_command(
        "organizations", "create", "FOKUSS", "--area", "33.02.19", "--chair-name", "Ani (contoh)",
        "--chair-phone", "0812-0000-0001",
    )  # fmt: skip
    link = capsys.readouterr().out.splitlines()[-1]
    client.post("/" + link.split("/", 3)[3], {"agreed": "on", "password": PASSWORD})
    organization = Organization.objects.get()
    roles = Role.objects.filter(membership__organization=organization)
    assert [(role.kind, role.membership.person.name) for role in roles] == [("chair", "Ani (contoh)")]
    assert organization.area == sokaraja


def test_the_command_says_what_is_wrong_and_founds_nothing(sokaraja):
    with pytest.raises(CommandError):
        call_command("organizations", "create", "X", "--area", "tidak ada", "--chair-name", "A", "--chair-phone", "1")
    assert Organization.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_the_same_moment_make_one_member(invitation):
    text = ConsentText.objects.current("membership")

    def accept(_number):
        try:
            Invitation.objects.get(pk=invitation.pk).accept(text, by=Person.objects.get(pk=invitation.person_id))
            return "joined"
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as phones:
        assert sorted(phones.map(accept, range(4))) == ["joined", "refused", "refused", "refused"]
    assert Membership.objects.filter(person=invitation.person).count() == 1
