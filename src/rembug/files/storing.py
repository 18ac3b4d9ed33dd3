"""Taking bytes in: checked, then put where their hash says, whole or not at all."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from rembug.base.media_lock import keeping_out
from rembug.files import kinds, pictures

BLOCK = 1 << 16
LARGEST = 25 * 1024 * 1024  # bytes; a caller may allow another size
INCOMING = "incoming"


class FileRefused(ValidationError):
    """Why a file was not taken, in words for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was put on the disk: where below MEDIA_ROOT, and what it is."""

    sha256: str
    place: str
    name: str
    kind: kinds.Kind
    size: int


def place_of(sha256: str) -> str:
    """Where bytes lie below MEDIA_ROOT: two levels by the hash; never the name that a person gave."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def take_in(
    content,
    name: str,
    limit: int = LARGEST,
    accept: tuple[kinds.Kind, ...] = kinds.KINDS,
    kind: kinds.Kind | None = None,
) -> Stored:
    """Check the bytes of ``content`` (an upload, or a file open for reading) and put them in their place.

    They are on the disk for good (flushed, renamed, the directory flushed) when this
    returns, so a row that is committed afterwards never points to nothing. A picture is
    redrawn first. Memory stays the same however large the file; ``limit`` is in bytes.
    With ``kind`` the caller says what it is and judges the bytes itself. Raises FileRefused.
    """
    incoming = Path(settings.MEDIA_ROOT) / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    name = tidy(name)
    with tempfile.TemporaryDirectory(dir=incoming) as directory:
        path = Path(directory) / "received"
        _receive(content, path, limit)
        if kind is None:
            with path.open("rb") as file:
                kind = _kind(file, name, accept)
        if kind.is_picture:
            path = _redrawn(path)
        if not PurePosixPath(name).suffix:
            name = f"{name}.{kind.endings[0]}"
        sha256, size = fingerprint(path)
        _put(path, place_of(sha256))
    return Stored(sha256, place_of(sha256), name, kind, size)


def tidy(name: str) -> str:
    """A name to show: without folders and control characters, at most 150 characters, its ending kept.

    >>> tidy("../undangan rapat.PDF")
    'undangan rapat.PDF'
    """
    name = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", re.split(r"[/\\]", name)[-1]).strip(
        " ."
    )
    path = PurePosixPath(name or "file")
    return f"{path.stem[: 150 - len(path.suffix[:20])]}{path.suffix[:20]}"


def fingerprint(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file and its size in bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()


def flush_directory(path: Path) -> None:
    """Make the names in a directory survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _receive(content, path: Path, limit: int) -> None:
    size = 0
    if hasattr(content, "seek"):
        content.seek(0)
    blocks = content.chunks(BLOCK) if hasattr(content, "chunks") else iter(lambda: content.read(BLOCK), b"")
    with path.open("wb") as file:
        for block in blocks:
            size += len(block)
            if size > limit:
                raise FileRefused(
                    _("This file is larger than %(limit)s."), "too_large", {"limit": filesizeformat(limit)}
                )
            file.write(block)
    if not size:
        raise FileRefused(_("This file is empty."), "empty")


def _kind(file: BinaryIO, name: str, accept: tuple[kinds.Kind, ...]) -> kinds.Kind:
    recognised = kinds.recognise(file)
    ending = PurePosixPath(name).suffix[1:].lower()
    endings = ", ".join(kind.endings[0].upper() for kind in accept)
    if recognised is None:
        raise FileRefused(
            _("Files of this kind are not accepted. Accepted are: %(kinds)s."), "kind", {"kinds": endings}
        )
    kind = kinds.agreed(recognised, ending)
    if kind is None:
        raise FileRefused(
            _("The name ends in .%(ending)s, but the content is %(kind)s. Please send the file under its right name."),
            "mismatch",
            {"ending": ending, "kind": recognised.endings[0].upper()},
        )
    if kind not in accept:
        raise FileRefused(
            _("Files of this kind are not accepted. Accepted are: %(kinds)s."), "kind", {"kinds": endings}
        )
    return kind


def _redrawn(path: Path) -> Path:
    target = path.with_name("redrawn")
    try:
        pictures.redraw(path, target)
    except pictures.TooManyPixels:
        raise FileRefused(
            _("This picture has too many pixels. Please make it smaller, then send it again."), "pixels"
        ) from None
    except pictures.Unreadable:
        raise FileRefused(_("This picture cannot be read. It may be damaged."), "damaged") from None
    return target


def _put(path: Path, place: str) -> None:
    target = Path(settings.MEDIA_ROOT) / place
    with path.open("rb") as file:
        os.fsync(file.fileno())
    with keeping_out(sweep=False):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Also where the same bytes lie already: it heals a spoilt copy and makes its age new for the sweep.
        path.replace(target)
        for directory in (target.parent, target.parent.parent, target.parent.parent.parent):
            flush_directory(directory)
