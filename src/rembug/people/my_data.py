"""All that Rembug holds on a person: each room registers what it has."""

from collections.abc import Callable

from django.utils import timezone

from rembug.people.models import Person

_exporters: dict[str, Callable] = {}
_titles: dict[str, str] = {}


def register(label: str, exporter: Callable[[Person], list | dict], title: str = "") -> None:
    """Under ``label``, a key of the exported JSON, stands what ``exporter(person)`` gives.

    It gives lists and dicts of text, numbers, dates and times. ``title`` is a lazy
    translation: how the page "My data" names it.
    """
    _exporters[label] = exporter
    _titles[label] = title or label


def titles() -> list[str]:
    """What the export holds, in words for people."""
    return list(_titles.values())


def everything_about(person: Person) -> dict:
    """The person's data as the export shows them, one entry a room's label."""
    return {"exported_at": timezone.now()} | {label: exporter(person) for label, exporter in _exporters.items()}


def person_and_account(person: Person) -> dict:
    return {
        "name": person.name,
        "phone": person.phone,
        "phone_proved_at": person.phone_verified_at,
        "email": person.email,
        "email_proved_at": person.email_verified_at,
        "time_zone": person.time_zone,
        "recorded_at": person.joined_at,
        "last_signed_in_at": person.last_login,
        "has_password": person.has_usable_password(),
        "has_second_factor": person.has_second_factor,
    }


def posts(person: Person) -> list[dict]:
    return [
        {
            "post": post.kind,
            "title": post.title,
            "area_code": post.area_id,
            "area": post.area.path,
            "since": post.since,
            "until": post.until,
        }
        for post in person.posts.select_related("area")
    ]


def consents(person: Person) -> list[dict]:
    return [
        {
            "purpose": consent.text.purpose,
            "version": consent.text.version,
            "text": consent.text.text_ind,
            "channel": consent.channel,
            "given_at": consent.given_at,
            "withdrawn_at": withdrawal.withdrawn_at if (withdrawal := getattr(consent, "withdrawal", None)) else None,
        }
        for consent in person.consents.select_related("text", "withdrawal")
    ]


def erasure_request(person: Person) -> dict:
    request = getattr(person, "erasure_request", None)
    return {"requested_at": request.requested_at, "reason": request.reason} if request else {}


def deeds(person: Person) -> list[dict]:
    """What the journal holds of the person's own deeds."""
    return [
        {"at": deed.at, "deed": deed.verb, "thing": deed.thing_type, "number": deed.thing_id}
        for deed in person.deeds.all()
    ]
