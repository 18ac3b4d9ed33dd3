"""Finding what an address names, for the person who asks: what is not visible is not there."""

from django.shortcuts import get_object_or_404

from rembug.organizations.models import Authority, Membership, Organization
from rembug.organizations.permission import require


def organization_for(request, pk: int, authority: Authority = Authority.SEE) -> Organization:
    """404 where the person does not see the organization; 403 where they see it and lack ``authority``."""
    organization = get_object_or_404(Organization.objects.visible_to(request.user).select_related("area"), pk=pk)
    require(request.user, authority, organization)
    return organization


def membership_in(organization: Organization, pk: int) -> Membership:
    return get_object_or_404(organization.memberships.select_related("person", "area"), pk=pk)
