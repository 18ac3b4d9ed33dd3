from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.base.pagination import paginate
from rembug.events import announcements, month, rules
from rembug.events.forms.event import (
    EditEventForm,
    EditSeriesEventForm,
    EndSeriesForm,
    NewEventForm,
    PlanForm,
    ReasonForm,
)
from rembug.events.models import Event, EventKind, Reply
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import WITH_IT, managed_event, tabs, visible_event
from rembug.organizations.models import Authority, Organization
from rembug.organizations.permission import organizations_where

LISTED = ("organization", "cancellation", "series")


@login_required
def events(request):
    """What comes, or what was; narrowed to a kind as the person likes."""
    found = Event.objects.visible_to(request.user).select_related(*LISTED)
    kind = request.GET.get("kind", "")
    if kind in EventKind:
        found = found.filter(kind=kind)
    is_past = request.GET.get("when") == "past"
    context = {
        "page": paginate(request, found.past() if is_past else found.upcoming()),
        "is_past": is_past,
        "kinds": EventKind.choices,
        "kind": kind,
        "may_plan": bool(organizations_where(request.user, Authority.MANAGE)),
    }
    return render(request, "events/events.html", context)


@login_required
def by_month(request, year: int | None = None, number: int | None = None):
    """The calendar of a month: a table where there is room, a list on a phone."""
    try:
        shown = month.Month.of(year, number)
    except ValueError:
        raise Http404 from None
    found = Event.objects.visible_to(request.user).select_related(*LISTED).between(*shown.range())
    context = {"month": shown, "weeks": shown.weeks(found), "events": found}
    return render(request, "events/month.html", context)


def event(request, pk: int):
    """An event for those who may see it; the public sees what is public of it, without names."""
    found = Event.objects.visible_to(request.user).select_related(*WITH_IT).filter(pk=pk).first()
    if found is None:
        return _public_event(request, pk)
    invitation = found.invitations.filter(person=request.user).first()
    context = {
        "event": found,
        "tabs": tabs(found, "event"),
        "invitation": invitation,
        "counts": found.invitations.counts(),
        "attendance": found.attendances.present().filter(person=request.user).first(),
        "agenda": found.agenda.select_related("lead"),
        "village_count": found.villages.count(),
        "replies": Reply.choices,
        "may_manage": rules.may_manage(request.user, found),
        "may_take_part": invitation is not None or rules.may_take_part(request.user, found),
    }
    return render(request, "events/event.html", context)


def _public_event(request, pk: int):
    found = Event.objects.public().select_related(*WITH_IT).filter(pk=pk).first()
    if found is not None:
        return render(request, "events/public_event.html", {"event": found, "agenda": found.agenda.all()})
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


@login_required
def new(request):
    """A new event or series of one of the organizations that the person manages."""
    managed = Organization.objects.filter(pk__in=organizations_where(request.user, Authority.MANAGE))
    managed = managed.select_related("area")
    if not managed:
        raise PermissionDenied
    wanted = request.GET.get("organization", "")
    organization = get_object_or_404(managed, pk=wanted) if wanted.isdecimal() else managed[0]
    initial = {"day": day} if (day := _day(request.GET.get("day"))) else None
    form = NewEventForm(posted(request), organization=organization, initial=initial)
    made = []
    if request.method == "POST" and tried(form, lambda: made.append(form.schedule(by=request.user))):
        messages.success(request, _("It is in the calendar."))
        return redirect("events:event", made[0].pk)
    context = {"form": form, "organization": organization, "others": [each for each in managed if each != organization]}
    return render(request, "events/new.html", context, status=422 if form.is_bound else 200)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@login_required
def edit(request, pk: int):
    """Change one event; of a series, also all that follow."""
    found = managed_event(request, pk)
    form_class = EditSeriesEventForm if found.series and not found.is_over else EditEventForm
    form = form_class(posted(request), organization=found.organization, initial=PlanForm.initial_of(found))
    if request.method == "POST" and tried(form, lambda: form.revise(found, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("events:event", pk)
    return render(request, "events/edit.html", {"form": form, "event": found}, status=422 if form.is_bound else 200)


@login_required
def cancellation(request, pk: int):
    """Ask for the reason, then cancel."""
    found = managed_event(request, pk)
    form = ReasonForm(posted(request))
    if request.method == "POST" and tried(form, lambda: found.cancel(by=request.user, **form.cleaned_data)):
        messages.success(request, _("The event is cancelled. Tell the others:"))
        return redirect("events:share", pk, "cancellation")
    context = {
        "title": _("Cancel this event?"),
        "text": _("%(title)s, %(when)s. Those who were invited see the reason.")
        % {"title": found.title, "when": found.when_text},
        "label": _("Cancel the event"),
        "back": _url(found),
        "form": form,
    }
    return render(request, "base/confirm.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def reinstatement(request, pk: int):
    found = managed_event(request, pk)
    return deed(
        request, lambda: found.reinstate(by=request.user), "events:event", pk, done=_("It will be held after all.")
    )


@login_required
def series_end(request, pk: int):
    """Let the series of an event end on a date."""
    found = managed_event(request, pk)
    if found.series is None:
        raise Http404
    form = EndSeriesForm(posted(request), initial={"on": found.local_start.date()})
    if request.method == "POST" and tried(form, lambda: found.series.end(form.cleaned_data["on"], by=request.user)):
        messages.success(request, _("The series has an end now."))
        return redirect("events:events")
    context = {
        "title": _("End the series?"),
        "text": _(
            "%(title)s, %(rule)s. Planned events from that day on vanish; those that somebody replied to are cancelled."
        )
        % {"title": found.series.title, "rule": found.series.rule_text},
        "label": _("End the series"),
        "back": _url(found),
        "form": form,
    }
    return render(request, "base/confirm.html", context, status=422 if form.is_bound else 200)


SHARED = {
    "invitation": announcements.invitation,
    "reminder": announcements.reminder,
    "cancellation": announcements.cancellation,
    "minutes": announcements.minutes_approved,
}


@login_required
def share(request, pk: int, what: str):
    """A text for the WhatsApp group: to copy, or to open in WhatsApp."""
    found = visible_event(request, pk)
    if what not in SHARED or (what == "cancellation" and not found.is_cancelled):
        raise Http404
    text = SHARED[what](found)
    context = {"event": found, "text": text, "whatsapp": announcements.whatsapp_url(text), "what": what}
    return render(request, "events/share.html", context)


def _url(found: Event) -> str:
    return announcements.event_url(found).removeprefix(settings.SITE_URL)
