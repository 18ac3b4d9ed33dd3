"""The file of a backup: a tar that is written and read as a stream, in constant memory.

Members in this order: ``rembug-backup.json`` (what made it), ``tables/LABEL/NUMBER.jsonl.gz``
(rows, a JSON array a line), ``files/NAME``, ``end.json`` (counts, and a digest over the
names and hashes of all members before it). Each member carries its SHA-256 in the
header, so that one wrong bit anywhere is found before anything is touched.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

FORMAT = 1
BEGINNING = "rembug-backup.json"
END = "end.json"
HASH = "comment"  # a keyword of the standard, so that other programs open the file without complaint
BLOCK = 1 << 20


class Damaged(Exception):
    """Why a file is no whole backup, in words."""


class Writer:
    """Writes members to an open file. ``finish`` makes it a whole backup; without it, it is none."""

    def __init__(self, file: BinaryIO, beginning: dict):
        self.tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT, bufsize=BLOCK)  # noqa: SIM115
        self.digest = hashlib.sha256()
        self._bytes(BEGINNING, json.dumps({"format": FORMAT, **beginning}, indent=1).encode())

    def rows(self, label: str, number: int, lines: list[str]) -> None:
        """Some rows of a table: a gzip member of its own, small enough to be made in memory."""
        content = gzip.compress("\n".join(lines).encode() + b"\n", compresslevel=6, mtime=0)
        self._bytes(f"tables/{label}/{number:06}.jsonl.gz", content)

    def file(self, name: str, path: Path) -> None:
        """The bytes of a stored file. Raises FileNotFoundError."""
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            self._member(f"files/{name}", size, sha256, file)

    def finish(self, counts: dict) -> None:
        content = json.dumps({**counts, "digest": self.digest.hexdigest()}, indent=1).encode()
        self._bytes(END, content)
        self.tar.close()

    def _bytes(self, name: str, content: bytes) -> None:
        self._member(name, len(content), hashlib.sha256(content).hexdigest(), io.BytesIO(content))

    def _member(self, name: str, size: int, sha256: str, content: BinaryIO) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.pax_headers = size, 0o600, {HASH: sha256}
        self.tar.addfile(info, content)
        self.tar.members.clear()  # type: ignore[attr-defined] # else every name stays in memory
        self.digest.update(f"{name} {sha256}\n".encode())


class Member:
    """One member while the stream stands at it; it must be read through before the next."""

    def __init__(self, name: str, size: int, sha256: str, stream: IO[bytes]):
        self.name, self.size, self.sha256 = name, size, sha256
        self._stream = stream

    def blocks(self) -> Iterator[bytes]:
        """Its bytes. Raises Damaged after the last when they do not give its hash."""
        digest = hashlib.sha256()
        try:
            while block := self._stream.read(BLOCK):
                digest.update(block)
                yield block
        except tarfile.TarError:
            raise Damaged("The backup is cut off.") from None
        if digest.hexdigest() != self.sha256:
            raise Damaged(f"{self.name} in the backup is damaged.")

    def content(self) -> bytes:
        return b"".join(self.blocks())

    def lines(self) -> list[list]:
        """The rows of a member of a table."""
        try:
            return [json.loads(line) for line in gzip.decompress(self.content()).splitlines()]
        except (OSError, EOFError, ValueError) as error:
            raise Damaged(f"{self.name} in the backup cannot be read: {error}") from None


def members(path: Path) -> Iterator[Member]:
    """The members of a backup in their order, the first being its beginning, the last its end.

    Raises Damaged when the file is no backup, or when the stream breaks off.
    """
    digest = hashlib.sha256()
    last = None
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|", bufsize=BLOCK) as tar:
            for info in tar:
                tar.members.clear()  # type: ignore[attr-defined]
                stream = tar.extractfile(info) if info.isreg() else None
                if stream is None or (last is None and info.name != BEGINNING):
                    raise Damaged("This is not a backup of Rembug.")
                member = Member(info.name, info.size, info.pax_headers.get(HASH, ""), stream)
                if info.name == END:
                    content = member.content()
                    if json.loads(content).get("digest") != digest.hexdigest():
                        raise Damaged("Parts of the backup are missing or stand in another order.")
                    member._stream = io.BytesIO(content)
                digest.update(f"{info.name} {member.sha256}\n".encode())
                last = info.name
                yield member
    except (tarfile.TarError, EOFError, json.JSONDecodeError):
        raise Damaged("This is not a backup of Rembug." if last is None else "The backup is cut off.") from None
    if last != END:
        raise Damaged("The backup is cut off.")


def beginning_of(path: Path) -> dict:
    """What made the backup. Raises Damaged when it is none, or of a format that is not known."""
    for member in members(path):
        try:
            beginning = json.loads(member.content())
        except ValueError:
            raise Damaged("This is not a backup of Rembug.") from None
        if beginning.get("format") != FORMAT:
            raise Damaged(f"The backup has the format {beginning.get('format')}; this Rembug reads format {FORMAT}.")
        return beginning
    raise Damaged("This is not a backup of Rembug.")


def check(path: Path, progress=lambda _size: None) -> dict:
    """Read the whole backup and compare every hash and count; gives its end. Raises Damaged."""
    beginning_of(path)
    end, rows, files = {}, 0, 0
    for member in members(path):
        if member.name.startswith("tables/"):
            rows += len(member.lines())
        elif member.name == END:
            end = json.loads(member.content())
        else:
            for _block in member.blocks():
                pass
            files += member.name.startswith("files/")
        progress(member.size)
    if (sum(end["rows"].values()), end["files"]) != (rows, files):
        raise Damaged("The backup does not hold as many rows and files as it says.")
    return end


def flush(path: Path) -> None:
    """Make a file or the names in a directory survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
