"""What the reader of exports has to say, in the language that is active."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rembug.base.clock import clock_time, short_date
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

OWN = {
    "file_refused": _("The file %(name)s was not kept: its kind is not known, or it is too large."),
    "unexpected": _("Rembug could not cope with this file, and that is our fault. Please tell whoever runs it."),
}
TIMES = {"first", "start", "end"}


def sentence(code: str, params: dict) -> str:
    """The sentence of an ExportError, a notice or an error row, in Indonesian or English."""
    catalogue = indonesian if get_language() == "id" else errors
    shown = {name: _time(value) if name in TIMES else value for name, value in params.items()}
    for sentences in (catalogue.MESSAGES, catalogue.NOTICES, catalogue.ROWS):
        if code in sentences:
            return sentences[code].format(**shown)
    return str(OWN[code]) % shown


def _time(value: str) -> str:
    """A local time of the chat, in words, without its zone."""
    at = datetime.fromisoformat(value)
    return f"{short_date(at)} {clock_time(at)}"
