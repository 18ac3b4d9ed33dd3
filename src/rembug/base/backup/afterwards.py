"""What rooms check once a backup is back, registered in their ``apps.py``."""

from collections.abc import Callable

# Each gives a line to print, or raises CommandError.
checks: list[Callable[[], str]] = []
