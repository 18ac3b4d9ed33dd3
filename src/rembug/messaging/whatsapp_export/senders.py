"""Who the senders of a file are: names may hold a colon, and system lines may hold ": " too."""

import re
from collections import Counter

from . import wording
from .body import clean, describe

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile("[ \u00a0\u202f\u2009]+")
_SAMPLES = 8
# A person may begin each of a few messages with the same "word: ", so one name
# with a colon is believed only after this many messages, or on other evidence.
_ENOUGH = 3
_LONGEST_NAME = 100
_KEPT_EVENTS = 100


def label(raw):
    """A sender's name as a person would write it: no marks, plain spaces and hyphens."""
    name = _SPACES.sub(" ", _MARKS.sub("", raw)).replace("\u2011", "-").strip()
    return "~ " + name[1:].lstrip() if name.startswith("~") else name


class Candidate:
    """One text that stands before a ": " in the first lines of messages."""

    __slots__ = ("count", "events", "named_by_marker", "samples", "second", "shared")

    def __init__(self):
        self.count = 0
        self.samples = []
        self.second = None
        self.shared = True
        self.events = []
        self.named_by_marker = Counter()

    def take(self, text):
        self.count += 1
        if len(self.samples) < _SAMPLES:
            self.samples.append(text)
        second, colon, rest = text.partition(": ")
        if (wording.opens_system_line(second) if colon else wording.system_event(text)) and len(
            self.events
        ) < _KEPT_EVENTS:
            # Perhaps a system line that begins with a name of which the colon is a part.
            self.events.append(text)
            return
        if not colon or len(second) > _LONGEST_NAME:
            self.shared = False
            return
        if self.second is None:
            self.second = second
        elif self.second != second:
            self.shared = False
        # Nobody writes these by hand after a "word: ", so the word belongs to the name.
        if rest.startswith("\u200e") or describe(rest)[0] in ("media", "deleted", "contact"):
            self.named_by_marker[second] += 1

    @property
    def shared_name(self):
        """What follows the first ": " in every message, so that it belongs to the name; or None."""
        if not self.shared or self.second is None or self.count - len(self.events) < _ENOUGH:
            return None
        return self.second if all(text.startswith(self.second + " ") for text in self.events) else None

    @property
    def settled(self):
        return not self.shared and len(self.samples) >= _SAMPLES


class Census:
    """Collects what stands before ": " over a whole file, then tells senders from system lines."""

    def __init__(self):
        self.counts = Counter()
        self.open = {}
        self.settled = set()
        self.named_in_system_lines = set()
        self.first = None

    def decide(self, *, ios):
        """`(senders, group, colon_names)`.

        `senders` maps what stands before the first ": " to a label, `group` is
        the group's own name where an iPhone puts it before system lines, and
        `colon_names` maps a first part to the whole names that begin with it.
        """
        self._collect_names_of_system_lines(ios)
        candidates = {
            head: self.open.get(head)
            for head in self.counts
            if ios or head not in self.open or not self._is_system(head, self.open[head])
        }
        colon_names = {
            head: names
            for head, candidate in candidates.items()
            if candidate is not None and (names := self._names_with_colon(head, candidate))
        }
        named = [(head, name[len(head) + 2 :]) for head, names in colon_names.items() for name in names]
        senders = {
            head: label(head)
            for head, candidate in candidates.items()
            if head not in colon_names and not any(_tells_of(candidate, head, *parts) for parts in named)
        }
        group = self._group(colon_names) if ios else None
        return senders, group, colon_names

    def _is_system(self, head, candidate):
        if not wording.opens_system_line(head):
            return False
        texts = [describe(text)[0] for text in candidate.samples]
        return all(kind in ("text", "poll") for kind in texts)

    def _collect_names_of_system_lines(self, ios):
        for head, candidate in self.open.items():
            if ios or wording.opens_system_line(head):
                for text in candidate.samples:
                    line = clean(text) if ios else f"{head}: {text}"
                    if ios and not text.startswith("\u200e"):
                        continue
                    self.named_in_system_lines.update(wording.names_in_system_line(line))

    def _names_with_colon(self, head, candidate):
        names = [f"{head}: {second}" for second in candidate.named_by_marker]
        prefix = head + ": "
        names += [name for name in self.named_in_system_lines if name.startswith(prefix)]
        if candidate.shared_name and len(head) + len(candidate.shared_name) < _LONGEST_NAME:
            names.append(prefix + candidate.shared_name)
        return sorted(set(names), key=len, reverse=True)

    def _group(self, colon_names):
        """An iPhone's first line is the notice of encryption, under the group's name."""
        candidate = self.open.get(self.first)
        if candidate is None or self.counts[self.first] != candidate.count:
            return None
        group = self.first
        begin = ""
        for name in colon_names.get(group, ()):
            if all(f"{group}: {text}".startswith(name + ": ") for text in candidate.samples):
                begin = name[len(group) + 2 :] + ": "
                group = name
                break
        texts = [text[len(begin) :] for text in candidate.samples]
        told = all(text.startswith("\u200e") and describe(text)[0] == "text" for text in texts)
        return group if told else None

    def take(self, lines, *, binary):
        """Count the first lines of messages, given without their headers."""
        separator = b": " if binary else ": "
        heads = [(parts := line.partition(separator))[1] and parts[0] for line in lines]
        self.counts.update(heads)
        settled = self.settled
        for line, head in zip(lines, heads, strict=True):
            if head not in settled:
                self._inspect(line, head, binary)

    def _inspect(self, line, head, binary):
        if not head:
            self.settled.add(head)
            return
        text = line[len(head) + 2 :]
        if binary:
            text = text.decode("utf-8", "replace")
            name = head.decode("utf-8", "replace")
        else:
            name = head
        if self.first is None:
            self.first = name
        candidate = self.open.get(name)
        if candidate is None:
            candidate = self.open[name] = Candidate()
        candidate.take(text.rstrip("\r"))
        if candidate.settled:
            self.settled.add(head)

    def close(self, *, binary):
        """Forget what is not a head, and give all heads as text."""
        counts = Counter()
        for head, count in self.counts.items():
            if head:
                counts[head.decode("utf-8", "replace") if binary else head] += count
        self.counts = counts


def _tells_of(candidate, head, first, second):
    """Whether a head is a system line up to the colon in the name `first: second`, whatever its language."""
    return (
        candidate is not None
        and head.endswith(f" {first}")
        and all(text.startswith(second) and text != second for text in candidate.samples)
        and not any(text.startswith(second + ": ") for text in candidate.samples)
    )
