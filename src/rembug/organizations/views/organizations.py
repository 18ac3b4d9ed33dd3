from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from rembug.organizations.forms import OrganizationForm
from rembug.organizations.models import Authority, Membership, Organization, Role, current
from rembug.organizations.page import parts_for
from rembug.organizations.permission import authorities, may, organizations_where
from rembug.organizations.views.find import organization_for

MOST_VILLAGES = 40


@login_required
@require_safe
def mine(request):
    """The organizations of the person; straight to the only one."""
    found = list(
        Organization.objects.visible_to(request.user)
        .select_related("area")
        .annotate(people=Count("memberships", current(localdate(), "memberships__")))
    )
    if len(found) == 1 and "all" not in request.GET:
        return redirect("organizations:organization", found[0].pk)
    context = {"organizations": found, "may_found": _may_found(request.user)}
    return render(request, "organizations/list.html", context)


def _may_found(person) -> bool:
    """Those who govern an organization found others; the first is made by the operator's command."""
    return bool(organizations_where(person, Authority.GOVERN))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if not _may_found(request.user):
        raise PermissionDenied
    form = OrganizationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {key: form.cleaned_data[key] for key in ("name", "kind", "area", "description")}
        organization = Organization.found(**values, by=request.user)
        return redirect(organization)
    return render(request, "organizations/new.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def organization(request, pk):
    """Who it is: roles, members by village, and what other rooms add."""
    organization = organization_for(request, pk)
    today = localdate()
    members = organization.memberships.on(today)
    villages = members.exclude(area=None).order_by("area__name").values("area__name").annotate(people=Count("pk"))
    context = {
        "organization": organization,
        "roles": Role.objects.filter(current(today), membership__in=members)
        .select_related("membership__person", "membership__area")
        .order_by("since", "pk"),
        "people": members.count(),
        "villages": villages[:MOST_VILLAGES],
        "parts": parts_for(request, organization),
        "manages": may(request.user, Authority.MANAGE, organization),
        "governs": may(request.user, Authority.GOVERN, organization),
        "only_one": len(authorities(request.user)) == 1,
        "my_membership": Membership.objects.on(today).filter(organization=organization, person=request.user).first(),
    }
    return render(request, "organizations/organization.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    organization = organization_for(request, pk, Authority.GOVERN)
    form = OrganizationForm(request.POST or None, instance=organization if request.method != "POST" else None)
    if request.method == "POST" and form.is_valid():
        organization.describe(by=request.user, **form.cleaned_data)
        return redirect(organization)
    context = {"form": form, "organization": organization}
    return render(request, "organizations/edit.html", context, status=422 if form.is_bound else 200)
