"""The one index: documents in, ranked keys out, alike on SQLite and PostgreSQL.

An index has a name its owner chooses ("messages:12") and holds documents: an integer key (higher is newer), a
text, and facets ("sender:12", "month:2026-07") by which a search can be narrowed. It becomes visible with the
transaction of the rows it describes, and not otherwise.

Writers of one index wait for each other until the transaction ends: write to it last, and to several in the
order of their names.
"""

from collections.abc import Iterable
from itertools import groupby, islice
from uuid import uuid4

import numpy as np
from django.db import transaction
from django.db.models import F

from rembug.search import snapshot
from rembug.search.analyzer import query_terms, terms
from rembug.search.lexicon import STOP_WORDS
from rembug.search.models import Block, Index, Segment
from rembug.search.postings import Document, Numbering, Table, merge, pack, tabulate
from rembug.search.results import Hit, Results, Search
from rembug.search.snapshot import SIZES, Part, Superseded, block_id, size

MOST_WORDS = 64  # distinct words of one query; the rest is not looked for
BATCH = 16_384  # documents written as one segment
LARGEST = 131_072  # documents of a merged segment, so that a merge stays short and small
CROWD = 8  # segments of about one size are merged when there are so many

_numbering = Numbering(terms, STOP_WORDS)

__all__ = ["Hit", "Results", "add", "compact", "drop", "remove", "search"]


def add(index: str, documents: Iterable[tuple[int, str, Iterable[str]]]) -> int:
    """Index documents (key, text, facets) and say how many; one whose key is known replaces what was known."""
    added = 0
    remaining = iter(documents)
    with transaction.atomic():
        row = None
        while batch := {key: Document(key, text, facets) for key, text, facets in islice(remaining, BATCH)}:
            row = row or _lock(index)
            table = tabulate(batch.values(), _current_numbering())
            _remove(index, table.keys)
            _store(row, table)
            _merge_crowds(row)
            added += len(batch)
    return added


def remove(index: str, keys: Iterable[int]) -> int:
    """Take documents out and say how many there were; keys that are not there are passed over."""
    with transaction.atomic():
        row = _lock(index)
        removed = _remove(index, np.unique(np.fromiter(keys, np.int64)))
        _merge_crowds(row)
    return removed


def drop(index: str) -> None:
    """Forget an index with all its documents."""
    with transaction.atomic():
        row = _lock(index)
        _delete(list(row.segments.values_list("id", flat=True)))
        row.delete()


def compact(index: str) -> None:
    """Merge what can be merged, as after a large import; a search finds the same before and after."""
    with transaction.atomic():
        row = _lock(index)
        for group in _groups(snapshot.read(index)):
            if len(group) > 1 or group[0].removed_count:
                _replace(row, group)


def search(
    index: str,
    query: str,
    *,
    facets: Iterable[str] = (),
    any_facets: Iterable[str] = (),
    limit: int = 10,
    offset: int = 0,
) -> Results:
    """The documents that hold any word of the query, best first; equal ones by their key, the highest first.

    `facets` are all required, of `any_facets` at least one; they do not change a score. Facets without a query
    give the newest documents. Stop words count only where there is nothing else. A word that stands nowhere is
    looked for by its nearest neighbours. An index that does not exist is empty.
    """
    asked = query_terms(query)[:MOST_WORDS]
    required, alternatives = list(dict.fromkeys(facets)), list(dict.fromkeys(any_facets))
    if not asked and not required and not alternatives:
        return Results()
    for attempt in range(10):
        try:
            return Search(snapshot.read(index), asked, required, alternatives).results(limit, offset)
        except Superseded:
            if attempt == 9:
                raise
    raise AssertionError


def _current_numbering() -> Numbering:
    global _numbering
    if _numbering.full:
        _numbering = Numbering(terms, STOP_WORDS)
    return _numbering


def _lock(index: str) -> Index:
    """The row of an index, made if need be, held until the transaction ends."""
    # An update, not select_for_update: it takes SQLite's write lock before anything is read, too.
    if not Index.objects.filter(name=index).update(revision=F("revision") + 1):
        Index.objects.bulk_create([Index(name=index)], ignore_conflicts=True)
        Index.objects.filter(name=index).update(revision=F("revision") + 1)
    return Index.objects.get(name=index)


def _store(row: Index, table: Table) -> None:
    header, blocks = pack(table)
    segment = Segment.objects.create(
        index=row,
        document_count=len(table.keys),
        total_length=int(table.lengths.sum(dtype=np.int64)),
        lowest_key=int(table.keys[0]),
        highest_key=int(table.keys[-1]),
    )
    Block.objects.bulk_create(
        [
            Block(id=block_id(segment.id, number), segment_id=segment.id, data=data)
            for number, data in enumerate([header, *blocks])
        ],
        batch_size=200,
    )


def _remove(index: str, keys: np.ndarray) -> int:
    if not len(keys):
        return 0
    removed = 0
    for part in snapshot.read(index, keys=keys):
        newly = np.setdiff1d(part.header.ordinals_of(keys), part.gone, assume_unique=True)
        if not len(newly):
            continue
        removed += len(newly)
        gone = np.union1d(part.gone, newly)
        if len(gone) == part.document_count:
            _delete([part.id])
            continue
        Segment.objects.filter(id=part.id).update(
            removed_count=len(gone),
            removed_length=int(part.header.lengths[gone].sum(dtype=np.int64)),
            removed=gone.astype("<u4").tobytes(),
            removal=uuid4(),
        )
    return removed


def _size(part: Part) -> int:
    return size(part.document_count - part.removed_count)


def _groups(parts: Iterable[Part]) -> list[list[Part]]:
    """Neighbours by key that fit in one segment together."""
    groups: list[list[Part]] = []
    room = 0
    for part in parts:
        living = part.document_count - part.removed_count
        if living > room:
            groups.append([])
            room = LARGEST
        groups[-1].append(part)
        room -= living
    return groups


def _merge_crowds(row: Index) -> None:
    """Keep the segments few: merge those of one size when they crowd, and rewrite those that are a quarter gone."""
    columns = Segment.objects.filter(index=row).order_by("lowest_key", "id")
    sizes = [
        (size(count - gone), gone * 4 > count) for count, gone in columns.values_list("document_count", "removed_count")
    ]
    crowded = {at for at in range(len(SIZES)) if sum(one == at for one, _ in sizes) >= CROWD}
    if not crowded and not any(worn for _, worn in sizes):
        return
    parts = snapshot.read(row.name)
    for part in parts:
        if part.removed_count * 4 > part.document_count and _size(part) not in crowded:
            _replace(row, [part])
    for at, members in groupby(sorted(parts, key=_size), key=_size):
        if at in crowded:
            for group in _groups(members):
                if len(group) > 1:
                    _replace(row, group)
    if crowded:
        _merge_crowds(row)


def _replace(row: Index, parts: list[Part]) -> None:
    """One segment in the place of several."""
    tables = []
    for part in parts:
        numbers = range(1, 1 + part.header.block_count)
        blocks = snapshot.fetch((block_id(part.id, number) for number in numbers), remember=False)
        tables.append(part.header.table([blocks[block_id(part.id, number)] for number in numbers]))
    merged = merge(tables, [part.alive for part in parts])
    _delete([part.id for part in parts])
    _store(row, merged)


def _delete(segments: list) -> None:
    Block.objects.filter(segment__in=segments).delete()
    Segment.objects.filter(id__in=segments).delete()
