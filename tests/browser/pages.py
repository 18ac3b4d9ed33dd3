"""Pages that the browser visits besides those of ``tests/addresses``, which it sees as the chair of FOKUSS.

Here stands what another person sees, what an address with a query shows, and what went wrong.
``address`` is a path, the name of a URL, or a function of ``have``, which gives fixtures:
``lambda have: f"/organizations/{have('fokuss').pk}/?page=2"``. ``who`` is one of the cast, or None for a visitor.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse


class Page(NamedTuple):
    label: str
    address: str | Callable
    who: str | None = "ani"
    status: int = 200

    def path(self, have) -> str:
        """Where it is."""
        if callable(self.address):
            return self.address(have)
        return self.address if self.address.startswith("/") else reverse(self.address)


PAGES = [
    Page("an unknown address", "/no-such-page/", status=404),
    Page("an unknown address, for a visitor", "/no-such-page/", None, 404),
    Page("nothing to do today", "home", "citra"),
    Page("signing in", "account_login", None),
    Page("an organization of others", lambda have: f"/organizations/{have('fokuss').pk}/", "citra", 404),
]
