from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.events import rules
from rembug.events.forms.records import CorrectionForm, MinutesForm
from rembug.events.markdown import to_html
from rembug.events.models import Minutes, StaleRevision
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import tabs, visible_event, written_event


@login_required
def minutes(request, pk: int):
    """What was said, decided and is to be done."""
    event = visible_event(request, pk)
    found = getattr(event, "minutes", None)
    context = {
        "event": event,
        "tabs": tabs(event, "minutes"),
        "minutes": found,
        "text": to_html(found.text) if found else "",
        "decisions": event.decisions.all(),
        "tasks": event.tasks.select_related("owner", "completion"),
        "corrections": found.corrections.all() if found else [],
        "may_write": rules.may_write_minutes(request.user, event),
        "may_approve": found is not None and rules.may_approve(request.user, found),
    }
    return render(request, "events/minutes.html", context)


@login_required
def edit(request, pk: int):
    """Write. A save upon a text that somebody else changed meanwhile shows both and overwrites neither."""
    event = written_event(request, pk)
    found = getattr(event, "minutes", None)
    now = {"text": found.text, "revision": found.revision} if found else {"text": event.minutes_draft(), "revision": 0}
    form = MinutesForm(posted(request), initial=now)
    context = {"event": event, "form": form}
    if request.method == "POST" and "preview" in request.POST and form.is_valid():
        context["preview"] = to_html(form.cleaned_data["text"])
        return render(request, "events/minutes_edit.html", context)
    try:
        if request.method == "POST" and tried(form, lambda: event.write_minutes(by=request.user, **form.cleaned_data)):
            messages.success(request, _("The minutes are saved."))
            return redirect("events:minutes", pk)
    except StaleRevision as refusal:
        mine = {"text": form.cleaned_data["text"], "revision": refusal.minutes.revision}
        context |= {"form": MinutesForm(initial=mine), "theirs": refusal.minutes}
        return render(request, "events/minutes_edit.html", context, status=409)
    return render(request, "events/minutes_edit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def submission(request, pk: int):
    found = _minutes(written_event(request, pk))
    done = _("The minutes wait for approval by the chair or the secretary.")
    return deed(request, lambda: found.submit(by=request.user), "events:minutes", pk, done=done)


@login_required
@require_POST
def take_back(request, pk: int):
    """The writer goes on writing, or an officer returns what is not ready."""
    found = _minutes(written_event(request, pk))
    done = _("The minutes can be changed again.")
    return deed(request, lambda: found.take_back(by=request.user), "events:minutes", pk, done=done)


@login_required
@require_POST
def approval(request, pk: int):
    """Approve the revision that was read."""
    found = _governed(request, visible_event(request, pk))
    revision = request.POST.get("revision", "")
    try:
        return deed(
            request,
            lambda: found.approve(by=request.user, revision=int(revision) if revision.isdecimal() else 0),
            "events:minutes",
            pk,
            done=_("The minutes are approved."),
        )
    except StaleRevision:
        messages.error(request, _("The minutes were changed since you read them. Please read them again."))
        return redirect("events:minutes", pk)


@login_required
def corrections(request, pk: int):
    """Add to approved minutes."""
    event = visible_event(request, pk)
    found = _governed(request, event)
    form = CorrectionForm(posted(request))
    if request.method == "POST" and tried(form, lambda: found.correct(form.cleaned_data["text"], by=request.user)):
        return redirect("events:minutes", pk)
    context = {"event": event, "form": form, "title": _("Correction of the minutes"), "back": "events:minutes"}
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


@login_required
def revision(request, pk: int, number: int):
    """An earlier text, for those who may write."""
    event = written_event(request, pk)
    found = get_object_or_404(_minutes(event).revisions.select_related("changed_by"), number=number)
    latest = _minutes(event).revision
    context = {"event": event, "revision": found, "text": to_html(found.text), "latest": latest}
    return render(request, "events/revision.html", context)


def _minutes(event) -> Minutes:
    if not hasattr(event, "minutes"):
        raise Http404
    return event.minutes


def _governed(request, event) -> Minutes:
    found = _minutes(event)
    if not rules.may_approve(request.user, found):
        raise PermissionDenied
    return found
