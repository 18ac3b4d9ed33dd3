from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rembug.base.pagination import paginate
from rembug.organizations.forms import EndForm, MemberSearchForm, UnreachedMemberForm, VillageForm
from rembug.organizations.models import Authority, HandOver, Invitation, Membership, current
from rembug.organizations.permission import may, may_correct, may_let_in
from rembug.organizations.views.find import membership_in, organization_for
from rembug.people.models import Person


@login_required
@require_safe
def members(request, pk):
    """All members today, found by name, village or role."""
    organization = organization_for(request, pk)
    form = MemberSearchForm(request.GET)
    today = localdate()
    found = organization.memberships.on(today).with_roles_and_posts(today).order_by("person__name", "pk")
    if form.is_valid():
        found = found.named(form.cleaned_data["q"])
        if role := form.cleaned_data["role"]:
            kinds = {} if role == "any" else {"roles__kind": role}
            found = found.filter(current(today, "roles__"), **kinds).distinct()
    context = {
        "organization": organization,
        "form": form,
        "page": paginate(request, found),
        "manages": may(request.user, Authority.MANAGE, organization),
    }
    return render(request, "organizations/members.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Write down a member without an account."""
    organization = organization_for(request, pk, Authority.MANAGE)
    form = UnreachedMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            area = form.cleaned_data.pop("area")
            person = Person.objects.create_user(**form.cleaned_data)
            membership = Membership.join(organization, person, area=area, by=request.user)
        return redirect("organizations:member", pk, membership.pk)
    context = {"form": form, "organization": organization}
    return render(request, "organizations/member_new.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def member(request, pk, membership):
    """One member: village, posts, roles over time, and as much of the address as the person who asks may see."""
    organization = organization_for(request, pk)
    membership = get_object_or_404(
        organization.memberships.with_roles_and_posts(localdate()).with_phone_consent(), pk=membership
    )
    person, viewer = membership.person, request.user
    manages = may(viewer, Authority.MANAGE, organization)
    whole = manages or person == viewer or membership.shows_phone
    context = {
        "organization": organization,
        "membership": membership,
        "person": person,
        "posts": person.posts_held,
        "roles": membership.roles.order_by("-since", "-pk"),
        "hand_overs": HandOver.objects.filter(given__membership=membership).select_related("given"),
        "today": localdate(),
        "phone": person.written_phone if whole else person.masked_phone,
        "email": person.email if manages or person == viewer else "",
        "manages": manages,
        "governs": may(viewer, Authority.GOVERN, organization),
        "correctable": manages and may_correct(viewer, person),
        "lettable": manages and may_let_in(viewer, person),
    }
    return render(request, "organizations/member.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request, pk, membership):
    """Correct name and addresses of a member who has no account yet."""
    organization = organization_for(request, pk, Authority.MANAGE)
    membership = membership_in(organization, membership)
    person = membership.person
    if not may_correct(request.user, person):
        raise PermissionDenied
    known = {"name": person.name, "phone": person.written_phone, "email": person.email, "area": membership.area}
    form = UnreachedMemberForm(request.POST or None, person=person, initial=known)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            area = form.cleaned_data.pop("area")
            if area != membership.area:
                membership.speak_for(area, by=request.user)
            person.correct(by=request.user, **form.cleaned_data)
        return redirect("organizations:member", pk, membership.pk)
    context = {"form": form, "organization": organization, "membership": membership}
    return render(request, "organizations/member_correction.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def village(request, pk, membership):
    """The village that a member speaks for."""
    organization = organization_for(request, pk, Authority.MANAGE)
    membership = membership_in(organization, membership)
    form = VillageForm(request.POST or None, initial={"area": membership.area})
    if request.method == "POST" and form.is_valid():
        membership.speak_for(form.cleaned_data["area"], by=request.user)
        return redirect("organizations:member", pk, membership.pk)
    context = {"form": form, "organization": organization, "membership": membership}
    return render(request, "organizations/member_village.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk, membership):
    """End a membership: one who governs anyone's, a member the own."""
    organization = organization_for(request, pk)
    membership = membership_in(organization, membership)
    own = membership.person_id == request.user.pk
    if not (own or may(request.user, Authority.GOVERN, organization)):
        raise PermissionDenied
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership.end(form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The membership of %(name)s has ended.") % {"name": membership.person.name})
            return redirect("organizations:list") if own else redirect("organizations:members", pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "organization": organization, "membership": membership, "own": own}
    return render(request, "organizations/member_end.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def sign_in_link(request, pk, membership):
    """A one-time link for a member whom no code can reach."""
    organization = organization_for(request, pk, Authority.MANAGE)
    membership = membership_in(organization, membership)
    if not may_let_in(request.user, membership.person):
        raise PermissionDenied
    invitation = Invitation.let_in(membership, by=request.user)
    return redirect("organizations:invitation", pk, invitation.pk)
