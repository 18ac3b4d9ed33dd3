"""Language, health, and the pages for what went wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from rembug.base.middleware import SUPPORTED

YEAR = 60 * 60 * 24 * 365


# Without a token, so that it also works from an error page; another site could only change the language.
@csrf_exempt
@require_POST
def language(request):
    """Remember the chosen language on this device and return to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if (chosen := request.POST.get("language")) in SUPPORTED:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_safe
@never_cache
def health(request):
    """For a monitor: 200 when the database answers, else 503. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        reachable = True
    except DatabaseError:
        reachable = False
    return JsonResponse({"database": reachable}, status=200 if reachable else 503)


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return problem(
        request,
        400,
        _("We could not understand this request"),
        _("Something in what your browser sent was not as expected."),
        [_("Go back, and try again from the page before."), _("Open the page again from its first page.")],
    )


def too_large(request, exception=None):
    return problem(
        request,
        413,
        _("This is too large"),
        _("What you sent is larger than this page can take in."),
        [_("Send a smaller file, or send the text in several parts.")],
    )


def forbidden(request, exception=None):
    return problem(
        request,
        403,
        _("This is not open to you"),
        _("The page exists, but your role does not include it."),
        [_("Ask an officer of your association."), _("Sign in with another account, if you have one.")],
    )


def csrf_failure(request, reason=""):
    return problem(
        request,
        403,
        _("The form was open for too long"),
        _("For your safety a form works only in the browser where it was opened, and not after signing in or out."),
        [
            _("Go back, load the page again, and send the form once more."),
            _("If it happens again, allow cookies for this site."),
        ],
    )


def not_found(request, exception=None):
    return problem(
        request,
        404,
        _("There is no such page"),
        _("The address may be mistyped, the thing may be gone, or it may not be open to you."),
        [_("Check the address."), _("Sign in, if you have not."), _("Search for what you were looking for.")],
    )


def problem(request, status, title, happened, steps):
    """A page that says what happened, what is safe and what to do next."""
    context = {
        "title": title,
        "happened": happened,
        "safe": _("Nothing was changed. What you saved before is safe."),
        "steps": steps,
    }
    return render(request, "base/error.html", context, status=status)


def server_error(request):
    """Without the database, the session and the person: any of them may be what broke."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    with translation.override(language if language in SUPPORTED else settings.LANGUAGE_CODE):
        context = {
            "title": _("Something broke on our side"),
            "happened": _("It is not your fault. The fault has been written down for those who run this server."),
            "safe": _("What you saved before is safe. Whether your last step was saved is not certain: please check."),
            "steps": [_("Wait a minute and try again."), _("If it happens again, tell those who run this server.")],
        }
        return HttpResponse(render_to_string("base/error.html", context), status=500)
