"""Members, their roles over time, the hand-over of an office; never an organization without anyone who governs."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rembug.areas.models import Area
from rembug.organizations.models import HandOver, Invitation, Membership, Organization, Role
from rembug.organizations.permission import authorities, forget
from rembug.people.models import Consent, ConsentText, ErasureRequest, Person, Post

TODAY = timezone.localdate


@pytest.fixture
def as_ani(client, ani):
    client.force_login(ani)
    return client


@pytest.fixture
def as_budi(client, budi):
    client.force_login(budi)
    return client


def membership_of(person):
    return person.memberships.get()


def chair_of(organization):
    return Role.objects.get(membership__organization=organization, kind="chair", until=None)


# Pages


def test_the_page_of_the_organization_says_who_it_is(as_budi, fokuss, ani):
    page = as_budi.get(f"/organizations/{fokuss.pk}/").content.decode()
    assert [words in page for words in ("FOKUSS Sokaraja", "Ani (contoh)", "Ketua", "2 anggota", "Klahang")] == [
        True
    ] * 5


def test_the_only_organization_opens_at_once(as_budi, fokuss):
    assert as_budi.get("/organizations/")["Location"] == f"/organizations/{fokuss.pk}/"


def test_who_is_a_member_of_nothing_is_told_what_to_do(client, db):
    client.force_login(Person.objects.create_user(name="Fajar (contoh)", is_invented=True))
    assert "tautan undangan" in client.get("/organizations/").content.decode()


def test_members_are_found_by_name_village_and_role(as_budi, fokuss, ani, budi):
    def found(query):
        page = as_budi.get(f"/organizations/{fokuss.pk}/members/?{query}").context["page"]
        return [membership.person.name for membership in page]

    assert found("") == ["Ani (contoh)", "Budi (contoh)"]
    assert found("q=bud") == ["Budi (contoh)"]
    assert found("q=klahang+budi") == ["Budi (contoh)"]
    assert found("q=klahang+ani") == []
    assert found("role=any") == ["Ani (contoh)"]
    assert found("role=treasurer") == []


def test_a_former_member_is_in_no_list(as_budi, fokuss, ani, budi):
    dewi = Person.objects.create_user(name="Dewi (contoh)", is_invented=True)
    Membership.join(fokuss, dewi, area=None, by=ani).end(TODAY(), by=ani)
    assert "Dewi" not in as_budi.get(f"/organizations/{fokuss.pk}/members/").content.decode()


def crowd(organization, first, last):
    """Members with a village, a post and a role each."""
    village = Area.objects.get(pk="33.02.19.2001")
    for number in range(first, last):
        person = Person.objects.create_user(name=f"Orang {number:03} (contoh)", is_invented=True)
        membership = Membership.objects.create(
            organization=organization, person=person, area=village, since=date(2024, 1, 1)
        )
        Role.objects.create(membership=membership, kind="officer", since=date(2024, 1, 1))
        Post.objects.create(person=person, kind="village_secretary", area=village, since=date(2020, 1, 1))
        Invitation.objects.create(
            organization=organization,
            person=person,
            name=person.name,
            invited_by=person,
            expires_at=timezone.now() + timedelta(days=1),
        )
        ErasureRequest.ask(person, by=person)


@pytest.mark.parametrize(
    "address",
    [
        "/organizations/?all",
        "/organizations/{pk}/",
        "/organizations/{pk}/members/",
        "/organizations/{pk}/members/?role=any&q=orang",
        "/organizations/{pk}/roles/",
        "/organizations/{pk}/invitations/",
        "/organizations/erasures/",
        "/people/me/",
        "/",
    ],
)
def test_ten_times_the_rows_cost_no_more_queries(as_ani, fokuss, ani, address):
    from django.db import connection

    address = address.format(pk=fokuss.pk)
    counts = []
    for first, last in ((0, 2), (2, 20)):
        crowd(fokuss, first, last)
        for number in range(first, last):
            Post.objects.create(
                person=ani, kind="other", title=f"Tugas {number}", area_id="33.02.19", since=date(2020, 1, 1),
                until=date(2021, 1, 1),
            )  # fmt: skip
        as_ani.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert as_ani.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 12


# Phone numbers


@pytest.mark.parametrize(
    ("viewer", "consents", "shown"),
    [
        ("budi", False, "0812-••••-0001"),
        ("budi", True, "0812-0000-0001"),
        ("dewi", False, "0812-0000-0001"),
        ("ani", False, "0812-0000-0001"),
    ],
)
def test_fellow_members_see_a_masked_number_unless_its_owner_consented(
    client, fokuss, ani, budi, viewer, consents, shown
):
    dewi = Person.objects.create_user(name="Dewi (contoh)", is_invented=True)
    Role.give(Membership.join(fokuss, dewi, area=None, by=ani), "treasurer", since=TODAY(), by=ani)
    if consents:
        Consent.give(ani, ConsentText.objects.current("phone"), by=ani)
    client.force_login({"ani": ani, "budi": budi, "dewi": dewi}[viewer])
    page = client.get(f"/organizations/{fokuss.pk}/members/{membership_of(ani).pk}/")
    assert page.context["phone"] == shown
    assert ("0812-0000-0001" in page.content.decode()) == ("•" not in shown)


def test_a_withdrawn_consent_masks_the_number_at_once(as_budi, fokuss, ani):
    Consent.give(ani, ConsentText.objects.current("phone"), by=ani)
    Consent.withdraw(ani, "phone", by=ani)
    page = as_budi.get(f"/organizations/{fokuss.pk}/members/{membership_of(ani).pk}/")
    assert page.context["phone"] == "0812-••••-0001"


# Members without an account


def test_an_officer_writes_down_a_member_who_exists_without_an_account(as_ani, fokuss):
    form = {"name": "Gita (contoh)", "phone": "", "email": "", "area": "Klahang, Sokaraja"}
    as_ani.post(f"/organizations/{fokuss.pk}/members/new/", form)
    gita = Person.objects.get(name="Gita (contoh)")
    assert (gita.has_account, membership_of(gita).area_id) == (False, "33.02.19.2006")


def test_somebody_known_is_invited_instead_of_written_down(as_ani, fokuss, citra):
    form = {"name": "Citra", "phone": "0812-0000-0003"}
    answer = as_ani.post(f"/organizations/{fokuss.pk}/members/new/", form)
    assert (answer.status_code, "Citra (contoh)" in answer.content.decode()) == (422, False)


def test_an_officer_corrects_the_record_until_the_member_takes_it_over(as_ani, fokuss, ani, budi):
    gita = Person.objects.create_user(name="Gta (contoh)", is_invented=True)
    membership = Membership.join(fokuss, gita, area=None, by=ani)
    form = {"name": "Gita (contoh)", "phone": "0812-0000-0007", "area": "Klahang"}
    as_ani.post(f"/organizations/{fokuss.pk}/members/{membership.pk}/correction/", form)
    gita.refresh_from_db()
    assert (gita.name, gita.phone, membership_of(gita).area_id) == ("Gita (contoh)", "+6281200000007", "33.02.19.2006")
    other = f"/organizations/{fokuss.pk}/members/{membership_of(budi).pk}/correction/"
    assert as_ani.post(other, {"name": "Lain"}).status_code == 403


# Roles


def test_a_role_given_counts_at_once(as_ani, fokuss, budi):
    as_ani.post(
        f"/organizations/{fokuss.pk}/members/{membership_of(budi).pk}/roles/new/",
        {"kind": "treasurer", "since": TODAY().isoformat()},
    )
    assert authorities(budi)[fokuss.pk].name == "MANAGE"


@pytest.mark.parametrize(
    ("held", "kind", "why"), [("treasurer", "treasurer", "sudah memegang"), ("treasurer", "observer", "Pengamat"),
                              ("observer", "chair", "Pengamat")]
)  # fmt: skip
def test_roles_that_do_not_go_together_are_refused(fokuss, ani, budi, held, kind, why):
    Role.give(membership_of(budi), held, since=TODAY(), by=ani)
    with pytest.raises(ValidationError, match=why):
        Role.give(membership_of(budi), kind, since=TODAY(), by=ani)


def test_the_last_who_governs_can_neither_leave_nor_lose_the_role(as_ani, fokuss, ani, budi):
    role, today = chair_of(fokuss), TODAY().isoformat()
    answers = [
        as_ani.post(f"/organizations/{fokuss.pk}/roles/{role.pk}/end/", {"on": today}),
        as_ani.post(f"/organizations/{fokuss.pk}/members/{membership_of(ani).pk}/end/", {"on": today}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert ["Serahkan jabatan dahulu" in answer.content.decode() for answer in answers] == [True, True]
    forget(ani)
    assert authorities(ani)[fokuss.pk].name == "GOVERN"


def test_the_day_before_the_other_stops_does_not_count_as_another_who_governs(fokuss, ani, budi):
    Role.give(membership_of(budi), "secretary", since=TODAY(), by=ani).end(TODAY() + timedelta(days=9), by=ani)
    with pytest.raises(ValidationError):
        chair_of(fokuss).end(TODAY(), by=ani)


def test_with_another_who_governs_the_role_may_end(fokuss, ani, budi):
    Role.give(membership_of(budi), "secretary", since=TODAY(), by=ani)
    chair_of(fokuss).end(TODAY(), by=ani)
    forget(ani)
    assert authorities(ani) == {fokuss.pk: 20}


def test_leaving_ends_all_roles(as_budi, fokuss, ani, budi):
    membership = membership_of(budi)
    Role.give(membership, "officer", since=TODAY(), by=ani)
    as_budi.post(f"/organizations/{fokuss.pk}/members/{membership.pk}/end/", {"on": TODAY().isoformat()})
    assert Role.objects.filter(membership=membership, until=None).count() == 0
    assert as_budi.get(f"/organizations/{fokuss.pk}/").status_code == 404


def test_a_member_ends_no_membership_but_the_own(as_budi, fokuss, ani):
    answer = as_budi.post(f"/organizations/{fokuss.pk}/members/{membership_of(ani).pk}/end/", {"on": "2026-01-01"})
    assert answer.status_code == 403


def test_who_left_may_come_back(fokuss, ani, budi):
    membership_of(budi).end(TODAY(), by=ani)
    Membership.join(fokuss, budi, area=None, by=ani)
    assert [membership.until for membership in budi.memberships.order_by("pk")] == [TODAY(), None]


# Hand-over


def test_an_office_passes_to_the_successor_with_its_list(as_ani, fokuss, ani, budi):
    role = chair_of(fokuss)
    form = {"to": membership_of(budi).pk, "on": TODAY().isoformat(), "items": "Stempel\nBuku kas"}
    page = as_ani.post(f"/organizations/{fokuss.pk}/roles/{role.pk}/hand-over/", form, follow=True)
    done = HandOver.objects.get()
    assert (done.given, done.taken.membership.person, done.taken.since) == (role, budi, TODAY())
    assert ("Stempel" in page.content.decode(), "Budi (contoh)" in page.content.decode()) == (True, True)
    forget(ani)
    assert (authorities(budi)[fokuss.pk].name, authorities(ani)[fokuss.pk].name) == ("GOVERN", "TAKE_PART")


def test_there_is_no_day_without_and_none_with_both(fokuss, ani, budi):
    on = TODAY() + timedelta(days=10)
    done = chair_of(fokuss).hand_over(membership_of(budi), on=on, items="", by=ani)
    assert (done.given.until, done.taken.since) == (on, on)


def test_an_office_is_handed_over_once_and_to_a_fellow_member(fokuss, ani, budi, citra):
    role = chair_of(fokuss)
    with pytest.raises(ValidationError, match="anggota lain"):
        role.hand_over(membership_of(citra), on=TODAY(), items="", by=ani)
    with pytest.raises(ValidationError, match="anggota lain"):
        role.hand_over(membership_of(ani), on=TODAY(), items="", by=ani)
    role.hand_over(membership_of(budi), on=TODAY(), items="", by=ani)
    with pytest.raises(ValidationError, match="sudah berakhir"):
        role.hand_over(membership_of(budi), on=TODAY(), items="", by=ani)


# Founding


def test_who_governs_founds_another_and_chairs_it(as_ani, ani, fokuss):
    form = {"name": "Panitia Pelatihan", "kind": "committee", "area": "33.02.19"}
    as_ani.post("/organizations/new/", form)
    assert authorities(ani)[Organization.objects.get(name="Panitia Pelatihan").pk].name == "GOVERN"


def test_a_member_founds_none(as_budi, budi):
    assert as_budi.get("/organizations/new/").status_code == 403


# Erasure


def test_who_governs_sees_the_countdown_and_carries_it_out(as_ani, budi, fokuss):
    request = ErasureRequest.ask(budi, by=budi)
    assert "Budi (contoh)" in as_ani.get("/").content.decode()
    page = as_ani.get("/organizations/erasures/").content.decode()
    assert "tersisa 2\xa0hari" in page
    as_ani.post(f"/organizations/erasures/{request.pk}/")
    budi.refresh_from_db()
    assert budi.name == "Anggota terhapus"


def test_nobody_carries_out_a_request_in_another_organization(client, citra, budi):
    request = ErasureRequest.ask(budi, by=budi)
    client.force_login(citra)
    assert client.post(f"/organizations/erasures/{request.pk}/").status_code == 404
    budi.refresh_from_db()
    assert budi.is_active is True


def test_the_last_who_governs_is_not_erased_before_the_hand_over(as_ani, ani, fokuss):
    request = ErasureRequest.ask(ani, by=ani)
    page = as_ani.post(f"/organizations/erasures/{request.pk}/", follow=True).content.decode()
    ani.refresh_from_db()
    assert ("Serahkan jabatan dahulu" in page, ani.is_active) == (True, True)
