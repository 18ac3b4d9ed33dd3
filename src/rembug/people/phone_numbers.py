"""Phone numbers as people write them, as they are kept (E.164), and as they are shown."""

from urllib.parse import quote

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "ID"


def normalised(text: str) -> str:
    """The number in E.164: ``0812-0000-0001``, ``62812…`` and ``+62 812…`` all give ``+6281200000001``.

    Without a country code it is Indonesian. Raises ValidationError where no such number can exist.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Enter a phone number such as 0812-0000-0001."), code="invalid_phone") from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Enter a phone number such as 0812-0000-0001."), code="invalid_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def written(phone: str | None) -> str:
    """As an Indonesian writes it: ``0812-0000-0001``; a foreign number with its country code. Empty for none."""
    if not phone:
        return ""
    number = phonenumbers.parse(phone, REGION)
    if number.country_code == phonenumbers.country_code_for_region(REGION):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def masked(phone: str | None) -> str:
    """Enough to recognize a number one knows, too little to call it: ``0812-••••-0001``. Empty for none."""
    digits = "".join(character for character in written(phone) if character.isdigit() or character == "+")
    return f"{digits[:4]}-••••-{digits[-4:]}" if digits else ""


def whatsapp_link(text: str, phone: str | None = None) -> str:
    """Opens WhatsApp with ``text`` ready to send: to ``phone``, or to whom the sender then chooses."""
    return f"https://wa.me/{(phone or '').lstrip('+')}?text={quote(text, safe='')}"
