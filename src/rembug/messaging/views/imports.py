from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from rembug.base.pagination import paginate
from rembug.files.storing import FileRefused
from rembug.messaging.forms import ImportForm
from rembug.messaging.imports import keep_export
from rembug.messaging.models import Chat, Import
from rembug.organizations.models import Authority
from rembug.organizations.permission import organizations_where


@login_required
@require_http_methods(["GET", "POST"])
def imports(request):
    """Bring in an export, and see those that were brought in."""
    managed = organizations_where(request.user, Authority.MANAGE)
    form = ImportForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and managed and form.is_valid():
        data = form.cleaned_data
        try:
            stored = keep_export(data["file"], data["file"].name)
        except FileRefused as error:
            form.add_error("file", error)
        else:
            chat = data["chat"] or Chat.objects.of_name(data["name"], data["organization"], by=request.user)
            one = Import.objects.ask(chat, stored, by=request.user)
            return redirect("messaging:import", pk=one.pk)
    page = paginate(
        request, Import.objects.filter(chat__organization__in=managed).select_related("chat", "imported_by")
    )
    context = {"form": form, "page": page, "may_import": bool(managed)}
    return render(request, "messaging/imports.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def import_(request, pk):
    """How far an import is, and what came of it. The page asks again by itself while it runs."""
    one = get_object_or_404(
        Import.objects.filter(
            chat__organization__in=organizations_where(request.user, Authority.MANAGE)
        ).select_related("chat", "imported_by"),
        pk=pk,
    )
    return render(request, "messaging/import.html", {"import": one})


@csrf_exempt
@require_http_methods(["GET", "POST"])
def shared(request):
    """Where a phone's share sheet lands when the service worker did not catch the file: nothing is kept, and why.

    Exempt from the CSRF check because it changes nothing.
    """
    messages.warning(request, _("The shared file did not arrive. Please choose it here."))
    return redirect("messaging:imports")
