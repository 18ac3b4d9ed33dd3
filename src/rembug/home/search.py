"""Searching the history of an organization's groups: what messaging stores, the index finds.

The two rooms do not know each other; here they meet. One index for each organization,
named ``messages:KEY``; its documents are messages by their key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from rembug.messaging.conversation import surroundings
from rembug.messaging.history import Row
from rembug.messaging.models import Chat, Kind, Message
from rembug.search import index
from rembug.search.analyzer import highlight, query_terms

PAGE = 10
UNSEARCHED = {Kind.SYSTEM, Kind.DELETED}


def index_of(organization_id: int) -> str:
    return f"messages:{organization_id}"


def index_messages(chat: Chat, new: Sequence[Row], changed: Sequence[Row]) -> None:
    """Bring the index up to date with messages just written, in their transaction."""
    name, zone = index_of(chat.organization_id), ZoneInfo(chat.time_zone)
    month_of: dict[datetime, str] = {}

    def documents():
        for row in chain(new, changed):
            if row.kind in UNSEARCHED:
                continue
            if row.minute not in month_of:
                month_of[row.minute] = f"month:{row.minute.astimezone(zone):%Y-%m}"
            facets = (f"chat:{chat.pk}", f"sender:{row.sender_id}", f"kind:{row.kind}", month_of[row.minute])
            yield row.pk, f"{row.text}\n{row.attachment}" if row.attachment else row.text, facets

    if gone := [row.pk for row in changed if row.kind in UNSEARCHED]:
        index.remove(name, gone)
    index.add(name, documents())


def tidy_index(chat: Chat) -> None:
    """After an import: many small parts of the index become few, so that a search reads less."""
    index.compact(index_of(chat.organization_id))


def months(first: date | None, last: date | None) -> list[str]:
    """The months from ``first`` to ``last``, at most fifty years, as facets; none when neither is given."""
    if not first and not last:
        return []
    start = first or date(2009, 1, 1)
    end = last or date.today()
    year, month = start.year, start.month
    found: list[str] = []
    while (year, month) <= (end.year, end.month) and len(found) < 600:
        found.append(f"month:{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found or ["month:none"]


@dataclass(slots=True)
class Found:
    """One hit: the message, its text in pieces (marked or not), and the lines around it."""

    message: Message
    pieces: list[tuple[str, bool]]
    lines: list[Message]

    @property
    def marked(self) -> SafeString:
        """The text with what matches in ``<mark>``."""
        return format_html_join("", "{}{}{}", (_marked(*piece) for piece in self.pieces))


@dataclass(slots=True)
class Answer:
    """A page of hits, how many there are in all, and the words that stood in for unknown ones."""

    found: list[Found]
    total: int
    stand_ins: list[str]


def search(person, organization_id: int, query: str, facets: list[str], any_facets: list[str], offset: int) -> Answer:
    """Messages of an organization that ``person`` may see, best first, ten from ``offset`` on."""
    results = index.search(
        index_of(organization_id), query, facets=facets, any_facets=any_facets, limit=PAGE, offset=offset
    )
    messages = (
        Message.objects.visible_to(person)
        .select_related("sender__person", "chat", "file")
        .in_bulk([hit.key for hit in results.hits])
    )
    hits = [messages[hit.key] for hit in results.hits if hit.key in messages]
    near = surroundings(hits)
    found = [
        Found(message, pieces(message.text or message.attachment, query, results.terms), near[message.pk])
        for message in hits
    ]
    asked = set(query_terms(query))
    return Answer(found, results.total, [term for term in results.terms if term not in asked])


def _marked(piece: str, matches: bool) -> tuple[str, str, str]:
    return (mark_safe("<mark>"), piece, mark_safe("</mark>")) if matches else ("", piece, "")


def pieces(text: str, query: str, terms: list[str], room: int = 400) -> list[tuple[str, bool]]:
    """``text`` cut into pieces, those that match marked; a long text is cut around the first match."""
    spans = highlight(text, query, terms)
    start = max(0, spans[0][0] - room // 3) if len(text) > room and spans else 0
    end = min(len(text), start + room)
    found: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for left, right in spans:
        if left >= at and right <= end:
            found += [(text[at:left], False), (text[left:right], True)]
            at = right
    found.append((text[at:end], False))
    if end < len(text):
        found.append((" …", False))
    return [piece for piece in found if piece[0]]
