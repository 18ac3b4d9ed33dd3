from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.base.pagination import paginate
from rembug.events import rules
from rembug.events.forms.records import CompletionForm, TaskForm
from rembug.events.models import Task
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import written_event

WITH_IT = ("owner", "organization", "event", "decision", "completion")


@login_required
def tasks(request):
    """The person's own tasks, or all that the person sees; open or done."""
    found = Task.objects.visible_to(request.user).select_related(*WITH_IT)
    of_all = request.GET.get("of") == "all"
    if not of_all:
        found = found.filter(owner=request.user)
    is_done = request.GET.get("state") == "done"
    page = paginate(request, found.done() if is_done else found.open())
    context = {"page": page, "of_all": of_all, "is_done": is_done, "today": timezone.localdate()}
    return render(request, "events/tasks.html", context)


@login_required
def task(request, pk: int):
    """A task; its owner says here that it is done."""
    found = _task(request, pk)
    may_complete = rules.may_complete(request.user, found)
    context = {
        "task": found,
        "form": CompletionForm() if may_complete and not found.is_done else None,
        "may_complete": may_complete,
        "may_manage": rules.may_manage(request.user, found),
    }
    return render(request, "events/task.html", context)


@login_required
@require_POST
def completion(request, pk: int):
    found = _owned(request, pk)
    form = CompletionForm(request.POST)
    if tried(form, lambda: found.complete(by=request.user, **form.cleaned_data)):
        messages.success(request, _("Done. Thank you!"))
        return redirect("events:task", pk)
    context = {"task": found, "form": form, "may_complete": True, "may_manage": rules.may_manage(request.user, found)}
    return render(request, "events/task.html", context, status=422)


@login_required
@require_POST
def reopening(request, pk: int):
    found = _owned(request, pk)
    return deed(request, lambda: found.reopen(by=request.user), "events:task", pk, done=_("The task is open again."))


@login_required
def edit(request, pk: int):
    """Change what is to be done, by whom or by when."""
    found = _task(request, pk)
    if not rules.may_manage(request.user, found):
        raise PermissionDenied
    initial = {"title": found.title, "owner": found.owner_id, "due_on": found.due_on}
    form = TaskForm(posted(request), organization=found.organization_id, initial=initial)
    if request.method == "POST" and tried(form, lambda: found.revise(by=request.user, **form.cleaned_data)):
        return redirect("events:task", pk)
    return render(request, "events/task_edit.html", {"form": form, "task": found}, status=422 if form.is_bound else 200)


@login_required
def new(request, pk: int):
    """A task out of an event, mostly out of one of its decisions."""
    event = written_event(request, pk)
    wanted = request.GET.get("decision", "")
    decision = get_object_or_404(event.decisions, pk=wanted) if wanted.isdecimal() else None
    form = TaskForm(posted(request), organization=event.organization_id)
    if request.method == "POST" and tried(
        form, lambda: event.assign(by=request.user, decision=decision, **form.cleaned_data)
    ):
        return redirect("events:minutes", pk)
    context = {
        "event": event,
        "form": form,
        "title": _("New task"),
        "lead": decision.text if decision else "",
        "back": "events:minutes",
    }
    return render(request, "events/form.html", context, status=422 if form.is_bound else 200)


def _task(request, pk: int) -> Task:
    return get_object_or_404(Task.objects.visible_to(request.user).select_related(*WITH_IT), pk=pk)


def _owned(request, pk: int) -> Task:
    found = _task(request, pk)
    if not rules.may_complete(request.user, found):
        raise PermissionDenied
    return found
