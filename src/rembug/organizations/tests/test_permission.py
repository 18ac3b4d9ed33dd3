"""The one permission rule, by table."""

from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from rembug.organizations.models import AUTHORITY_OF_ROLE, Authority, Membership, Organization, Role, RoleKind
from rembug.organizations.permission import authorities, forget, may, may_correct, may_let_in, vouches_for
from rembug.people.models import Person

TODAY = timezone.localdate


def member(organization, name, *roles, **fields):
    person = Person.objects.create_user(name=f"{name} (contoh)", is_invented=True, **fields)
    membership = Membership.objects.create(organization=organization, person=person, since=date(2024, 1, 1))
    for kind in roles:
        Role.objects.create(membership=membership, kind=kind, since=date(2024, 1, 1))
    return person


@pytest.mark.parametrize(
    ("roles", "authority"),
    [
        ([], Authority.TAKE_PART),
        (["chair"], Authority.GOVERN),
        (["secretary"], Authority.GOVERN),
        (["treasurer"], Authority.MANAGE),
        (["officer"], Authority.MANAGE),
        (["observer"], Authority.SEE),
        (["treasurer", "secretary"], Authority.GOVERN),
        (["officer", "treasurer"], Authority.MANAGE),
    ],
)
def test_what_a_person_may_follows_from_the_strongest_role(fokuss, roles, authority):
    assert authorities(member(fokuss, "Dewi", *roles)) == {fokuss.pk: authority}


@pytest.mark.parametrize("authority", Authority)
def test_each_authority_includes_those_before_it(fokuss, ani, budi, citra, authority):
    allowed = [may(person, authority, fokuss) for person in (ani, budi, citra, AnonymousUser())]
    nothing = authority == Authority.NONE
    assert allowed == [True, authority <= Authority.TAKE_PART, nothing, nothing]


def test_every_role_has_an_authority():
    assert set(AUTHORITY_OF_ROLE) == set(RoleKind)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (-1, None, True),
        (0, None, True),
        (1, None, False),
        (-2, 1, True),
        (-2, 0, False),
        (-2, -1, False),
        (0, 0, False),
    ],
)
def test_the_day_of_leaving_is_no_longer_held(fokuss, ani, since, until, held):
    person = Person.objects.create_user(name="Eko (contoh)", is_invented=True)
    day = lambda number: None if number is None else TODAY() + timedelta(days=number)  # noqa: E731
    membership = Membership.objects.create(organization=fokuss, person=person, since=min(day(since), date(2024, 1, 1)))
    Role.objects.create(membership=membership, kind="chair", since=day(since), until=day(until))
    assert (authorities(person)[fokuss.pk] == Authority.GOVERN) == held


def test_outsiders_and_visitors_see_no_organization(fokuss, ani, citra):
    assert list(Organization.objects.visible_to(ani)) == [fokuss]
    assert fokuss not in Organization.objects.visible_to(citra)
    assert list(Organization.objects.visible_to(AnonymousUser())) == []


def test_asking_often_costs_one_query(fokuss, ani, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [may(ani, authority, fokuss) for authority in Authority] == [True] * 5


def test_where_a_second_factor_is_demanded_officers_without_one_only_take_part(fokuss, ani, budi, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert authorities(ani) == {fokuss.pk: Authority.TAKE_PART}
    assert authorities(budi) == {fokuss.pk: Authority.TAKE_PART}
    TOTP.activate(ani, "JBSWY3DPEHPK3PXP")
    forget(ani)
    assert authorities(ani) == {fokuss.pk: Authority.GOVERN}


def test_officers_vouch_for_those_with_no_more_authority_and_no_other_ties(fokuss, ani, budi, citra):
    dewi = member(fokuss, "Dewi", "treasurer")
    assert [vouches_for(dewi, person) for person in (budi, ani, citra)] == [True, False, False]
    assert [vouches_for(budi, person) for person in (budi, dewi, ani)] == [False, False, False]
    other = citra.memberships.get().organization
    Membership.objects.create(organization=other, person=budi, since=date(2024, 1, 1))
    assert vouches_for(dewi, budi) is False


def test_a_demand_for_a_second_factor_does_not_make_a_chair_weaker_to_others(fokuss, ani, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    dewi = member(fokuss, "Dewi", "treasurer")
    TOTP.activate(dewi, "JBSWY3DPEHPK3PXP")
    assert vouches_for(dewi, ani) is False


def test_a_link_to_sign_in_is_only_for_members_whom_no_code_reaches(fokuss, ani, budi, settings):
    eko = member(fokuss, "Eko", phone="+6281200000005")
    assert [may_let_in(ani, person) for person in (eko, budi)] == [True, False]
    settings.CODE_GATEWAY_URL = "http://127.0.0.1:9/"
    assert may_let_in(ani, eko) is False


def test_officers_correct_only_records_that_nobody_has_in_hands(fokuss, ani, budi):
    eko = member(fokuss, "Eko")
    assert [may_correct(ani, person) for person in (eko, budi)] == [True, False]
