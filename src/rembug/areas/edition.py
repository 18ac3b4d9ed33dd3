"""Bringing an edition of the official list into the database. History is kept: nothing is ever deleted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import islice

from django.db import connection, transaction

from rembug.areas import official
from rembug.areas.models import Area, AreaToken, FormerName, Level
from rembug.areas.names import words

BATCH = 2000
FROM_LIST = ["name", "path", "level", "kind", "time_zone", "edition"]
CHANGEABLE = [*FROM_LIST, "valid_from", "valid_to", "successor"]


@dataclass
class Outcome:
    """How many areas an edition added, changed and ended, and for how many of those ended the successor is known."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    succeeded: int = 0

    @property
    def rows(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))


class OlderEdition(Exception):
    """The database already holds a newer edition than the one that is offered."""


def bring_in(
    within: str | None = None,
    *,
    edition: tuple[str, date] | None = None,
    listed: Callable[[str | None], Iterator[official.OfficialArea]] = official.areas,
    progress: Callable[[int], object] = lambda _count: None,
) -> Outcome:
    """Make the areas (``within`` one, or all) what the edition lists; again and again gives the same.

    An area of another name keeps the old one as a FormerName. An area that is no longer
    listed ends on the day of the decree; its successor is the one new area of the same
    name and kind under the same parent (or under that parent's successor; a regency:
    in the country), else it is left for people to say.
    Each batch is a transaction, so a run that was cut short is finished by the next.
    ``progress`` is told how many areas each batch held. Raises OlderEdition, LookupError.
    """
    decree, since = edition or official.edition()
    if Area.objects.filter(valid_from__gt=since).exists():
        raise OlderEdition(f"The database holds an edition newer than {decree}.")
    outcome = Outcome()
    codes: set[str] = set()
    rows = listed(within)
    while batch := list(islice(rows, BATCH)):
        codes.update(row.code for row in batch)
        with transaction.atomic():
            _bring_in_batch(batch, decree, since, outcome)
        progress(len(batch))
    with transaction.atomic():
        _end_unlisted(within, codes, since, outcome)
    return outcome


def note_bps_codes() -> int:
    """Write the BPS codes that are known into the areas in force; how many rows changed.

    Only what was compared by hand is written: BPS numbers villages in another order,
    so a code that is not known stays empty.
    """
    known = official.bps_codes()
    stale = []
    for area in Area.objects.filter(code__in=known, valid_to=None):
        if (area.bps_code, area.bps_edition) != (known[area.code], official.BPS_EDITION):
            area.bps_code, area.bps_edition = known[area.code], official.BPS_EDITION
            stale.append(area)
    return Area.objects.bulk_update(stale, ["bps_code", "bps_edition"], batch_size=500)


def _bring_in_batch(batch, decree: str, since: date, outcome: Outcome) -> None:
    existing = Area.objects.in_bulk([row.code for row in batch])
    new, changed, renamed, former = [], [], [], []
    for row in batch:
        listed = {name: getattr(row, name, decree) for name in FROM_LIST}
        area = existing.get(row.code)
        if area is None:
            new.append(Area(code=row.code, valid_from=since, **listed))
            continue
        other_name, had_ended = area.name != row.name, area.valid_to is not None
        if other_name or had_ended:
            former.append(
                FormerName(
                    area=area,
                    name=area.name,
                    edition=area.edition,
                    valid_from=area.valid_from,
                    valid_to=area.valid_to or since,
                )
            )
            area.valid_from, area.valid_to, area.successor = since, None, None
            renamed.append(area)
        if other_name or had_ended or any(getattr(area, name) != value for name, value in listed.items()):
            for name, value in listed.items():
                setattr(area, name, value)
            changed.append(area)
    Area.objects.bulk_create(new, batch_size=BATCH)
    Area.objects.bulk_update(changed, CHANGEABLE, batch_size=300)
    FormerName.objects.bulk_create(former)
    AreaToken.objects.filter(area__in=[area.code for area in renamed]).delete()
    _insert([token for area in [*new, *renamed] for token in tokens_of(area)])
    outcome.added += len(new)
    outcome.changed += len(changed)


def _insert(tokens: list[AreaToken]) -> None:
    """As bulk_create, in a fifth of its time: there are 130,000 of them, and nothing in them needs preparing."""
    fields = [field for field in AreaToken._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {AreaToken._meta.db_table} ({columns}) VALUES ({places})"  # noqa: S608 -- the model's own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[getattr(token, field.attname) for field in fields] for token in tokens])


def tokens_of(area: Area) -> list[AreaToken]:
    """What search is to know of an area's own name."""
    name = words(area.name)
    return [
        AreaToken(token=word, area_id=area.code, level=area.level, words=len(name), length=len(area.name))
        for word in sorted(set(name))
    ]


def _end_unlisted(within: str | None, codes: set[str], since: date, outcome: Outcome) -> None:
    areas = Area.objects.filter(valid_to=None)
    if within:
        areas = areas.filter(code__range=(within, f"{within}.99.99.9999"))
    unlisted = [code for code in areas.values_list("code", flat=True).iterator() if code not in codes]
    # In the order of codes a parent comes before those below it, so its successor is known by then.
    for start in range(0, len(unlisted), BATCH):
        some = unlisted[start : start + BATCH]
        for area in Area.objects.filter(code__in=some):
            area.valid_to = since
            area.successor = _heir(area, since)
            area.save(update_fields=["valid_to", "successor"])
            outcome.ended += 1
            outcome.succeeded += area.successor is not None
        AreaToken.objects.filter(area__in=some).delete()


def _heir(area: Area, since: date) -> Area | None:
    """The one new area of the same name where the ended one lay, or where what it lay in went to."""
    new = Area.objects.filter(level=area.level, valid_from=since, valid_to=None)
    if area.parent_code and area.level != Level.REGENCY:
        parent = Area.objects.get(code=area.parent_code)
        # A regency that moved to a new province keeps its name, which is unique in the country.
        new = new.filter(code__range=_below(parent.successor_id or parent.code))
    heirs = [heir for heir in new if words(heir.name) == words(area.name) and heir.kind == area.kind]
    return heirs[0] if len(heirs) == 1 else None


def _below(code: str) -> tuple[str, str]:
    return f"{code}.0", f"{code}.99.99.9999"
