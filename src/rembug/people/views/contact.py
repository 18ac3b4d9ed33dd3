"""My phone number and e-mail address: a new one counts once its code is typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembug.people.contact import ContactChange
from rembug.people.forms import ContactCodeForm, NewEmailForm, NewPhoneForm

FORMS = {"phone": NewPhoneForm, "email": NewEmailForm}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, kind):
    """Name the new number or address; a code goes to it."""
    possible = ContactChange.possible(kind)
    form = FORMS[kind](request.POST or None) if possible else None
    if form and request.method == "POST" and form.is_valid():
        try:
            ContactChange.ask(request, kind, form.cleaned_data["value"])
            return redirect("people:contact_code")
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "kind": kind, "present": getattr(request.user, kind)}
    return render(request, "people/contact.html", context, status=422 if form and form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """Type the code that went to the new number or address."""
    waiting = ContactChange.waiting(request)
    if not waiting:
        messages.warning(request, _("The code has expired. Ask for a new one."))
        return redirect("people:me")
    form = ContactCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            waiting.confirm(request, form.cleaned_data["code"], person=request.user)
            messages.success(request, _("Saved."))
            return redirect("people:me")
        except ValidationError as error:
            form.add_error("code", error)
    context = {"form": form, "waiting": waiting}
    return render(request, "people/contact_code.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request, kind):
    """Take my number or address away, unless I could then no longer sign in."""
    other = "email" if kind == "phone" else "phone"
    reaches_other = getattr(request.user, other) and ContactChange.possible(other)
    if not (reaches_other or request.user.has_usable_password()):
        messages.error(request, _("Without it you could no longer sign in. Set a password first."))
        return redirect("people:me")
    if request.method == "POST":
        request.user.correct(by=request.user, **{kind: None})
        messages.success(request, _("Removed."))
        return redirect("people:me")
    return render(request, "people/contact_removal.html", {"kind": kind})
