"""The same cast in every test: ani chairs FOKUSS, budi is a member, citra is an outsider. All are invented."""

from datetime import date

import pytest

from rembug.areas.edition import tokens_of
from rembug.areas.models import Area, AreaToken, Kind, TimeZone
from rembug.organizations.models import Membership, Organization, OrganizationKind, Role
from rembug.people.models import Person


@pytest.fixture
def sokaraja(db):
    """The district Sokaraja with those above it and two of its villages, by their real codes."""
    rows = [
        ("33", "Jawa Tengah", Kind.PROVINCE),
        ("33.02", "Banyumas", Kind.REGENCY),
        ("33.02.19", "Sokaraja", Kind.DISTRICT),
        ("33.02.19.2001", "Kalikidang", Kind.VILLAGE),
        ("33.02.19.2006", "Klahang", Kind.VILLAGE),
    ]
    path = []
    for code, name, kind in rows:
        level = code.count(".") + 1
        path = [*path[: level - 1], name]
        area, is_new = Area.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "path": ", ".join(reversed(path)),
                "level": level,
                "kind": kind,
                "time_zone": TimeZone.WIB,
                "edition": "test",
                "valid_from": date(2025, 4, 25),
            },
        )
        if is_new:
            AreaToken.objects.bulk_create(tokens_of(area))
    return Area.objects.get(code="33.02.19")


@pytest.fixture
def fokuss(sokaraja):
    return Organization.objects.create(name="FOKUSS Sokaraja", kind=OrganizationKind.ASSOCIATION, area=sokaraja)


def _member(organization, name, number, role=None, area="33.02.19.2001"):
    person = Person.objects.create_user(
        name=f"{name} (contoh)",
        phone=f"+6281200000{number:03}",
        email=f"{name.lower()}@contoh.invalid",
        password="kopi-tubruk-pagi",
        is_invented=True,
    )
    membership = Membership.objects.create(
        organization=organization, person=person, area_id=area, since=date(2024, 1, 1)
    )
    if role:
        Role.objects.create(membership=membership, kind=role, since=date(2024, 1, 1))
    return person


@pytest.fixture
def ani(fokuss):
    """Chairs FOKUSS."""
    return _member(fokuss, "Ani", 1, "chair")


@pytest.fixture
def budi(fokuss):
    """A member of FOKUSS."""
    return _member(fokuss, "Budi", 2, area="33.02.19.2006")


@pytest.fixture
def citra(sokaraja):
    """Chairs another association; an outsider to FOKUSS."""
    elsewhere = Organization.objects.create(name="Forum Lain", kind=OrganizationKind.ASSOCIATION, area=sokaraja)
    return _member(elsewhere, "Citra", 3, "chair")
