"""Times as people in Indonesia write them, with the name of the zone."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def zone_name(zone: tzinfo | None) -> str:
    """WIB, WITA or WIT; another zone under its own name."""
    key = str(zone)
    return ZONE_NAMES.get(key, key)


def in_zone(value: datetime, zone: str | tzinfo | None = None) -> datetime:
    """An aware time in a zone: its name, the zone itself, or None for the zone of the person who asks."""
    if not zone:
        return timezone.localtime(value)
    return value.astimezone(zone if isinstance(zone, tzinfo) else ZoneInfo(str(zone)))


def long_date(value: date) -> str:
    """ "Senin, 3 Agustus 2026"; in English "Monday, 3 August 2026"."""
    return date_format(value, "l, j F Y")


def short_date(value: date) -> str:
    """ "3 Agu 2026"; in English "3 Aug 2026"."""
    return date_format(value, "j M Y")


def clock_time(value: datetime) -> str:
    """ "09.00"; in English "09:00". The value is already in its zone."""
    return f"{value:%H:%M}" if translation.get_language() == "en" else f"{value:%H.%M}"


def long_time(value: datetime, zone: str | tzinfo | None = None) -> str:
    """ "Senin, 3 Agustus 2026 pukul 09.00 WIB"; in English "Monday, 3 August 2026 at 09:00 WIB"."""
    here = in_zone(value, zone)
    return _("%(date)s at %(time)s %(zone)s") % {
        "date": long_date(here),
        "time": clock_time(here),
        "zone": zone_name(here.tzinfo),
    }


def short_time(value: datetime, zone: str | tzinfo | None = None) -> str:
    """ "3 Agu 2026, 09.00 WIB"; in English "3 Aug 2026, 09:00 WIB"."""
    here = in_zone(value, zone)
    return f"{short_date(here)}, {clock_time(here)} {zone_name(here.tzinfo)}"
