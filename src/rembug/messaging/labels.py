"""The names under which phones know a sender, and which member a name may mean. No database here."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

NUMBER = re.compile(r"\+?[\d][\d\s().\u2010-\u2015-]{6,}\d")
TITLES = re.compile(
    r"\b(pak|bapak|bu|ibu|mas|mbak|mba|sekdes|kades|kaur|kasi|desa|h|hj|drs|sh|s\.?pd|se)\b\.?", re.IGNORECASE
)
LIKELY = 78


def is_number(label: str) -> bool:
    """Whether a label is a bare telephone number: the phone that exported had not saved the sender."""
    return bool(NUMBER.fullmatch(label.strip("~ \u202a\u202c\u200e")))


def digits(label: str) -> str:
    """A number in E.164 without the plus, Indonesian where it begins with 0."""
    only = re.sub(r"\D", "", label)
    return f"62{only[1:]}" if only.startswith("0") else only


def shown(label: str) -> str:
    """The label as a fellow member may read it: a number without its middle, a chosen name without its tilde."""
    if is_number(label):
        number = digits(label)
        return f"+{number[:2]} {number[2:5]}-••••-{number[-4:]}"
    return label.lstrip("~ \u00a0\u202f") or label


def plain(name: str) -> str:
    """A name for comparing: no titles, nothing in brackets, no marks, lower case."""
    return " ".join(TITLES.sub(" ", re.sub(r"\([^)]*\)|[^\w\s.]", " ", name)).casefold().split())


def suggest(labels: Iterable[str], members: dict[int, tuple[str, str, str]]) -> int | None:
    """The member that some of ``labels`` may mean, or None.

    ``members`` maps a key to name, phone (E.164 or empty) and village. An equal phone number decides; else the
    most alike name, where it is alike enough and no other member is nearly as alike.
    """
    by_number = {digits(phone): key for key, (_name, phone, _village) in members.items() if phone}
    names = {key: plain(name) for key, (name, _phone, _village) in members.items()}
    best: dict[int, float] = {}
    for label in labels:
        if is_number(label):
            if key := by_number.get(digits(label)):
                return key
            continue
        for _name, score, key in process.extract(
            plain(label), names, scorer=fuzz.token_set_ratio, score_cutoff=LIKELY, limit=2
        ):
            village = members[key][2]
            bonus = 10 if village and village.casefold() in label.casefold() else 0
            best[key] = max(best.get(key, 0), score + bonus)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 5):
        return None
    return ranked[0][0]
