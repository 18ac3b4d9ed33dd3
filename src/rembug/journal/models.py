"""The append-only, hash-chained record of who did what to which thing."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

GENESIS = "0" * 64
CHAIN_LOCK = 0x52656D627567  # "Rembug": the advisory lock that orders writers on PostgreSQL


class DeedQuerySet(models.QuerySet):
    def about(self, thing: models.Model) -> "DeedQuerySet":
        """What was done to one thing, the newest first, with who did it; for a reader who may see the thing."""
        return (
            self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk))
            .select_related("actor")
            .order_by("-sequence")
        )


class Deed(models.Model):
    """One deed. The details never hold personal data: a deed outlives the person's erasure.

    ``hash`` is the SHA-256 of ``canonical()``, which names the hash before it; so no deed
    can be changed, dropped or put in between without every later hash being wrong.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_constraint=False, related_name="deeds"
    )
    verb = models.CharField(max_length=60)
    thing_type = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["thing_type", "thing_id"])]

    def __str__(self):
        return f"{self.sequence} {self.verb} {self.thing_type} {self.thing_id}"

    @property
    def said(self) -> str:
        """The verb in the reader's language, where its room has translated it."""
        return pgettext("deed", self.verb.replace("_", " "))

    def canonical(self) -> bytes:
        """The bytes that are hashed: a JSON array, keys sorted, no spaces, UTF-8, the time in UTC with microseconds."""
        return json.dumps(
            [
                self.sequence,
                self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                self.actor_id,
                self.verb,
                self.thing_type,
                self.thing_id,
                self.details,
                self.previous_hash,
            ],
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    def seal(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


def record(verb: str, thing: models.Model, *, by=None, **details) -> Deed:
    """Append one deed, in the transaction of what it tells.

    ``by`` is the person who did it, None for the product itself. ``details`` must be
    JSON, free of personal data, and without floats and NUL characters, which the two
    databases give back in different ways: ValueError. Writers wait for each other until
    that transaction ends: record last, and keep transactions short.
    """
    _refuse_inexact(details)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        last = Deed.objects.order_by("-sequence").only("sequence", "hash").first()
        deed = Deed(
            sequence=last.sequence + 1 if last else 1,
            at=timezone.now(),
            actor=by,
            verb=verb,
            thing_type=thing._meta.label_lower,
            thing_id=str(thing.pk),
            details=details,
            previous_hash=last.hash if last else GENESIS,
        )
        deed.hash = deed.seal()
        deed.save(force_insert=True)
    return deed


def _refuse_inexact(value) -> None:
    if isinstance(value, float) or (isinstance(value, str) and "\0" in value):
        raise ValueError(f"The journal keeps no {'float' if isinstance(value, float) else 'NUL character'}: {value!r}")
    if isinstance(value, dict):
        for key, each in value.items():
            _refuse_inexact(key)
            _refuse_inexact(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_inexact(each)
