"""How one greets at which hour."""

from django.utils.translation import gettext_lazy as _

# Up to which hour: "selamat pagi" ends late in the morning, "siang" at the afternoon prayer, "sore" at dusk.
GREETINGS = [
    (3, _("Good evening")),
    (11, _("Good morning")),
    (15, _("Good day")),
    (18, _("Good afternoon")),
    (24, _("Good evening")),
]


def greeting(hour: int) -> str:
    """The greeting for an hour of the day, 0 to 23, on the clock of the person greeted."""
    return str(next(words for until, words in GREETINGS if hour < until))
