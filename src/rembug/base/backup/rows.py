"""Rows as JSON that means the same on either database, and back."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.utils.duration import duration_iso_string

BATCH = 2000
# Their Python value is a JSON value already, and both databases take it as it is.
PLAIN = (models.BooleanField, models.CharField, models.FloatField, models.IntegerField, models.TextField)


def kept_models() -> list[type[models.Model]]:
    """Every model with a table of its own, by label."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def columns_of(model: type[models.Model]) -> list[models.Field]:
    """The fields that a row of the table holds."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def lines_of(model: type[models.Model]) -> Iterator[list[str]]:
    """All rows in the order of the key, some at a time: a JSON array a row."""
    names = [field.attname for field in columns_of(model)]
    lines = []
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=BATCH):
        lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain))
        if len(lines) == BATCH:
            yield lines
            lines = []
    if lines:
        yield lines


class Inserter:
    """Puts rows into the table of a model."""

    def __init__(self, model: type[models.Model]):
        self.fields = columns_of(model)
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        self.sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
        readers = ((place, _reader(field)) for place, field in enumerate(self.fields))
        self.readers = [(place, read) for place, read in readers if read]

    def insert(self, rows: list[list]) -> None:
        """Insert rows as ``lines_of`` wrote them."""
        for row in rows:
            for place, read in self.readers:
                row[place] = read(row[place])
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, rows)


def _plain(value):
    """What JSON has no form for."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    raise TypeError(f"A backup cannot hold a {type(value).__name__}.")


def _reader(field: models.Field) -> Callable | None:
    """What makes the database's value from the JSON one; None where they are the same."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        return lambda value: (
            None if value is None and field.null else connection.ops.adapt_json_value(value, field.encoder)
        )
    if isinstance(field, PLAIN):
        return None
    return lambda value: None if value is None else field.get_db_prep_save(field.to_python(value), connection)
