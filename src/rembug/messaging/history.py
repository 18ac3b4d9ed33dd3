"""The stored history of a chat, written in bulk, and whoever wants to hear what was written."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from rembug.messaging.models import Chat, Message


class Row(NamedTuple):
    """A message as it is written: the columns of ``Message``, in their order of writing."""

    pk: int
    chat_id: int
    minute: datetime
    position: int
    second: int | None
    sender_id: int | None
    kind: str
    system_event: str
    text: str
    attachment: str
    edited: bool
    fingerprint: str
    as_of: datetime | None


COLUMNS = ["id", *Row._fields[1:]]

Listener = Callable[[Chat, Sequence[Row], Sequence[Row]], None]
listeners: list[Listener] = []


def on_written(listener: Listener) -> None:
    """Have ``listener(chat, new, changed)`` called within the transaction that writes these messages."""
    if listener not in listeners:
        listeners.append(listener)


finished_listeners: list[Callable[[Chat], None]] = []


def on_finished(listener: Callable[[Chat], None]) -> None:
    """Have ``listener(chat)`` called after an import was finished, outside of its transactions."""
    if listener not in finished_listeners:
        finished_listeners.append(listener)


def tell_finished(chat: Chat) -> None:
    for listener in finished_listeners:
        listener(chat)


def tell(chat: Chat, new: Sequence[Row], changed: Sequence[Row] = ()) -> None:
    for listener in listeners:
        listener(chat, new, changed)


def next_keys(count: int) -> Sequence[int]:
    """Keys that no other message will get, rising. Call it in the transaction that uses them."""
    table = Message._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return sorted(key for (key,) in cursor.fetchall())
        # The write lock that SQLite's transaction began with makes these ours alone.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return range(first, first + count)


def write(rows: Sequence[Row]) -> None:
    """Insert new messages. Bypasses the ORM: a million of them must not take minutes."""
    table = Message._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        instants = {row.minute for row in rows} | {row.as_of for row in rows if row.as_of}
        shown = {at: at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") for at in instants}
        values = [(row[0], row[1], shown[row[2]], *row[3:12], row[12] and shown[row[12]]) for row in rows]
        places = ", ".join(["%s"] * len(COLUMNS))
        # The names are our own model's, never a person's.
        cursor.executemany(f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({places})", values)  # noqa: S608
