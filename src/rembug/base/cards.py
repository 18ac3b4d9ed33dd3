"""What needs a person today. Each room registers a finder from ``apps.py``; the home page asks them all."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from django.http import HttpRequest


class Urgency(IntEnum):
    """How soon somebody waits for the person. The home page shows the smallest first."""

    OVERDUE = 1
    TODAY = 2
    SOON = 3
    WHENEVER = 4


class Card(NamedTuple):
    """One card on the home page.

    The standard template wants ``title``, ``icon``, and as you like ``text``, ``rows`` (dicts with ``title``,
    ``url``, ``text``, ``tag``, ``tone``) and ``action`` (a dict with ``label`` and ``url``).
    """

    urgency: Urgency
    context: dict
    template: str = "base/components/today.html"


_finders: list[Callable[[HttpRequest], Card | None]] = []


def register(find: Callable[[HttpRequest], Card | None]) -> None:
    """Ask ``find`` on each visit of the home page by a signed-in person. It answers None when there is nothing."""
    if find not in _finders:
        _finders.append(find)


def cards_for(request: HttpRequest) -> list[Card]:
    """All cards for the person who asks, the most urgent first."""
    found = [card for find in _finders if (card := find(request))]
    return sorted(found, key=lambda card: card.urgency)
