import uuid

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rembug.events import rules
from rembug.events.forms.event import ReasonForm
from rembug.events.forms.people import GuestForm, ListForm
from rembug.events.models import Event, Method, TooManyGuests
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import attended_event, managed_event, tabs, visible_event


@login_required
def attendance(request, pk: int):
    """Who was there, and which villages nobody came for; the committee keeps the list here."""
    event = visible_event(request, pk)
    list_form = guest_form = None
    if rules.may_manage(request.user, event) and event.has_opened and not event.is_cancelled:
        list_form, guest_form = ListForm(event=event), GuestForm(event=event)
    return _page(request, event, list_form, guest_form)


def _page(request, event: Event, list_form, guest_form, status: int = 200):
    present = list(event.attendances.present().in_order())
    context = {
        "event": event,
        "tabs": tabs(event, "attendance"),
        "present": present,
        "villages": event.villages_with_attendance(),
        "list_form": list_form,
        "guest_form": guest_form,
        "may_manage": rules.may_manage(request.user, event),
        "is_there": any(each.person_id == request.user.pk for each in present),
        "operation": uuid.uuid4(),
    }
    return render(request, "events/attendance.html", context, status=status)


@login_required
@require_POST
def attendance_list(request, pk: int):
    """Tick members as present."""
    event = managed_event(request, pk)
    form = ListForm(request.POST, event=event)
    if tried(form, lambda: _tick(event, form.cleaned_data, by=request.user)):
        messages.success(request, _("The list is saved."))
        return redirect("events:attendance", pk)
    return _page(request, event, form, GuestForm(event=event), status=422)


@transaction.atomic
def _tick(event: Event, ticked: dict, *, by) -> None:
    for person in ticked["people"]:
        event.attend(person, by=by, method=Method.LIST, reason=ticked.get("reason", ""))


@login_required
@require_POST
def guests(request, pk: int):
    """The committee adds a guest."""
    event = managed_event(request, pk)
    form = GuestForm(request.POST, event=event)
    if tried(form, lambda: event.attend_as_guest(by=request.user, method=Method.LIST, **form.cleaned_data)):
        messages.success(request, _("The guest is on the list."))
        return redirect("events:attendance", pk)
    return _page(request, event, ListForm(event=event), form, status=422)


@login_required
@require_POST
def own_attendance(request, pk: int):
    """ "I am here", by the person's own tap."""
    event = attended_event(request, pk)
    return deed(
        request,
        lambda: event.attend(
            request.user, by=request.user, method=Method.TAP, operation=_operation(request.POST.get("operation"))
        ),
        "events:event",
        pk,
        done=_("You are on the list. Welcome!"),
    )


def _operation(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


@login_required
def removal(request, pk: int, attendance: int):
    """Ask for the reason, then take somebody off the list."""
    event = managed_event(request, pk)
    found = get_object_or_404(event.attendances.select_related("person"), pk=attendance)
    form = ReasonForm(posted(request))
    if request.method == "POST" and tried(form, lambda: found.remove(by=request.user, **form.cleaned_data)):
        messages.success(request, _("Taken off the list."))
        return redirect("events:attendance", pk)
    context = {
        "title": _("Take %(name)s off the list?") % {"name": found.name},
        "text": _("The entry no longer counts. Your reason is kept."),
        "label": _("Take off the list"),
        "back": reverse("events:attendance", args=[pk]),
        "form": form,
    }
    return render(request, "base/confirm.html", context, status=422 if form.is_bound else 200)


@login_required
def poster(request, pk: int):
    """The QR code, large, to print or to show on a screen."""
    event = managed_event(request, pk)
    url = settings.SITE_URL + reverse("events:check_in", args=[event.check_in_key])
    drawn = segno.make(url, error="m", micro=False).svg_inline(scale=8, border=4, omitsize=True, svgclass="qr")
    return render(request, "events/poster.html", {"event": event, "qr": mark_safe(drawn), "url": url})


@login_required
@require_POST
def check_in_key(request, pk: int):
    """A new QR code; the old one no longer works."""
    event = managed_event(request, pk)
    return deed(
        request,
        lambda: event.renew_check_in_key(by=request.user),
        "events:poster",
        pk,
        done=_("The old code no longer works. Print this one."),
    )


@never_cache
def check_in(request, key: str):
    """Where the QR code leads: a tap for who is signed in, a name for a guest. Only while the event takes check-ins."""
    event = get_object_or_404(Event.objects.select_related("organization", "area", "cancellation"), check_in_key=key)
    is_guest = not request.user.is_authenticated
    form = GuestForm(posted(request), event=event) if is_guest else None
    context = {"event": event, "form": form, "operation": uuid.uuid4()}
    if request.method == "POST":
        return _checked_in(request, event, form, context)
    if not is_guest:
        context["attendance"] = event.attendances.present().filter(person=request.user).first()
    return render(request, "events/check_in.html", context)


def _checked_in(request, event: Event, form, context: dict) -> HttpResponse:
    try:
        if form is None:
            operation = _operation(request.POST.get("operation"))
            done = event.attend(request.user, by=request.user, method=Method.QR, operation=operation)
        elif form.is_valid():
            done = event.attend_as_guest(by=None, method=Method.QR, **form.cleaned_data)
        else:
            return render(request, "events/check_in.html", context, status=422)
    except TooManyGuests:
        context["problem"] = _("Too many people are writing themselves in just now. Please wait a minute.")
        return render(request, "events/check_in.html", context, status=429)
    except ValidationError as refusal:
        context["problem"] = " ".join(refusal.messages)
        return render(request, "events/check_in.html", context, status=422)
    return render(request, "events/checked_in.html", {"event": event, "attendance": done})
