"""What the reader of exports has to say, in the language that is active."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rembug.messaging.whatsapp_export import errors, indonesian

# Names of Summary's counters, in the order in which people read them.
COUNTED = {
    "messages": _("messages"),
    "senders": _("senders"),
    "system": _("notices of WhatsApp"),
    "media": _("pictures, sounds and documents"),
    "polls": _("polls"),
    "edited": _("edited"),
    "deleted": _("deleted"),
    "errors": _("places that could not be read"),
}


def sentence(code: str, params: dict) -> str:
    """The sentence of an ExportError, a notice or an error row, in Indonesian or English."""
    catalogue = indonesian if get_language() == "id" else errors
    for sentences in (catalogue.MESSAGES, catalogue.NOTICES, catalogue.ROWS):
        if code in sentences:
            return sentences[code].format(**params)
    raise KeyError(code)
