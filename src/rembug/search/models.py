"""What the index keeps in the database: immutable segments, and which of their documents are gone.

Only `rembug.search.index` writes here.
"""

import uuid

from django.db import models


class Index(models.Model):
    """A named collection of documents. Its row is the lock of its writers."""

    name = models.CharField(max_length=100, unique=True)
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Segment(models.Model):
    """Documents indexed together. All but the removals is written once."""

    # Random, not counted: a number given out in a transaction that was rolled back comes again for other
    # content, and processes remember segments by their id.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    index = models.ForeignKey(Index, models.CASCADE, related_name="segments")
    document_count = models.PositiveIntegerField()
    total_length = models.PositiveBigIntegerField()
    lowest_key = models.BigIntegerField()
    highest_key = models.BigIntegerField()
    removed_count = models.PositiveIntegerField(default=0)
    removed_length = models.PositiveBigIntegerField(default=0)
    removal = models.UUIDField(null=True, editable=False, help_text="Changes with every removal.")
    removed = models.BinaryField(default=bytes, help_text="Ordinals of removed documents, 4 bytes each, rising.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_count__lt=models.F("document_count")), name="search_segment_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(lowest_key__lte=models.F("highest_key")), name="search_segment_keys_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_count} documents, keys {self.lowest_key}-{self.highest_key}"


class Block(models.Model):
    """Bytes of a segment: number 0 is its header, the others are postings (see rembug.search.postings)."""

    id = models.CharField(primary_key=True, max_length=45, help_text="Segment and number: hex.number.")
    segment = models.ForeignKey(Segment, models.CASCADE, related_name="blocks")
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.id
