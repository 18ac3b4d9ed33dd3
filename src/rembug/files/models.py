"""Stored files: type checked by content, metadata stripped from pictures, found by their hash.

A file has no address of its own. The thing that it belongs to (an event, an import)
holds it by a foreign key and serves it, so who may see the thing decides who may see
the file. A file that nothing holds any more is swept.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rembug.files import kinds, storing


def by_hash(stored_file: "StoredFile", _filename: str) -> str:
    """Where the bytes lie below MEDIA_ROOT."""
    return storing.place_of(stored_file.sha256)


class StoredFileManager(models.Manager["StoredFile"]):
    def store(
        self,
        content,
        *,
        name: str | None = None,
        limit: int = storing.LARGEST,
        accept: tuple[kinds.Kind, ...] = kinds.KINDS,
        kind: kinds.Kind | None = None,
    ) -> "StoredFile":
        """Keep an upload, or what can be read from an open binary file, under ``name`` (else the upload's own).

        ``limit`` is in bytes. The bytes are safe on the disk before the row exists; the
        same bytes lie there once, however many rows name them. With ``kind`` the caller
        says what it is and judges the bytes itself. Raises FileRefused with words for the
        person who sent it.
        """
        stored = storing.take_in(content, name or getattr(content, "name", None) or "", limit, accept, kind)
        return self.create(
            sha256=stored.sha256,
            content=stored.place,
            name=stored.name,
            media_type=stored.kind.media_type,
            size=stored.size,
        )


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to=by_hash, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    stored_at = models.DateTimeField(auto_now_add=True)

    objects = StoredFileManager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="file_not_empty")]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")
