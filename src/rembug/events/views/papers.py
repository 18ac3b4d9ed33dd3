"""Files, printed papers and calendars: what leaves the page."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.events import calendar_feed, pictures, rules
from rembug.events.forms.records import EventFileForm
from rembug.events.models import CalendarAddress, Event, EventFile
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import attended_event, tabs, visible_event
from rembug.files.models import StoredFile
from rembug.files.serving import serve

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = ("attendance-list", "minutes")


@login_required
def files(request, pk: int):
    """Photos and documents; members add theirs."""
    event = visible_event(request, pk)
    may_add = rules.may_take_part(request.user, event)
    form = EventFileForm(posted(request), request.FILES) if may_add else None
    if request.method == "POST":
        attended_event(request, pk)
        if tried(form, lambda: _add(event, form.cleaned_data, by=request.user)):
            return redirect("events:files", pk)
    found = list(event.event_files.select_related("file", "added_by"))
    context = {
        "event": event,
        "tabs": tabs(event, "files"),
        "form": form,
        "pictures": [each for each in found if each.is_picture],
        "documents": [each for each in found if not each.is_picture],
        "may_manage": rules.may_manage(request.user, event),
    }
    return render(request, "events/files.html", context, status=422 if request.method == "POST" else 200)


def _add(event: Event, sent: dict, *, by) -> None:
    EventFile.add(event, StoredFile.objects.store(sent["file"]), by=by, caption=sent["caption"])


@login_required
def file(request, pk: int, file: int):
    """The bytes, for whoever sees the event."""
    event = visible_event(request, pk)
    return serve(get_object_or_404(event.event_files.select_related("file"), pk=file).file, request)


@login_required
def small_picture(request, pk: int, file: int):
    """A picture of the gallery, small."""
    event = visible_event(request, pk)
    stored = get_object_or_404(event.event_files.select_related("file"), pk=file).file
    if not stored.is_picture:
        raise Http404
    response = HttpResponse(content_type="image/jpeg")
    # The row never changes its picture, so the phone need not ask again.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["ETag"] = tag = f'"small-{stored.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        response.status_code = 304
    else:
        response.content = pictures.small(stored)
    return response


@login_required
@require_POST
def file_removal(request, pk: int, file: int):
    """By who added it, or by the committee."""
    event = visible_event(request, pk)
    found = get_object_or_404(event.event_files, pk=file)
    if found.added_by_id != request.user.pk and not rules.may_manage(request.user, event):
        raise PermissionDenied
    return deed(request, lambda: found.remove(by=request.user), "events:files", pk, done=_("Removed."))


@login_required
def paper(request, pk: int, what: str, form: str = "html"):
    """An attendance list or the minutes: on the screen to print, as PDF, as DOCX."""
    event = visible_event(request, pk)
    if what not in PAPERS or (what == "minutes" and not hasattr(event, "minutes")):
        raise Http404
    if form == "html":
        return _on_screen(request, event, what)
    return _as_file(request, event, what, form)


def _drawer(event: Event, what: str):
    """What draws the paper, the paper's making, and what it is made from."""
    from rembug.events.documents import attendance_list, minutes_document  # noqa: PLC0415 -- python-docx is slow

    if what == "minutes":
        return minutes_document, minutes_document.minutes_document, event.minutes
    return attendance_list, attendance_list.attendance_list, event


def _on_screen(request, event: Event, what: str):
    drawer, make, thing = _drawer(event, what)
    page = drawer.to_html(
        make(thing),
        on_screen=True,
        back=reverse("events:minutes" if what == "minutes" else "events:attendance", args=[event.pk]),
        pdf_url=reverse("events:paper", args=[event.pk, what, "pdf"]),
        docx_url=reverse("events:paper", args=[event.pk, what, "docx"]),
        messages=messages.get_messages(request),
    )
    return HttpResponse(page)


def _as_file(request, event: Event, what: str, form: str):
    from rembug.events.documents.pdf import CannotPrint  # noqa: PLC0415 -- beside the slow ones

    drawer, _make, thing = _drawer(event, what)
    try:
        content = drawer.to_pdf(thing) if form == "pdf" else drawer.to_docx(thing)
    except CannotPrint:
        messages.error(
            request,
            _("This server lacks the library Pango and cannot make a PDF. Print from your browser, or take the DOCX."),
        )
        return redirect("events:paper", event.pk, what)
    return _download(content, "application/pdf" if form == "pdf" else DOCX, event, what, form)


def _download(content: bytes, media_type: str, event: Event, what: str, ending: str) -> HttpResponse:
    title = {"attendance-list": "daftar-hadir", "minutes": "notulen"}.get(what, what)
    name = f"{title}-{event.local_start:%Y-%m-%d}-{slugify(event.title)[:60]}.{ending}"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def event_calendar(request, pk: int):
    """One event as an .ics file."""
    event = visible_event(request, pk)
    return _download(calendar_feed.of_event(event), "text/calendar; charset=utf-8", event, "acara", "ics")


def calendar(request):
    """What a calendar program reads. The secret stands in the query: logs keep paths, never queries."""
    person = CalendarAddress.reader(request.GET.get("key", ""))
    if person is None:
        raise Http404
    response = HttpResponse(calendar_feed.of_person(person), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response


@login_required
def calendar_address(request):
    """Make or withdraw the person's secret address. It is shown once, right after it was made."""
    context = {}
    if request.method == "POST" and "revoke" in request.POST:
        CalendarAddress.revoke(request.user)
        messages.success(request, _("The address no longer works."))
        return redirect("events:calendar_address")
    if request.method == "POST":
        context["url"] = f"{settings.SITE_URL}{reverse('events:calendar')}?key={CalendarAddress.renew(request.user)}"
        context["webcal"] = "webcal://" + context["url"].split("://", 1)[1]
    context["address"] = CalendarAddress.objects.filter(person=request.user).first()
    return render(request, "events/calendar_address.html", context)
