"""Parts of an organization's page that other rooms give: what is next, the group, and so on."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest

from rembug.organizations.models import Organization


class Part(NamedTuple):
    order: int
    template: str
    find: Callable[[HttpRequest, Organization], dict | None]


_parts: dict[str, Part] = {}


def register(order: int, template: str, find: Callable[[HttpRequest, Organization], dict | None]) -> None:
    """Show ``template`` on the page of each organization, with what ``find`` gives as ``part``.

    ``find`` answers None where there is nothing to show, and takes at most two queries.
    """
    _parts[template] = Part(order, template, find)


def parts_for(request: HttpRequest, organization: Organization) -> list[dict]:
    """The parts in order: dicts with ``template`` and ``part``."""
    found = ((part, part.find(request, organization)) for part in sorted(_parts.values(), key=lambda part: part.order))
    return [{"template": part.template, "part": context} for part, context in found if context is not None]
