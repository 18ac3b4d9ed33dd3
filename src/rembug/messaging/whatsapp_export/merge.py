"""Merging exports of one chat: several phones, languages and cuts give one history, once.

Phones agree on the minute of a message and on what was said, not on names,
wording, seconds or how far back they go. So messages are compared within a
minute by a fingerprint without language and names. The caller keeps the history;
nothing here remembers anything.

For each new export: read it once and `SenderEvidence.observe` every minute that
the history has too; `decide` which stored sender each label is. Read it again and
`plan` each minute. Messages of a minute are kept in order by a position.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from .record import Notice, Record

_PHONE_MENTION = re.compile(r"@\+?\d[\d\s()-]{6,}\d")
_LINK = re.compile(r"https?://\S+")
_IGNORED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_OUT_OF_ORDER = timedelta(days=2)
_MAJORITY = 0.6
_LIKE = 0.6
_ALIGNED = 40_000


class Message(NamedTuple):
    """A message or system line for comparison.

    `key` is the caller's own, `sender` a label in a new export and the caller's
    identity of a person in the history, None for system lines. `second` is None
    where a phone gave only the minute. `as_of` says until when the export
    reached that last told this version.
    """

    key: Any
    sender: Hashable | None
    kind: str
    fingerprint: str
    text: str = ""
    second: int | None = None
    edited: bool = False
    as_of: datetime | None = None


class Same(NamedTuple):
    """The message is in the history. `refines`: the new one knows its second, the stored one does not."""

    stored: Message
    new: Message
    refines: bool = False


class Earlier(NamedTuple):
    """The history has a later version (edited, deleted) of this message: the new text is an older one."""

    stored: Message
    new: Message


class Update(NamedTuple):
    """The stored message was edited or deleted since; the stored text is the older one."""

    stored: Message
    new: Message


class Insert(NamedTuple):
    """The message is missing. It stands after `after`, stored or itself inserted before; None: first of the minute."""

    new: Message
    after: Message | None


Outcome = Same | Earlier | Update | Insert


def fingerprint(record: Record) -> str:
    """What was said, the same from every phone: 32 hexadecimal digits.

    Mentions are masked (each phone writes its own names), white space folded,
    media and contacts reduced to their caption, polls to the question,
    locations to the link, system lines to the event.
    """
    kind, content = record.kind, record.text
    if kind == "system":
        content = record.system_event or "other"
    elif kind in ("media", "contact"):
        kind = "media"
    elif kind == "poll":
        content = content.partition("\n")[2].partition("\n")[0]
    elif kind == "location":
        link = _LINK.search(content)
        content = link[0] if link else ""
    elif kind == "deleted":
        content = ""
    if "@" in content:
        for name in sorted(record.mentions, key=len, reverse=True):
            content = content.replace(f"@{name}", "@")
        content = _PHONE_MENTION.sub("@", content)
    if not content.isascii():
        content = _IGNORED.sub("", unicodedata.normalize("NFC", content))
    folded = " ".join(content.split())
    return hashlib.blake2b(f"{kind}\x1f{folded}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def message(record: Record, *, precision: str, as_of: datetime | None = None) -> Message:
    """The record of a new export for comparison; its key is the record."""
    second = record.sent_at.second if precision == "second" else None
    return Message(record, record.sender, record.kind, fingerprint(record), record.text, second, record.edited, as_of)


def minute_of(sent_at: datetime) -> datetime:
    return sent_at.replace(second=0, microsecond=0)


def by_minute(records: Iterable[Record]) -> Iterator[tuple[datetime, list[Record]]]:
    """The records of each minute together, the minutes in order.

    Holds two days of records, because a phone may list messages that arrived
    late out of order; what lies further back comes as a group of its own.
    """
    groups: dict[datetime, list[Record]] = {}
    latest = None
    for record in records:
        minute = minute_of(record.sent_at)
        groups.setdefault(minute, []).append(record)
        if latest is None or minute > latest:
            latest = minute
            while groups and (first := next(iter(groups))) < latest - _OUT_OF_ORDER:
                yield first, groups.pop(first)
        elif minute < latest and next(reversed(groups)) == minute:
            groups = dict(sorted(groups.items()))
    yield from sorted(groups.items())


class SenderEvidence:
    """Which stored sender a label of the new export is, by messages that stand alone in their minute."""

    def __init__(self) -> None:
        self._seen: defaultdict[Hashable, Counter[Hashable]] = defaultdict(Counter)
        self._labels: set[Hashable] = set()

    def observe(self, new: Sequence[Message], stored: Sequence[Message]) -> None:
        """Take the evidence of one minute; `stored` may be empty, but every minute should be told."""
        self._labels.update(one.sender for one in new)
        alone = {print_: one for print_, one in _alone(new).items() if one.sender is not None}
        if alone:
            for print_, one in _alone(stored).items():
                if one.sender is not None and print_ in alone:
                    self._seen[alone[print_].sender][one.sender] += 1

    def decide(self, same_label: Mapping[Hashable, Hashable] | None = None) -> dict[Hashable, Hashable]:
        """Stored senders by label. `same_label` gives those the history already knows under the very label.

        Shared messages weigh more than a shared label: two people may have one name.
        """
        found = {label: sender for label, sender in (same_label or {}).items() if label in self._labels}
        for label, seen in self._seen.items():
            sender, count = seen.most_common(1)[0]
            if count >= seen.total() * _MAJORITY:
                found[label] = sender
        return found


def _alone(messages: Sequence[Message]) -> dict[str, Message]:
    counts = Counter(one.fingerprint for one in messages)
    return {one.fingerprint: one for one in messages if counts[one.fingerprint] == 1}


def plan(
    new: Sequence[Message],
    stored: Sequence[Message],
    senders: Mapping[Hashable, Hashable],
    *,
    new_cut: bool = False,
    stored_cut: bool = False,
) -> list[Outcome]:
    """What to do with the messages of one minute, in the order of the new export.

    `new_cut` and `stored_cut` say that the minute is the first or last of the
    export, or of all exports that gave the history there (see `is_cut`), so that
    messages may be missing on that side. As long as one side is complete, what is
    left over on both is the same message, even if the senders seem to differ;
    where both are cut the senders decide, and a deleted message is not taken for
    one of the others.
    """
    pairs = _Pairs(new, stored, senders, complete=not (new_cut and stored_cut))
    pairs.match()
    pairs.match_versions()
    return _outcomes(new, stored, pairs.of_new, stored_starts_here=stored_cut and not new_cut)


def is_cut(minute: datetime, spans: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether no export reaches beyond a minute on both sides. `spans` are first and last minutes of exports."""
    return not any(start < minute < end for start, end in spans)


class _Pairs:
    """Which new message is which stored one, within a minute. `complete`: no side lacks what the other has."""

    def __init__(self, new, stored, senders, *, complete):
        self.complete = complete
        self.new, self.stored, self.senders = new, stored, senders
        self.of_new: dict[int, int] = {}
        self._free = dict.fromkeys(range(len(stored)))
        self._claimed = set(senders.values())

    def match(self):
        self._align()
        rules = [self._is_same_to_the_second, self._is_same, self._may_be_same, self._may_be_same_event]
        if self.complete:
            rules.append(self._says_the_same)
        for rule in rules:
            if not self._free:
                return
            for i, one in enumerate(self.new):
                if i not in self.of_new:
                    self._take(i, next((j for j in self._free if rule(one, self.stored[j])), None))

    def _align(self):
        """Pair what repeats within the minute by its place among the others: the longest common run in order."""
        new, stored = self.new, self.stored
        repeats = len({one.fingerprint for one in new}) < len(new) or len({one.fingerprint for one in stored}) < len(
            stored
        )
        if not repeats or len(new) * len(stored) > _ALIGNED:
            return
        best = [[0] * (len(stored) + 1) for _ in range(len(new) + 1)]
        for i in range(len(new) - 1, -1, -1):
            for j in range(len(stored) - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], self._weight(i, j) + best[i + 1][j + 1])
        i = j = 0
        while i < len(new) and j < len(stored):
            weight = self._weight(i, j)
            if weight and best[i][j] == weight + best[i + 1][j + 1]:
                self._take(i, j)
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _weight(self, i, j):
        one, other = self.new[i], self.stored[j]
        if not self._is_same(one, other):
            return 0
        # Seconds only choose between pairings of equal length.
        return 1000 + (one.second is not None and one.second == other.second)

    def match_versions(self):
        """A message edited or deleted later, left over on both sides."""
        for rule in (self._is_other_version, self._may_be_other_version):
            for i, one in enumerate(self.new):
                if i in self.of_new or one.sender is None:
                    continue
                found = [j for j in self._free if rule(one, self.stored[j])]
                if not self.complete:
                    found = [j for j in found if "deleted" not in (one.kind, self.stored[j].kind)]
                if found:
                    self._take(i, max(found, key=lambda j: (_likeness(one, self.stored[j]), -abs(i - j))))

    def _take(self, i, j):
        if j is not None:
            self.of_new[i] = j
            del self._free[j]

    def _same_sender(self, one, other):
        return (one.sender is None) == (other.sender is None) and (
            one.sender is None or self.senders.get(one.sender) == other.sender
        )

    def _is_same_to_the_second(self, one, other):
        return one.second is not None and one.second == other.second and self._is_same(one, other)

    def _is_same(self, one, other):
        return one.fingerprint == other.fingerprint and self._same_sender(one, other)

    def _may_be_same(self, one, other):
        """A label that no message has explained yet may be anybody whom no other label is."""
        return (
            one.fingerprint == other.fingerprint
            and None not in (one.sender, other.sender)
            and one.sender not in self.senders
            and other.sender not in self._claimed
        )

    def _says_the_same(self, one, other):
        return one.fingerprint == other.fingerprint and (one.sender is None) == (other.sender is None)

    def _may_be_same_sender(self, one, other):
        if one.sender is None or other.sender is None:
            return False
        return self.complete or (one.sender not in self.senders and other.sender not in self._claimed)

    def _may_be_same_event(self, one, other):
        """A system line of unknown wording may be any event another phone tells in known words."""
        unknown = _UNKNOWN_EVENT
        return one.kind == other.kind == "system" and unknown in (one.fingerprint, other.fingerprint)

    def _is_other_version(self, one, other):
        return self._same_sender(one, other) and _are_versions(one, other)

    def _may_be_other_version(self, one, other):
        if not self._may_be_same_sender(one, other) or not _are_versions(one, other):
            return False
        if "deleted" in (one.kind, other.kind):
            return len(self._free) == 1 and len(self.new) - len(self.of_new) == 1
        return _likeness(one, other) >= _LIKE


def _are_versions(one, other):
    if "deleted" in (one.kind, other.kind):
        return one.kind != other.kind
    return one.kind == other.kind and (one.edited or other.edited)


_UNKNOWN_EVENT = fingerprint(Record(0, 0, datetime.min, None, "system", "", None, False, "other"))


def _likeness(one, other):
    return SequenceMatcher(None, one.text[:500], other.text[:500], autojunk=False).ratio()


def _is_later_version(new, stored):
    """Whether the new one is the later of two versions."""
    if (new.kind == "deleted") != (stored.kind == "deleted"):
        return new.kind == "deleted"
    if new.edited != stored.edited:
        return new.edited
    return new.as_of is not None and (stored.as_of is None or new.as_of > stored.as_of)


def _outcomes(new, stored, of_new, *, stored_starts_here):
    fixed = _in_both_orders(of_new)
    following = len(stored)
    before: list[int] = [0] * len(new)
    for i in range(len(new) - 1, -1, -1):
        if i in fixed:
            following = of_new[i]
        before[i] = following
    if stored_starts_here and not fixed:
        # The history begins inside this minute, and the new export does not.
        before = [0] * len(new)
    last_inserted: dict[int, Message] = {}
    outcomes: list[Outcome] = []
    for i, one in enumerate(new):
        if i in of_new:
            outcomes.append(_known(one, stored[of_new[i]]))
            continue
        place = _by_second(one, stored, before[i])
        after = last_inserted.get(place) or (stored[place - 1] if place else None)
        last_inserted[place] = one
        outcomes.append(Insert(one, after))
    return outcomes


def _known(new, stored):
    if new.fingerprint == stored.fingerprint or new.kind == stored.kind == "system":
        return Same(stored, new, refines=stored.second is None and new.second is not None)
    return Update(stored, new) if _is_later_version(new, stored) else Earlier(stored, new)


def _by_second(one, stored, place):
    """Among stored messages at the end of the minute that no anchor orders, seconds decide."""
    if one.second is None:
        return place
    while place and stored[place - 1].second is not None and stored[place - 1].second > one.second:
        place -= 1
    return place


def _in_both_orders(of_new):
    """The pairs that stand in the same order on both sides: the longest rising run of stored positions."""
    best: dict[int, tuple[int, int | None]] = {}
    items = sorted(of_new.items())
    if all(a[1] < b[1] for a, b in pairwise(items)):
        return set(of_new)
    for n, (i, j) in enumerate(items):
        length, previous = max(
            ((best[h][0], h) for h, k in items[:n] if k < j), default=(0, None), key=lambda found: found[0]
        )
        best[i] = (length + 1, previous)
    chosen = set()
    at = max(best, key=lambda i: best[i][0], default=None)
    while at is not None:
        chosen.add(at)
        at = best[at][1]
    return chosen


def gap(*, first: datetime, last: datetime, cut: bool, stored: Iterable[tuple[datetime, datetime]]) -> list[Notice]:
    """Where nothing is known between the new export and the history.

    `cut`: the new export does not tell how the chat began. `stored` are the
    spans of the exports taken before. A span that touches or overlaps another
    leaves no gap.
    """
    spans = sorted(stored)
    earlier = [end for start, end in spans if start <= first]
    later = [start for start, _end in spans if start > first]
    notices = []
    if cut and earlier and max(earlier) < minute_of(first):
        notices.append(Notice("gap", {"start": max(earlier).isoformat(), "end": first.isoformat()}))
    if later and min(later) > last and not any(end >= last for end in earlier):
        notices.append(Notice("gap", {"start": last.isoformat(), "end": min(later).isoformat()}))
    return notices
