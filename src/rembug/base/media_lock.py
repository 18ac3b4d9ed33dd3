"""Stored files are not swept away while somebody puts them in place, copies them or brings them back."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def keeping_out(*, sweep: bool) -> Iterator[None]:
    """Hold the lock of the directory of files: many may work at a time, a sweep works alone."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if sweep else fcntl.LOCK_SH)
        yield
