"""Stored files: type checked by content, metadata stripped from pictures, found by their hash.

A file has no address of its own. The thing that it belongs to (an event, an import)
holds it and serves it, so who may see the thing decides who may see the file.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


def by_hash(stored_file: "StoredFile", _filename: str) -> str:
    """Where the bytes lie below MEDIA_ROOT: two levels by the hash; never the name a person gave."""
    return f"{stored_file.sha256[:2]}/{stored_file.sha256[2:4]}/{stored_file.sha256}"


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to=by_hash, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.name
