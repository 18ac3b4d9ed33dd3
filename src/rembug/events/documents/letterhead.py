"""Who writes and who signs."""

from dataclasses import dataclass

from django.utils.text import capfirst

from rembug.areas.models import Area
from rembug.events.models import Event
from rembug.organizations.models import Role, RoleKind, current


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``place`` is the seat in words, ``town`` its short name before the date of signing."""

    organization: str
    place: str
    town: str
    chair: str
    secretary: str


def letterhead(event: Event) -> Letterhead:
    """The organization of the event and who led it on that day; names are empty where nobody did."""
    organization = event.organization
    held = (
        Role.objects.filter(
            current(event.local_start.date()),
            membership__organization=organization,
            kind__in=[RoleKind.CHAIR, RoleKind.SECRETARY],
        )
        .order_by("since", "pk")
        .values_list("kind", "membership__person__name")
    )
    names = dict(held)
    return Letterhead(
        organization=organization.name,
        place=_seat(organization.area_id),
        town=event.area.name,
        chair=names.get(RoleKind.CHAIR, ""),
        secretary=names.get(RoleKind.SECRETARY, ""),
    )


def _seat(code: str) -> str:
    """ "Kecamatan Sokaraja, Kabupaten Banyumas, Provinsi Jawa Tengah"."""
    parts = code.split(".")
    codes = [".".join(parts[: length + 1]) for length in range(len(parts))]
    areas = Area.objects.filter(pk__in=codes).order_by("-level")
    return ", ".join(f"{capfirst(area.get_kind_display())} {area.name}" for area in areas)
