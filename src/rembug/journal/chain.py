"""Whether the journal is what it was: every deed in its place, every hash right."""

from collections.abc import Callable
from dataclasses import dataclass

from rembug.journal import guard
from rembug.journal.models import GENESIS, Deed


@dataclass(frozen=True, slots=True)
class Head:
    """The last deed. Who notes it elsewhere can tell later whether deeds were cut off the end."""

    sequence: int
    hash: str


class Broken(Exception):
    """Where the chain breaks first, in words."""


def verify(*, expect: str | None = None, progress: Callable[[], object] = lambda: None) -> Head:
    """Walk through all deeds from the first, in constant memory; the head when all is right, else Broken.

    ``expect`` is a hash noted earlier as the head: it must be in the chain. Without one,
    deeds cut off the end cannot be seen.
    """
    if not guard.is_installed():
        raise Broken("The database does not guard the journal: run rembug migrate, then ask who took the guard away.")
    head = Head(0, GENESIS)
    met = expect is None or expect == GENESIS
    for deed in Deed.objects.order_by("sequence").iterator(chunk_size=2000):
        if deed.sequence != head.sequence + 1:
            raise Broken(f"Deed {head.sequence + 1} is missing: after {head.sequence} comes {deed.sequence}.")
        if deed.previous_hash != head.hash:
            raise Broken(f"Deed {deed.sequence} does not continue deed {head.sequence}: a deed before it was replaced.")
        if deed.hash != deed.seal():
            raise Broken(f"Deed {deed.sequence} was changed: its content does not give its hash.")
        head = Head(deed.sequence, deed.hash)
        met = met or deed.hash == expect
        progress()
    if not met:
        raise Broken(
            f"The noted hash {expect} is not in the journal: deeds were cut off the end, or all was rewritten."
        )
    return head
