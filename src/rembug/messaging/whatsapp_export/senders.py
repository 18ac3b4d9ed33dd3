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
_PLENTY = 50
_LONGEST_NAME = 100
_KEPT_EVENTS = 100


def label(raw):
    """A sender's name as a person would write it: no marks, plain spaces and hyphens."""
    name = _SPACES.sub(" ", _MARKS.sub("", raw)).replace("\u2011", "-").strip()
    return "~ " + name[1:].lstrip() if name.startswith("~") else name


class Candidate:
    """One text that stands before a ": " in the first lines of messages."""

    __slots__ = ("count", "events", "marked", "named_by_marker", "samples", "second", "shared")

    def __init__(self):
        self.count = 0
        self.samples = []
        self.second = None
        self.shared = True
        self.marked = True
        self.events = []
        self.named_by_marker = Counter()

    def take(self, text):
        self.count += 1
        if len(self.samples) < _SAMPLES:
            self.samples.append(text)
        second, colon, rest = text.partition(": ")
        self.marked = self.marked and (text.startswith("\u200e") or rest.startswith("\u200e"))
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
        """Whether more messages can tell nothing new."""
        if self.marked:
            return False
        return len(self.samples) >= _SAMPLES and (not self.shared or self.count >= _PLENTY)


class Census:
    """Collects what stands before ": " over a whole file, then tells senders from system lines."""

    def __init__(self):
        self.open = {}
        self._settled = set()
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
            head: candidate for head, candidate in self.open.items() if ios or not self._is_system(head, candidate)
        }
        colon_names = {
            head: names for head, candidate in candidates.items() if (names := self._names_with_colon(head, candidate))
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
        if candidate is None or not candidate.marked:
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

    def wants(self, heads):
        """Whether lines with these heads, each up to its first colon, can tell something new."""
        wanted = False
        for head in set(heads) - self._settled:
            text = _text(head)
            if not text.endswith(":"):
                continue
            if wording.cuts_a_subject(text):
                # The colon stands in the name of a group: many lines, and no sender in any.
                self._settled.add(head)
            else:
                wanted = True
        return wanted

    def take(self, lines):
        """Look at the first lines of messages, given without their headers, as text or bytes."""
        for line in lines:
            separator = b": " if isinstance(line, bytes) else ": "
            start, _colon, _rest = line.partition(separator[:1])
            if start + separator[:1] not in self._settled:
                self._inspect(start + separator[:1], *line.partition(separator))

    def _inspect(self, start, head, separator, text):
        if not separator:
            # A system line. Its words up to a colon, if any, begin no message.
            self._settled.add(start)
            return
        name, text = _text(head), _text(text).rstrip("\r")
        if self.first is None:
            self.first = name
        candidate = self.open.get(name)
        if candidate is None:
            candidate = self.open[name] = Candidate()
        candidate.take(text)
        # With a colon and no space in the name, other names begin alike.
        if candidate.settled and start == head + separator[:1]:
            self._settled.add(start)


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _tells_of(candidate, head, first, second):
    """Whether a head is a system line up to the colon in the name `first: second`, whatever its language."""
    return (
        head.endswith(f" {first}")
        and all(text.startswith(second) and text != second for text in candidate.samples)
        and not any(text.startswith(second + ": ") for text in candidate.samples)
    )
