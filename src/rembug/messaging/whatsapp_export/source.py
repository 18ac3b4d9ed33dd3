"""The bytes of a chat, from a text file or out of a zip, as untrusted input."""

import codecs
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import header
from .errors import ExportError

SAMPLE = 256 * 1024
# Small enough for a processor's cache: larger blocks are slower.
BLOCK = 64 * 1024
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CHAT_NAME_BEGINNINGS = (
    "Chat WhatsApp dengan ",
    "WhatsApp Chat with ",
    "WhatsApp Chat - ",
    "Chat WhatsApp - ",
    "Obrolan WhatsApp dengan ",
    "Perbualan WhatsApp dengan ",
    "Chat de WhatsApp con ",
    "WhatsApp-Chat mit ",
    "WhatsApp Chat mit ",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a zip file may hold. The defaults let the largest real export pass."""

    entries: int = 20_000
    total_bytes: int = 4 * 1024**3
    chat_bytes: int = 1024**3
    # A chat packs 4 to 15 times; repeated text of tests up to about 60.
    ratio: int = 200
    ratio_from_bytes: int = 16 * 1024**2


class Source:
    """A chat's text and the files beside it. `name` is the file's name as given, for the chat's name."""

    def __init__(self, path_or_file, limits=None):
        self.limits = limits or Limits()
        self._owned = []
        if hasattr(path_or_file, "read"):
            self._file = path_or_file
            self.name = Path(str(getattr(path_or_file, "name", ""))).name
        else:
            self.name = Path(path_or_file).name
            try:
                self._file = Path(path_or_file).open("rb")  # noqa: SIM115 -- closed by close()
            except OSError as error:
                raise ExportError("not_found", name=self.name) from error
            self._owned.append(self._file)
        self._zip = None
        self.entry = None
        self.media = {}
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def close(self):
        for file in self._owned:
            file.close()

    @property
    def chat_name(self):
        """The chat's name by the name of the file, or None."""
        return named_chat(self.name) or named_chat(PurePosixPath(self.entry or "").name)

    @property
    def share_read(self):
        """How much of the chat's bytes the present pass has read, from 0 to 1."""
        return min(1.0, self._position / max(1, self._size))

    def open_media(self, name):
        """The stored file `name` of the zip, opened for reading; its size is in `media[name]`."""
        return self._zip.open(self.media[name])

    def chunks(self):
        """The chat from its beginning, in pieces of bytes without a byte order mark."""
        line = 1
        self._position = 0
        try:
            if self.entry is None:
                self._file.seek(0)
                yield from self._pieces(self._file)
            else:
                with self._zip.open(self.entry) as file:
                    for piece in self._pieces(file):
                        line += piece.count(b"\n")
                        yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            if self.entry is None:
                raise
            raise ExportError("broken_zip_entry", entry=self.entry, line=line) from error

    def _pieces(self, file):
        piece = file.read(BLOCK)
        self._position += len(piece)
        yield piece.removeprefix(codecs.BOM_UTF8)
        while piece := file.read(BLOCK):
            self._position += len(piece)
            yield piece

    def _open(self):
        self._size = self._file.seek(0, 2)
        self._file.seek(0)
        start = self._file.read(4)
        if not start:
            raise ExportError("empty")
        if start in _ZIP_STARTS:
            self._open_zip()
        sample = self.sample()
        if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._transcode()
            sample = self.sample()
        if not sample.strip():
            raise ExportError("empty")
        if b"\0" in sample:
            raise ExportError("not_text")

    def sample(self):
        """The first part of the chat's bytes."""
        sample = b""
        chunks = self.chunks()
        for chunk in chunks:
            sample += chunk
            if len(sample) >= SAMPLE:
                break
        chunks.close()
        return sample

    def _transcode(self):
        """UTF-16 (a file saved again by an editor) becomes UTF-8 in a temporary file."""
        decoder = codecs.getincrementaldecoder("utf-16")()
        copy = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by close()
        self._owned.append(copy)
        line = 1
        for piece in self.chunks():
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                raise ExportError("wrong_encoding", line=line) from error
            line += text.count("\n")
            copy.write(text.encode("utf-8", "surrogatepass"))
        self._file, self.entry = copy, None
        self._size = copy.tell()

    def _open_zip(self):
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise ExportError("broken_zip") from error
        self._owned.append(self._zip)
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._check(entries)
        chats = [entry for entry in entries if _may_be_chat(entry.filename)]
        self.entry = self._the_chat(chats)
        self._size = self._zip.getinfo(self.entry).file_size
        self.media = {
            PurePosixPath(entry.filename).name: entry
            for entry in entries
            if entry.filename != self.entry and not entry.filename.startswith("__MACOSX/")
        }

    def _check(self, entries):
        limits = self.limits
        if len(entries) > limits.entries:
            raise ExportError("too_many_zip_entries", count=len(entries), limit=limits.entries)
        total = sum(entry.file_size for entry in entries)
        if total > limits.total_bytes:
            raise _too_large(total, limits.total_bytes)
        for entry in entries:
            name = entry.filename
            if _leads_outside(name):
                raise ExportError("unsafe_zip_name", entry=name)
            if entry.flag_bits & 1:
                raise ExportError("encrypted_zip", entry=name)
            ratio = entry.file_size // max(entry.compress_size, 1)
            if ratio > limits.ratio and entry.file_size > limits.ratio_from_bytes:
                raise ExportError("zip_bomb", entry=name, ratio=ratio)
            if _may_be_chat(name) and entry.file_size > limits.chat_bytes:
                raise _too_large(entry.file_size, limits.chat_bytes)

    def _the_chat(self, chats):
        """A chat may have text files among its media: the one that is an export is the chat."""
        if len(chats) > 1:
            chats = [entry for entry in chats if self._looks_like_export(entry)]
        if not chats:
            raise ExportError("no_chat_in_zip")
        named = [entry for entry in chats if _is_named_as_chat(entry.filename)]
        if len(named) == 1:
            chats = named
        if len(chats) > 1:
            raise ExportError("several_chats", entries=", ".join(entry.filename for entry in chats))
        return chats[0].filename

    def _looks_like_export(self, entry):
        try:
            with self._zip.open(entry) as file:
                text = file.read(SAMPLE // 4).decode("utf-8-sig", "ignore")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ExportError("broken_zip_entry", entry=entry.filename, line=1) from error
        return header.detect(text.splitlines()[:200]) is not None


def named_chat(file_name):
    """The chat's name as the name of an exported file tells it, or None."""
    for beginning in _CHAT_NAME_BEGINNINGS:
        if file_name.startswith(beginning):
            return PurePosixPath(file_name).stem[len(beginning) :].strip() or None
    return None


def _too_large(size, limit):
    return ExportError("zip_too_large", megabytes=size // 1024**2, limit=limit // 1024**2)


def _may_be_chat(name):
    return name.lower().endswith(".txt") and not name.startswith("__MACOSX/")


def _is_named_as_chat(name):
    stem = PurePosixPath(name).name
    return stem == "_chat.txt" or stem.startswith(_CHAT_NAME_BEGINNINGS)


def _leads_outside(name):
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\0" in name or name[1:2] == ":"
