"""Keys of rows as they come from an address or a form: untrusted text."""

import re


def key_of(text: str | None) -> int:
    """The key that ``text`` names; 0, which no row has, for anything else."""
    return int(text) if text and re.fullmatch("[0-9]{1,18}", text) else 0
