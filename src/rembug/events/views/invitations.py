from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rembug.events import rules
from rembug.events.forms.people import InviteForm, ReplyForm
from rembug.events.views.answering import deed, posted, tried
from rembug.events.views.finding import attended_event, managed_event, tabs, visible_event


@login_required
def invitations(request, pk: int):
    """Who is invited and what they replied; the committee invites here."""
    event = visible_event(request, pk)
    may_manage = rules.may_manage(request.user, event)
    form = None
    if request.method == "POST":
        form = InviteForm(request.POST, event=managed_event(request, pk))
        new = []
        if tried(form, lambda: new.append(form.invite(by=request.user))):
            messages.success(
                request,
                ngettext("%(number)s person invited.", "%(number)s people invited.", new[0]) % {"number": new[0]},
            )
            return redirect("events:invitations", pk)
    elif may_manage and not event.is_over and not event.is_cancelled:
        form = InviteForm(event=event)
    rows = list(event.invitations.select_related("person", "event"))
    context = {
        "event": event,
        "tabs": tabs(event, "invitations"),
        "form": form,
        "invitations": rows,
        "counts": event.invitations.counts(),
        "may_manage": may_manage,
    }
    return render(request, "events/invitations.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def reply(request, pk: int):
    """The person's own reply."""
    event = attended_event(request, pk)
    form = ReplyForm(request.POST)
    if not tried(form, lambda: event.reply(request.user, by=request.user, **form.cleaned_data)):
        return render(request, "events/reply.html", {"form": form, "event": event}, status=422)
    messages.success(request, _("Thank you, your reply is noted."))
    return redirect("events:event", pk)


@login_required
def reply_of(request, pk: int, invitation: int):
    """The committee notes what somebody told them by telephone."""
    event = managed_event(request, pk)
    found = get_object_or_404(event.invitations.select_related("person"), pk=invitation)
    form = ReplyForm(posted(request), initial={"reply": found.reply, "note": found.note})
    if request.method == "POST" and tried(
        form, lambda: event.reply(found.person, by=request.user, **form.cleaned_data)
    ):
        return redirect("events:invitations", pk)
    context = {"form": form, "event": event, "person": found.person, "invitation": found}
    return render(request, "events/reply.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdrawal(request, pk: int, invitation: int):
    """Take an invitation back."""
    event = managed_event(request, pk)
    found = get_object_or_404(event.invitations, pk=invitation)
    return deed(
        request,
        lambda: event.uninvite(found, by=request.user),
        "events:invitations",
        pk,
        done=_("The invitation is taken back."),
    )
