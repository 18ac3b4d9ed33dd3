"""allauth's pages for signing in, answering as ours do: 422 on a bad form, the code shown in a demo."""

from allauth.account.views import ConfirmLoginCodeView, LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from rembug.people import code_delivery


class Unprocessable:
    """A bad form is 422."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignIn(Unprocessable, LoginView):
    pass


class SignInCode(Unprocessable, ConfirmLoginCodeView):
    def get_context_data(self, **kwargs):
        process = self._process
        return super().get_context_data(**kwargs) | {
            "shown_code": process.code if settings.DEMO else "",
            "demo_unknown": settings.DEMO and not process.user,
            "by_phone": bool(process.state.get("phone")),
            "reaches_phones": code_delivery.reaches_phones(),
            "reaches_mailboxes": code_delivery.reaches_mailboxes(),
            "can_resend": process.can_resend,
        }


class PasswordAgain(Unprocessable, ReauthenticateView):
    pass


class SecondFactor(Unprocessable, AuthenticateView):
    pass


@method_decorator(login_required, name="dispatch")
class SecondFactorAgain(Unprocessable, ReauthenticateByCodeView):
    pass


@method_decorator(login_required, name="dispatch")
class SecondFactorSetUp(Unprocessable, ActivateTOTPView):
    pass


@require_safe
def start_again(request):
    """Where allauth sends people whose code no longer works: codes are asked for on the sign-in page."""
    return redirect("account_login")
