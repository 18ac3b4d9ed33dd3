"""My consents: read the words, agree, withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembug.people.models import Consent, ConsentText, Purpose


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request, purpose):
    """GET shows the wording in use and what was agreed before; POST with ``agree`` or ``withdraw``."""
    if purpose not in Purpose:
        raise Http404
    text = ConsentText.objects.current(purpose)
    if request.method == "POST":
        if "withdraw" in request.POST:
            Consent.withdraw(request.user, purpose, by=request.user)
            messages.success(request, _("Your consent is withdrawn."))
        elif "agree" in request.POST and request.POST["agree"] == str(text.version):
            Consent.give(request.user, text, by=request.user)
            messages.success(request, _("Thank you. You can withdraw at any time."))
        else:
            messages.warning(request, _("The wording has changed. Please read it again."))
        return redirect("people:consent", purpose)
    history = request.user.consents.to(purpose).select_related("text", "withdrawal")
    given = next((consent for consent in history if not hasattr(consent, "withdrawal")), None)
    return render(request, "people/consent.html", {"text": text, "history": history, "given": given})
