"""My data: see it, correct it, take it along, have it erased."""

import json
import time

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rembug.people import my_data
from rembug.people.forms import ErasureForm, NameForm, PasswordForm
from rembug.people.models import ErasureRequest, Purpose

JUST_PROVED = 600  # seconds


@login_required
@require_safe
def me(request):
    """What Rembug knows of me, and each deed on it."""
    person = request.user
    given = {consent.text.purpose: consent for consent in person.consents.in_force().select_related("text")}
    context = {
        "person": person,
        "posts": person.posts.select_related("area"),
        "today": localdate(),
        "consents": [
            {"purpose": purpose, "label": label, "given": given.get(purpose)} for purpose, label in Purpose.choices
        ],
        "erasure": ErasureRequest.objects.open().filter(person=person).first(),
        "parts": my_data.titles(),
        "has_second_factor": person.has_second_factor,
    }
    return render(request, "people/me.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request):
    # An instance of its own: a bad name must not show in the page's head.
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        request.user.correct(by=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is corrected."))
        return redirect("people:me")
    return render(request, "people/name.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    """Set a password; the present one is asked unless a code proved the person in the last ten minutes."""
    person = request.user
    ask_present = person.has_usable_password() and not _proved_by_code(request)
    form = PasswordForm(request.POST or None, person=person, ask_present=ask_present)
    if request.method == "POST" and form.is_valid():
        person.choose_password(form.cleaned_data["password"], by=person)
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is set. All other devices are signed out."))
        return redirect("people:me")
    return render(request, "people/password.html", {"form": form}, status=422 if form.is_bound else 200)


def _proved_by_code(request) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "code" and time.time() - record["at"] < JUST_PROVED for record in records)


@login_required
@never_cache
@require_safe
def export(request):
    """All my data as a JSON file."""
    text = json.dumps(my_data.everything_about(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rembug-{localdate():%Y-%m-%d}.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request):
    """Ask to be forgotten, or see how much time is left."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ErasureRequest.ask(request.user, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("people:erasure")
    waiting = ErasureRequest.objects.open().filter(person=request.user).first()
    context = {"form": form, "erasure": waiting}
    return render(request, "people/erasure.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def erasure_cancellation(request):
    if waiting := ErasureRequest.objects.open().filter(person=request.user).first():
        waiting.cancel(by=request.user)
        messages.success(request, _("Your request is cancelled. Nothing was erased."))
    return redirect("people:me")
