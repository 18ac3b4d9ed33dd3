from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rembug.base.pagination import paginate
from rembug.organizations.models import Authority, Membership, current
from rembug.organizations.permission import organizations_where
from rembug.people.erasure import erase
from rembug.people.models import ErasureRequest


def _of_governed(person):
    """Open requests of members of the organizations that the person governs."""
    governed = organizations_where(person, Authority.GOVERN)
    members = Membership.objects.filter(current(timezone.localdate()), organization__in=governed)
    return ErasureRequest.objects.open().filter(person__in=members.values("person")).select_related("person")


@login_required
@require_safe
def waiting(request):
    """Requests for erasure with their countdown of 3 x 24 hours."""
    if not organizations_where(request.user, Authority.GOVERN):
        raise PermissionDenied
    context = {"page": paginate(request, _of_governed(request.user)), "now": timezone.now()}
    return render(request, "organizations/erasures.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request, pk):
    """Ask once more, then make the person anonymous."""
    erasure = get_object_or_404(_of_governed(request.user), pk=pk)
    if request.method == "POST":
        try:
            erase(erasure.person, by=request.user)
            messages.success(request, _("The data of this person are erased."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("organizations:erasures")
    return render(request, "organizations/erasure.html", {"erasure": erasure})
