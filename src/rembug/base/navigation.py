"""The few doors on every page. Each room registers its own from ``apps.py``; the shell knows none of them."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse


class Door(NamedTuple):
    order: int
    url_name: str
    label: str
    icon: str


_doors: dict[str, Door] = {}


def register(order: int, url_name: str, label: str, icon: str) -> None:
    """Add an entry to the navigation.

    ``label`` is a lazy translation of one short word; ``icon`` an id in ``base/icons.svg``.
    Registering the same ``url_name`` again replaces the entry.
    """
    _doors[url_name] = Door(order, url_name, label, icon)


def entries(request: HttpRequest) -> list[dict]:
    """The entries in order, for a template: label, icon, url, and ``current``.

    ``current`` is "page" on the entry's own page, "true" on a page below it, else "".
    """
    found = []
    for door in sorted(_doors.values()):
        url = reverse(door.url_name)
        current = ""
        if request.path == url:
            current = "page"
        elif url != "/" and request.path.startswith(url):
            current = "true"
        found.append({"label": door.label, "icon": door.icon, "url": url, "current": current})
    return found
