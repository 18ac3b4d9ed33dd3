from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rembug.base.pagination import paginate
from rembug.organizations.forms import EndForm, HandOverForm, RoleForm
from rembug.organizations.models import Authority, HandOver, Role
from rembug.organizations.permission import may
from rembug.organizations.views.find import membership_in, organization_for


@login_required
@require_safe
def roles(request, pk):
    """Who held which office, and when; the newest first."""
    organization = organization_for(request, pk)
    found = (
        Role.objects.filter(membership__organization=organization)
        .select_related("membership__person", "handed_over", "taken_over")
        .order_by("-since", "-pk")
    )
    context = {
        "organization": organization,
        "page": paginate(request, found),
        "today": localdate(),
        "governs": may(request.user, Authority.GOVERN, organization),
    }
    return render(request, "organizations/roles.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk, membership):
    """Give a member a role."""
    organization = organization_for(request, pk, Authority.GOVERN)
    membership = membership_in(organization, membership)
    form = RoleForm(request.POST or None, initial={"since": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            Role.give(membership, form.cleaned_data["kind"], since=form.cleaned_data["since"], by=request.user)
            return redirect("organizations:member", pk, membership.pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "organization": organization, "membership": membership}
    return render(request, "organizations/role_new.html", context, status=422 if form.is_bound else 200)


def _open_role(organization, pk) -> Role:
    return get_object_or_404(
        Role.objects.filter(until=None).select_related("membership__person", "membership__organization"),
        membership__organization=organization,
        pk=pk,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk, role):
    """End a role without a successor."""
    organization = organization_for(request, pk, Authority.GOVERN)
    role = _open_role(organization, role)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            role.end(form.cleaned_data["on"], by=request.user)
            return redirect("organizations:member", pk, role.membership_id)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "organization": organization, "role": role}
    return render(request, "organizations/role_end.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, pk, role):
    """An office passes to another member."""
    organization = organization_for(request, pk, Authority.GOVERN)
    role = _open_role(organization, role)
    form = HandOverForm(request.POST or None, role=role)
    if request.method == "POST" and form.is_valid():
        try:
            done = role.hand_over(**form.cleaned_data, by=request.user)
            messages.success(request, _("The office is handed over."))
            return redirect("organizations:handed_over", pk, done.pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "organization": organization, "role": role}
    return render(request, "organizations/hand_over.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def handed_over(request, pk, hand_over):
    """The record of a hand-over, to read or to print and sign."""
    organization = organization_for(request, pk)
    hand_over = get_object_or_404(
        HandOver.objects.select_related("given__membership__person", "taken__membership__person", "recorded_by"),
        given__membership__organization=organization,
        pk=hand_over,
    )
    return render(request, "organizations/handed_over.html", {"organization": organization, "hand_over": hand_over})
