"""What the crawl of every address needs: who asks, the things of FOKUSS, and the answers expected.

Each room has a module in ``tests/addresses/`` with

``ADDRESSES``
    the name of each of its URL patterns, and an ``Expected``;
``prepare(things)``, if its addresses name things
    makes them and hangs them on ``things``, which already carries the people, FOKUSS and
    what the rooms below made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import SimpleNamespace

from rembug.organizations.models import Membership, Role
from rembug.people.models import Person

ROOMS = ["base", "areas", "people", "organizations", "events", "messaging", "home"]

# In this order stand the answers: a visitor, a person in no organization, the chair of another one,
# and of FOKUSS an observer, a member, an officer (treasurer) and the chair.
ASKING = ("nobody", "alone", "outsider", "observer", "member", "officer", "chair")

EVERYONE = (200,) * 7
SIGNED_IN = (302,) + (200,) * 6
MEMBERS = (302, 404, 404, 200, 200, 200, 200)
PARTICIPANTS = (302, 404, 404, 403, 200, 200, 200)
OFFICERS = (302, 404, 404, 403, 403, 200, 200)
GOVERNORS = (302, 404, 404, 403, 403, 403, 200)
NO_POST = (302,) + (405,) * 6
ONLY_POST = (302,) + (405,) * 6


def instead(answers: tuple, status: int) -> tuple:
    """The same people are let through, with another answer: 422 for an empty form, 302 for a deed done."""
    return tuple(status if answer == 200 else answer for answer in answers)


@dataclass(frozen=True)
class Expected:
    """The answers to GET, and to POST without any field that a form knows."""

    get: tuple
    post: tuple = NO_POST
    fill: Callable[[SimpleNamespace], dict] = lambda things: {}


def every_address() -> dict[str, Expected]:
    """The expectations of all rooms, by the name of the URL pattern."""
    found: dict[str, Expected] = {}
    for room in ROOMS:
        rows = import_module(f"tests.addresses.{room}").ADDRESSES
        assert not found.keys() & rows.keys()
        found |= rows
    return found


def _person(number: int, name: str, **fields) -> Person:
    return Person.objects.create_user(
        name=f"{name} (contoh)", phone=f"+62812000002{number:02}", is_invented=True, **fields
    )


def things_of(fokuss, ani, budi, citra) -> SimpleNamespace:
    """The people who ask, as ``things.asking[role]``, and the things that the addresses name."""
    things = SimpleNamespace(fokuss=fokuss, ani=ani, budi=budi, citra=citra)
    things.alone, things.dewi, things.eko = _person(1, "Fajar"), _person(2, "Dewi"), _person(3, "Eko")
    for person, role in ((things.dewi, "treasurer"), (things.eko, "observer")):
        membership = Membership.objects.create(organization=fokuss, person=person, since=date(2024, 1, 1))
        Role.objects.create(membership=membership, kind=role, since=date(2024, 1, 1))
    people = (None, things.alone, citra, things.eko, budi, things.dewi, ani)
    things.asking = dict(zip(ASKING, people, strict=True))
    for room in ROOMS:
        prepare = getattr(import_module(f"tests.addresses.{room}"), "prepare", None)
        if prepare:
            prepare(things)
    return things
