"""Form fields for what a person types about people."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from rembug.base.forms import PhoneInput
from rembug.people import phone_numbers


class PhoneField(forms.CharField):
    """A phone number in any usual spelling; gives E.164, or an empty text."""

    def __init__(self, **options):
        options.setdefault("label", _("Mobile number"))
        options.setdefault("max_length", 30)
        options.setdefault("widget", PhoneInput)
        super().__init__(**options)

    def clean(self, value):
        value = super().clean(value)
        return phone_numbers.normalised(value) if value else ""


class EmailField(forms.EmailField):
    """An e-mail address; gives it in lower case, as people are found by it."""

    def __init__(self, **options):
        options.setdefault("label", _("E-mail address"))
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", "email")

    def clean(self, value):
        return super().clean(value).lower()


class ContactField(forms.CharField):
    """A phone number or an e-mail address, whichever the person gives.

    Gives ``("phone", "+62…")`` or ``("email", "…")``; None for nothing, where it may be left out.
    """

    def __init__(self, **options):
        options.setdefault("label", _("Mobile number or e-mail address"))
        options.setdefault("max_length", 254)
        super().__init__(**options)
        self.widget.attrs.setdefault("autocapitalize", "none")
        self.widget.attrs.setdefault("spellcheck", "false")

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        if "@" in value:
            validate_email(value)
            return "email", value.lower()
        try:
            return "phone", phone_numbers.normalised(value)
        except ValidationError as error:
            raise ValidationError(
                _("Enter a phone number such as 0812-0000-0001, or an e-mail address."), code="invalid_contact"
            ) from error
