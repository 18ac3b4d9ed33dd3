"""Agenda and decisions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.events.forms.records import AgendaItemForm, DecisionForm
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import managed_event, written_event


@login_required
def agenda(request, pk: int):
    """Add a subject."""
    event = managed_event(request, pk)
    form = AgendaItemForm(posted(request), event=event)
    if request.method == "POST" and tried(form, lambda: event.add_agenda_item(by=request.user, **form.cleaned_data)):
        return redirect("events:event", pk)
    context = {"event": event, "form": form, "title": _("New subject of the agenda"), "back": "events:event"}
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


@login_required
def agenda_item(request, pk: int, item: int):
    """Change a subject."""
    event = managed_event(request, pk)
    found = get_object_or_404(event.agenda, pk=item)
    form = AgendaItemForm(posted(request), instance=found, event=event)
    if request.method == "POST" and tried(form, lambda: found.revise(by=request.user, **form.cleaned_data)):
        return redirect("events:event", pk)
    context = {"event": event, "form": form, "title": _("Subject of the agenda"), "back": "events:event"}
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def agenda_move(request, pk: int, item: int):
    """Up or down."""
    found = get_object_or_404(managed_event(request, pk).agenda, pk=item)
    steps = {"up": -1, "down": 1}.get(request.POST.get("direction"))
    if steps is None:
        raise Http404
    return deed(request, lambda: found.move(steps, by=request.user), "events:event", pk, fragment="#agenda")


@login_required
@require_POST
def agenda_removal(request, pk: int, item: int):
    found = get_object_or_404(managed_event(request, pk).agenda, pk=item)
    return deed(request, lambda: found.remove(by=request.user), "events:event", pk, fragment="#agenda")


@login_required
def decisions(request, pk: int):
    """Add a decision."""
    event = written_event(request, pk)
    form = DecisionForm(posted(request))
    if request.method == "POST" and tried(form, lambda: event.decide(form.cleaned_data["text"], by=request.user)):
        return redirect("events:minutes", pk)
    context = {"event": event, "form": form, "title": _("New decision"), "back": "events:minutes"}
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


@login_required
def decision(request, pk: int, decision: int):
    """Change a decision."""
    event = written_event(request, pk)
    found = get_object_or_404(event.decisions, pk=decision)
    form = DecisionForm(posted(request), initial={"text": found.text})
    if request.method == "POST" and tried(form, lambda: found.revise(form.cleaned_data["text"], by=request.user)):
        return redirect("events:minutes", pk)
    context = {"event": event, "form": form, "title": _("Decision"), "back": "events:minutes"}
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def decision_removal(request, pk: int, decision: int):
    found = get_object_or_404(written_event(request, pk).decisions, pk=decision)
    return deed(request, lambda: found.remove(by=request.user), "events:minutes", pk)
