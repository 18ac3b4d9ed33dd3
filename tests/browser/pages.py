"""Every page that the browser visits. Each room adds its own below its name.

``address`` is a path, the name of a URL, or a function of ``have``, which gives fixtures:
``lambda have: f"/organizations/{have('fokuss').pk}/"``. ``who`` is one of the cast, or None for a visitor.
``status`` is what the server answers.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse


class Page(NamedTuple):
    address: str | Callable
    who: str | None = "ani"
    status: int = 200
    label: str = ""
    one_for_all_languages: bool = False

    @property
    def name(self) -> str:
        """What the test calls it."""
        return self.label or (self.address if isinstance(self.address, str) else self.address.__name__)

    def path(self, have) -> str:
        """Where it is."""
        if callable(self.address):
            return self.address(have)
        return self.address if self.address.startswith("/") else reverse(self.address)


PAGES = [
    # base
    Page("offline", None, one_for_all_languages=True),
    Page("/no-such-page/", "ani", 404),
    Page("/no-such-page/", None, 404, "/no-such-page/ for a visitor"),
    # home
    Page("home"),
    Page("home", "citra", label="home of another association"),
    # people
    Page("account_login", None),
]
