from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rembug.base.clock import long_time
from rembug.base.pagination import paginate
from rembug.organizations.forms import InvitationForm, JoinForm
from rembug.organizations.models import Authority, Invitation
from rembug.organizations.permission import authorities
from rembug.organizations.views.find import organization_for
from rembug.people import code_delivery
from rembug.people.models import ConsentText, Purpose
from rembug.people.phone_numbers import whatsapp_link, written


@login_required
@require_safe
def invitations(request, pk):
    organization = organization_for(request, pk, Authority.MANAGE)
    found = organization.invitations.select_related("area", "invited_by")
    context = {"organization": organization, "page": paginate(request, found)}
    return render(request, "organizations/invitations.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    organization = organization_for(request, pk, Authority.MANAGE)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, value = form.cleaned_data["contact"]
        given = {"name": form.cleaned_data["name"], "area": form.cleaned_data["area"], kind: value}
        try:
            invitation = Invitation.invite(organization, **given, by=request.user)
            return redirect("organizations:invitation", pk, invitation.pk)
        except ValidationError as error:
            form.add_error("contact", error)
    context = {"form": form, "organization": organization}
    return render(request, "organizations/invitation_new.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_safe
def invitation(request, pk, invitation):
    """The link to pass on, and a text for WhatsApp."""
    organization = organization_for(request, pk, Authority.MANAGE)
    invitation = get_object_or_404(organization.invitations.select_related("person", "area"), pk=invitation)
    member = organization.memberships.on(localdate()).filter(person=invitation.person).exists()
    words = (
        _("%(name)s, sign in to %(organization)s on Rembug with this link (once, until %(time)s): %(link)s")
        if member
        else _("%(name)s, you are invited to %(organization)s on Rembug. Open this link (until %(time)s): %(link)s")
    )
    text = words % {
        "name": invitation.name,
        "organization": organization.name,
        "time": long_time(invitation.expires_at),
        "link": invitation.link,
    }
    context = {
        "organization": organization,
        "invitation": invitation,
        "sent_to": written(invitation.phone) if invitation.phone else invitation.sent_to,
        "text": text,
        "member": member,
        "whatsapp": whatsapp_link(text, invitation.phone),
    }
    return render(request, "organizations/invitation.html", context)


@login_required
@require_POST
def revocation(request, pk, invitation):
    organization = organization_for(request, pk, Authority.MANAGE)
    get_object_or_404(organization.invitations, pk=invitation).revoke(by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("organizations:invitations", pk)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token):
    """What the invited sees. Opening the link changes nothing: WhatsApp itself opens it for a preview."""
    invitation = Invitation.objects.select_related("organization__area", "area", "person", "invited_by").by_token(token)
    if invitation is None:
        raise Http404
    person, organization = invitation.person, invitation.organization
    myself = request.user.pk == person.pk
    context = {"invitation": invitation, "organization": organization, "myself": myself}
    if invitation.state != "open":
        return render(request, "organizations/join_closed.html", context, status=410)
    if not myself and (request.user.is_authenticated or not invitation.opens_the_account):
        return render(request, "organizations/join_sign_in.html", context)
    if myself:
        person = request.user
    text = ConsentText.objects.current(Purpose.MEMBERSHIP)
    form = JoinForm(
        request.POST or None,
        person=person,
        ask_password=not myself,
        need_password=not code_delivery.reaches(person) and not person.has_usable_password(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                invitation.accept(text, by=person)
                if not myself:
                    person.let_in()
                if password := form.cleaned_data.get("password"):
                    person.choose_password(password, by=person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _welcome(request, person, organization, myself)
    context |= {"form": form, "text": text, "member": organization.pk in authorities(person)}
    return render(request, "organizations/join.html", context, status=422 if form.is_bound else 200)


def _welcome(request, person, organization, myself):
    """On to the organization, signed in; whoever has a second factor is asked for it."""
    address = resolve_url("organizations:organization", organization.pk)
    if myself:
        request.session["time_zone"] = person.time_zone
        return redirect(address)
    record_authentication(request, person, method="invitation")
    return perform_login(request, Login(user=person, redirect_url=address))
