"""Signing in and out: of allauth's flow only what Rembug uses, with pages of our own.

There is no sign-up and no reset of a password: people come by invitation, and who forgot
the password signs in with a code and sets another.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from rembug.people.views import sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("login/code/", sign_in.start_again, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.SignInCode.as_view(), name="account_confirm_login_code"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", sign_in.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/sign-in/", sign_in.SecondFactor.as_view(), name="mfa_authenticate"),
    path("second-factor/again/", sign_in.SecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("second-factor/set-up/", sign_in.SecondFactorSetUp.as_view(), name="mfa_activate_totp"),
    path("second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-factor/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
