"""Whose a body is: a sender's message, or a system line of the chat."""

from . import wording
from .body import clean_system, describe, mentions
from .record import Record
from .senders import label


class Attribution:
    """Makes records of bodies, by what the survey found out about the senders of the file."""

    def __init__(self, *, senders, group, colon_names, ios):
        self._senders = {head: name for head, name in senders.items() if head != group}
        self._group = group
        self._colon_names = colon_names
        self._ios = ios

    @property
    def by_head(self):
        """Senders by the bytes before the first ": " of their messages, where those alone decide."""
        return {head.encode(): name for head, name in self._senders.items()}

    def record(self, number, line, sent_at, sender, text):
        """The record of a known sender's text."""
        kind, plain, attachment, edited = describe(text)
        if kind == "text" and self._ios and _is_system_line_of_iphone(sender, text, plain):
            return _system_line(number, line, sent_at, clean_system(plain))
        return Record._make((number, line, sent_at, sender, kind, plain, attachment, edited, None, mentions(text)))

    def record_of_body(self, number, line, sent_at, body):
        """The record of a body, given as bytes, whose sender is still to be found."""
        sender, text = self._split(body.decode().rstrip("\n"))
        if sender is None:
            return _system_line(number, line, sent_at, clean_system(text))
        return self.record(number, line, sent_at, sender, text)

    def is_known(self, body):
        """Whether a body has a sender or the wording of a system line."""
        body = body.decode()
        sender, text = self._split(body)
        return sender is not None or text != body or wording.system_event(clean_system(body)) is not None

    def _split(self, body):
        """`(sender, text)` of a body; the sender is None when it is a system line."""
        head, colon, text = body.partition(": ")
        sender = self._senders.get(head)
        if sender is not None:
            return sender, text
        if head == self._group:
            return None, text
        for name in self._colon_names.get(head, ()):
            if body.startswith(name + ":") and body[len(name) + 1 : len(name) + 2] in " \n":
                return None if name == self._group else label(name), body[len(name) + 2 :]
        if colon and head in self._colon_names and wording.system_event(body) is None:
            return label(head), text
        # An editor may have removed the space after the colon of an empty message.
        first, _newline, rest = body.partition("\n")
        if first.endswith(":") and (sender := self._senders.get(first[:-1])) is not None:
            return sender, rest
        return None, body


def _system_line(number, line, sent_at, text):
    return Record(number, line, sent_at, None, "system", text, None, False, wording.system_event(text) or "other")


def _is_system_line_of_iphone(sender, raw, text):
    """An iPhone writes system lines as messages of the group or of who acted, after a mark."""
    event = wording.system_event(clean_system(text))
    if raw.startswith("\u200e"):
        return event is not None or label(text).startswith(sender)
    # A copy saved without its marks: nobody begins a message with the own name.
    return event == "encrypted" or (event is not None and text.startswith(sender + " "))
