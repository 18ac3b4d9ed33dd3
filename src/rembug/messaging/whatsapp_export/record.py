"""What a reader of an export gets: records, error rows, notices and the summary."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

KINDS = ("text", "system", "media", "deleted", "poll", "location", "contact")


class Record(NamedTuple):
    """One message or system line.

    `sent_at` is naive: the local time of the phone that exported. `sender` is
    None for a system line. `text` has LF line ends and none of the marks and
    placeholders that WhatsApp adds; `attachment` is the name of a file, which
    need not be in the export. `system_event` is set for system lines only.
    `mentions` are the names that stand after an @ in the text, as this phone
    knows them, where the phone marked them.
    """

    number: int
    line: int
    sent_at: datetime
    sender: str | None
    kind: str
    text: str
    attachment: str | None = None
    edited: bool = False
    system_event: str | None = None
    mentions: tuple[str, ...] = ()


class ErrorRow(NamedTuple):
    """A place of the file that became no record. `lines` counts the lines it holds."""

    line: int
    code: str
    value: str
    lines: int
    text: str


class Notice(NamedTuple):
    """Something the reader decided or saw that a person should know."""

    code: str
    params: dict


@dataclass(slots=True)
class Summary:
    """Counts over one reading; complete once the last record has been taken."""

    messages: int = 0
    system: int = 0
    media: int = 0
    edited: int = 0
    deleted: int = 0
    polls: int = 0
    locations: int = 0
    contacts: int = 0
    senders: dict[str, int] = field(default_factory=dict)
    system_events: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    lines: int = 0
    errors: int = 0
    error_lines: int = 0

    @property
    def records(self):
        return self.messages + self.system
