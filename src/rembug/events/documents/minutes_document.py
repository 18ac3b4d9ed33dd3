"""NOTULEN: what was said, agreed and is to be done."""

import io
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from rembug.base.clock import long_date, short_date
from rembug.events import markdown
from rembug.events.documents import pdf, word
from rembug.events.documents.attendance_list import LANGUAGE, event_facts
from rembug.events.documents.letterhead import Letterhead, letterhead
from rembug.events.models import Event, Minutes, Task


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    event: Event
    head: Letterhead
    minutes: Minutes
    facts: list[tuple[str, str]]
    agenda: list
    decisions: list
    tasks: list[Task]
    corrections: list
    seal: str

    @property
    def is_draft(self) -> bool:
        return not self.minutes.is_approved


def minutes_document(minutes: Minutes) -> MinutesDocument:
    """All that the paper shows; about ten queries."""
    event = minutes.event
    present = list(event.attendances.present().values_list("area_id", flat=True))
    villages = len({code for code in present if code})
    facts = [
        *event_facts(event),
        (_("Chaired by"), event.chaired_by.name if event.chaired_by else ""),
        (_("Minutes taken by"), minutes.taken_by.name),
        (_("Present"), _people(len(present), villages)),
    ]
    return MinutesDocument(
        event=event,
        head=letterhead(event),
        minutes=minutes,
        facts=[(name, text) for name, text in facts if text],
        agenda=list(event.agenda.select_related("lead")),
        decisions=list(event.decisions.all()),
        tasks=list(event.tasks.select_related("owner")),
        corrections=list(minutes.corrections.all()),
        seal=_seal(minutes),
    )


def to_html(paper: MinutesDocument, **more) -> str:
    """The sheet; ``more`` is what the page on a screen adds."""
    context = {"paper": paper, "event": paper.event, "text": markdown.to_html(paper.minutes.text), **more}
    return render_to_string("events/documents/minutes.html", context)


def to_pdf(minutes: Minutes) -> bytes:
    with override(LANGUAGE):
        return pdf.from_html(to_html(minutes_document(minutes)))


def to_docx(minutes: Minutes) -> bytes:
    with override(LANGUAGE):
        return _docx(minutes_document(minutes))


def _people(people: int, villages: int) -> str:
    text = ngettext("%(number)s person", "%(number)s people", people) % {"number": people}
    if villages:
        text += " " + ngettext("from %(number)s village", "from %(number)s villages", villages) % {"number": villages}
    return text


def _seal(minutes: Minutes) -> str:
    if not minutes.is_approved:
        return _("Draft: not yet approved.")
    approval = minutes.approval
    return _("Approved on %(date)s by %(name)s. Fingerprint (SHA-256) of text and decisions: %(sha256)s") % {
        "date": long_date(approval.approved_at.astimezone(minutes.event.zone)),
        "name": approval.approved_by.name,
        "sha256": approval.sha256,
    }


def _docx(paper: MinutesDocument) -> bytes:
    document = word.begin(paper.head, _("Minutes of the meeting"))
    word.facts(document, paper.facts)
    if paper.agenda:
        word.heading(document, _("Agenda"))
        for item in paper.agenda:
            led = f" ({item.led_by})" if item.led_by else ""
            document.add_paragraph(f"{item.title}{led}", style="List Number")
    word.heading(document, _("Discussion"))
    word.markdown(document, paper.minutes.text)
    if paper.decisions:
        word.heading(document, _("Decisions"))
        for decision in paper.decisions:
            word.numbered(document, decision.position, decision.text)
    if paper.tasks:
        word.heading(document, _("Follow-up"))
        table = word.table(document, [(_("No."), 1.0), (_("Task"), 8.4), (_("Responsible"), 4.6), (_("Due"), 3.4)])
        for number, task in enumerate(paper.tasks, 1):
            cells = table.add_row().cells
            for cell, text in zip(
                cells, (str(number), task.title, task.owner.name, short_date(task.due_on)), strict=True
            ):
                cell.text = text
    word.heading(document, _("Closing"))
    document.add_paragraph(_("These minutes were made truthfully, to be used as needed."))
    if paper.corrections:
        word.heading(document, _("Corrections after the approval"))
        for correction in paper.corrections:
            day = short_date(correction.recorded_at.astimezone(paper.event.zone))
            document.add_paragraph(f"{day}: {correction.text}", style="List Bullet")
    word.signatures(
        document,
        paper.head,
        paper.event,
        [(_("Seen by: Chair"), paper.head.chair), (_("Minutes taken by"), paper.minutes.taken_by.name)],
    )
    word.small(document, paper.seal)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
