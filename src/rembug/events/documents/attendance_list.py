"""DAFTAR HADIR: who was there, with room to sign."""

import io
from dataclasses import dataclass

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from rembug.events.documents import pdf, word
from rembug.events.documents.letterhead import Letterhead, letterhead
from rembug.events.models import Event, Method

BLANK_ROWS = 5
LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str = ""
    post: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """``is_blank``: nobody has been recorded yet; the invited stand in it, to be signed on paper."""

    event: Event
    head: Letterhead
    rows: list[Row]
    is_blank: bool
    methods: str


def attendance_list(event: Event) -> AttendanceList:
    """Those present as they came; before the event those who are invited, with some free rows for guests."""
    present = [
        (each.name, each.position_title, each.area.name if each.area else "")
        for each in event.attendances.present().in_order()
    ]
    people = present or _invited(event) + [("", "", "")] * BLANK_ROWS
    rows = [Row(number, *fields) for number, fields in enumerate(people, 1)]
    return AttendanceList(event, letterhead(event), rows, not present, _methods(event) if present else "")


def to_html(paper: AttendanceList, **more) -> str:
    """The sheet; ``more`` is what the page on a screen adds."""
    return render_to_string("events/documents/attendance_list.html", {"paper": paper, "event": paper.event, **more})


def to_pdf(event: Event) -> bytes:
    with override(LANGUAGE):
        return pdf.from_html(to_html(attendance_list(event)))


def to_docx(event: Event) -> bytes:
    with override(LANGUAGE):
        return _docx(attendance_list(event))


def _invited(event: Event) -> list[tuple[str, str, str]]:
    """Name, post and village of the invited, by name; three queries however many."""
    on = event.local_start.date()
    people = [each.person for each in event.invitations.exclude(reply="not_coming").select_related("person")]
    villages, posts = event.villages_and_posts(people, on)
    return [(person.name, posts.get(person.pk, ("", None))[0], _name(villages.get(person.pk))) for person in people]


def _name(area) -> str:
    return area.name if area else ""


def _methods(event: Event) -> str:
    counts = event.attendances.present().aggregate(
        all=Count("pk"), **{method: Count("pk", filter=Q(method=method)) for method in Method.values}
    )
    return _("Recorded in Rembug: %(all)s people (own tap %(tap)s, list %(list)s, QR code %(qr)s).") % counts


def _docx(paper: AttendanceList) -> bytes:
    document = word.begin(paper.head, _("Attendance list"))
    word.facts(document, event_facts(paper.event))
    table = word.table(
        document,
        [(_("No."), 1.0), (_("Name"), 5.2), (_("Post"), 3.9), (_("Village"), 3.1), (_("Signature"), 4.2)],
    )
    for row in paper.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, (str(row.number), row.name, row.post, row.village), strict=False):
            cell.text = text
        # Odd ones sign on the left, even ones on the right, so that two large signatures do not meet.
        cells[4].text = f"{row.number}." if row.number % 2 else f"\t{row.number}."
    word.tall_rows(table)
    if paper.methods:
        word.small(document, paper.methods)
    word.signatures(
        document,
        paper.head,
        paper.event,
        [(_("Seen by: Chair"), paper.head.chair), (_("Secretary"), paper.head.secretary)],
    )
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def event_facts(event: Event) -> list[tuple[str, str]]:
    """What every paper of an event says above its table."""
    return [
        (_("Event"), event.title),
        (_("Day and date"), event.day_text),
        (_("Time"), event.hours_text),
        (_("Place"), event.place),
    ]
