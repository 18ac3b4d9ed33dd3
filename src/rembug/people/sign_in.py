"""How a person proves to be the one: the adapters between allauth's flow and a Person."""

import base64
import hashlib
import io

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembug.people import code_delivery, phone_numbers
from rembug.people.fields import PhoneField
from rembug.people.models import Person


class PhoneAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "phone_password_mismatch": gettext_lazy("The phone number or the password is not right."),
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right."),
        "incorrect_code": gettext_lazy("That is not the code. Look again, or ask for a new one."),
        "incorrect_password": gettext_lazy("That is not your password."),
        "enter_current_password": gettext_lazy("Enter your present password."),
        "invalid_login": gettext_lazy("Enter your phone number or your e-mail address."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """People come by invitation, or are written down by officers."""
        return False

    def phone_form_field(self, **options) -> PhoneField:
        return PhoneField(**options)

    def clean_phone(self, phone: str) -> str:
        return phone_numbers.normalised(phone)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, bool(user.phone_verified_at)) if user.phone else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        user.correct(by=user, phone=phone, phone_verified_at=timezone.now() if verified else None)

    def set_phone_verified(self, user: Person, phone: str) -> None:
        # Where no gateway reaches phones the code went to the e-mail address, and that is what it proves.
        if user.phone == phone:
            user.prove("phone" if code_delivery.reaches_phones() else "email")

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.filter(phone=phone, is_active=True).first()

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **details) -> None:
        """To the phone where a gateway reaches it, else to the person's e-mail address, else nowhere.

        The page says the same in all three cases: it must not tell who is registered with what.
        """
        if code_delivery.reaches_phones():
            code_delivery.send_to_phone(phone, code_text(code))
        elif user.email:
            code_delivery.send_to_mailbox(user.email, _("Your code for Rembug"), code_text(code))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        code_delivery.send_to_mailbox(email, message.subject, message.body)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # allauth counts failures per e-mail address only; without this, all phones would share one count
        # and anyone could lock everybody out.
        login = credentials.get("email") or credentials.get("phone") or ""
        return f"{get_current_site(request).domain}:{login.lower()}"


def code_text(code: str) -> str:
    """The message that brings a code."""
    return _("%(code)s is your code for Rembug. It works for 10 minutes. Give it to nobody.") % {"code": code}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the authenticator secrets encrypted: a copy of the database alone opens no account."""

    def _cipher(self) -> Fernet:
        key = hashlib.sha256(b"rembug second factor" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Person) -> str:
        # The label stays in an app on the phone, next to those of other accounts: the name is enough.
        return user.name

    def build_totp_svg(self, url: str) -> str:
        # On white with its quiet zone: a dark page would make it unreadable to the app.
        picture = io.BytesIO()
        segno.make(url, error="m", micro=False).save(picture, "svg", scale=5, border=4, light="#fff", xmldecl=False)
        return picture.getvalue().decode()


def keep_time_zone(sender, request, user, **details) -> None:
    """At sign-in: from now on pages show times in the person's zone (base/middleware.py reads it)."""
    request.session["time_zone"] = user.time_zone


def keep_proof(sender, request, user, method, **details) -> None:
    """At a right code that went to the e-mail address; allauth tells of those to phones itself."""
    if method == "code" and details.get("email") and details["email"] == user.email:
        user.prove("email")
