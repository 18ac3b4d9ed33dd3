"""A meeting of FOKUSS in the village hall of Klahang, an hour from now. All people are invented."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from rembug.events.models import Event, EventKind
from rembug.organizations.models import Membership, Role
from rembug.people.models import Person

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 12, 7, 8, 30, tzinfo=WIB)  # a Monday


@pytest.fixture(autouse=True)
def clock():
    """Stands at half past eight in the morning of Monday, 7 December 2026, in Banyumas; ``clock.shift`` moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def plan(ani, fokuss, sokaraja):
    """The fields of a meeting at nine."""
    return {
        "organization": fokuss,
        "kind": EventKind.ROUTINE_MEETING,
        "title": "Rapat rutin (contoh)",
        "time_zone": "Asia/Jakarta",
        "place": "Balai Desa Klahang",
        "area": sokaraja,
    }


@pytest.fixture
def meeting(ani, plan):
    starts_at = datetime(2026, 12, 7, 9, 0, tzinfo=WIB)
    return Event.schedule(by=ani, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **plan)


def member(organization, name, number, role=None, since=date(2024, 1, 1)):
    person = Person.objects.create_user(
        name=f"{name} (contoh)", phone=f"+6281200001{number:03}", password="kopi-tubruk-pagi", is_invented=True
    )
    membership = Membership.objects.create(
        organization=organization, person=person, area_id="33.02.19.2001", since=since
    )
    if role:
        Role.objects.create(membership=membership, kind=role, since=since)
    return person


@pytest.fixture
def dewi(fokuss):
    """Of the committee of FOKUSS."""
    return member(fokuss, "Dewi", 4, "officer")


@pytest.fixture
def eko(fokuss):
    """Only observes FOKUSS."""
    return member(fokuss, "Eko", 5, "observer")


def fresh(thing):
    """The same row, read anew."""
    return type(thing).objects.get(pk=thing.pk)
