"""What kind of file the bytes are. The name a person gave only has to agree."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that is accepted: its media type, and the endings that its names may have, the usual one first."""

    media_type: str
    endings: tuple[str, ...]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("image/png", ("png",))
WEBP = Kind("image/webp", ("webp",))
PDF = Kind("application/pdf", ("pdf",))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
TEXT = Kind("text/plain", ("txt",))
CSV = Kind("text/csv", ("csv",))
VCARD = Kind("text/vcard", ("vcf",))
OGG = Kind("audio/ogg", ("opus", "ogg", "oga"))
MP3 = Kind("audio/mpeg", ("mp3",))
M4A = Kind("audio/mp4", ("m4a",))
MP4 = Kind("video/mp4", ("mp4", "m4v"))
ZIP = Kind("application/zip", ("zip",))
KINDS = (JPEG, PNG, WEBP, PDF, DOCX, XLSX, ODT, TEXT, CSV, VCARD, OGG, MP3, M4A, MP4, ZIP)

# Kinds whose bytes look alike: the ending says which one is meant.
ALIKE = ((TEXT, CSV), (M4A, MP4))


def recognise(file: BinaryIO) -> Kind | None:
    """The kind of an open file by its content; None for what is not accepted. The position is not kept."""
    file.seek(0)
    start = file.read(1024)
    if start.startswith(b"\xff\xd8\xff"):
        return JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WEBP
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"OggS"):
        return OGG
    if start[4:8] == b"ftyp":
        return M4A if start[8:11] == b"M4A" else MP4
    if start.startswith(b"ID3") or (start[:1] == b"\xff" and _is_mpeg_audio(start)):
        return MP3
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(file)
    return _of_text(file, start)


def agreed(recognised: Kind, ending: str) -> Kind | None:
    """The kind that content and ending agree on; None when they do not. An empty ending agrees with everything."""
    if not ending or ending in recognised.endings:
        return recognised
    for pair in ALIKE:
        for kind in pair:
            if recognised in pair and ending in kind.endings:
                return kind
    return None


def _is_mpeg_audio(start: bytes) -> bool:
    """A frame header of MPEG audio: eleven bits set, layer III, a bit rate and a sample rate that exist."""
    return len(start) > 3 and start[1] & 0xE6 == 0xE2 and start[2] & 0xF0 != 0xF0 and start[2] & 0x0C != 0x0C


def _of_zip(file: BinaryIO) -> Kind | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                # A document that carries a program is not accepted under the name of one that does not.
                if any(name.endswith("vbaProject.bin") for name in names):
                    return None
                return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    if entry.read(100).strip() == ODT.media_type.encode():
                        return ODT
            return ZIP
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        # Broken as an archive, yet one by its first bytes: whoever reads it says what is wrong.
        return ZIP


def _of_text(file: BinaryIO, start: bytes) -> Kind | None:
    """Text in UTF-8, or in UTF-16 with its mark, without control characters other than line ends, tabs, form feeds."""
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    first = None
    try:
        while block := file.read(1 << 16):
            text = decoder.decode(block)
            if _CONTROL.search(text):
                return None
            first = text if first is None else first
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    if first is None:
        return None
    return VCARD if first.lstrip().upper().startswith("BEGIN:VCARD") else TEXT


_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
