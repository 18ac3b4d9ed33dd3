from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rembug.areas.models import Area, Level
from rembug.events.forms.event import DistrictForm, VillagesForm, villages_of
from rembug.events.views.answering import posted
from rembug.events.views.finding import managed_event


@login_required
def villages(request, pk: int):
    """Which villages the event spans: untick, or tick those of the organization's area."""
    event = managed_event(request, pk)
    chosen = list(event.villages.values_list("pk", flat=True))
    near = (
        villages_of(event.organization.area) if event.organization.area.level >= Level.DISTRICT else Area.objects.none()
    )
    choices = (near | Area.objects.filter(pk__in=chosen)).order_by("name", "pk")
    form = VillagesForm(posted(request), choices=choices, initial={"villages": chosen})
    if request.method == "POST" and form.is_valid():
        event.revise(by=request.user, villages=form.cleaned_data["villages"])
        messages.success(request, _("Saved."))
        return redirect("events:villages", pk)
    context = {"event": event, "form": form, "district_form": DistrictForm(), "count": len(chosen)}
    return render(request, "events/villages.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def district(request, pk: int):
    """Add all villages of a district."""
    event = managed_event(request, pk)
    form = DistrictForm(request.POST)
    if form.is_valid():
        event.revise(by=request.user, villages=event.villages.all() | villages_of(form.cleaned_data["district"]))
        return redirect("events:villages", pk)
    chosen = event.villages.order_by("name", "pk")
    context = {
        "event": event,
        "form": VillagesForm(choices=chosen, initial={"villages": chosen}),
        "district_form": form,
        "count": len(chosen),
    }
    return render(request, "events/villages.html", context, status=422)
