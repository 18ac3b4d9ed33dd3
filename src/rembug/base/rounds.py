"""The rounds that the worker walks: what rooms want done again and again, outside of any request.

A room registers its rounds in ``apps.py``. A round does a little and returns whether
there was anything to do; several workers may walk the same round at once.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    name: str
    walk: Callable[[], bool]
    every: float


rounds: dict[str, Round] = {}


def register(name: str, walk: Callable[[], bool], *, every: float) -> None:
    """Have ``walk`` called at least ``every`` seconds, and again at once while it returns True."""
    rounds[name] = Round(name, walk, every)
