"""A file is what its bytes are, is kept whole, and carries nothing that its sender did not mean to send."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rembug.files import kinds, storing
from rembug.files.models import StoredFile
from rembug.files.serving import serve
from rembug.files.storing import FileRefused


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def picture(size=(40, 30), kind="JPEG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (180, 90, 30)).save(out, kind, **options)
    return out.getvalue()


def archive(**entries) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


DOCX = archive(**{"[Content_Types]_xml": "<x/>", "word__document_xml": "<x/>"})
XLSX = archive(**{"[Content_Types]_xml": "<x/>", "xl__workbook_xml": "<x/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>")
SAMPLES = {
    "foto.jpg": (picture(), "image/jpeg"),
    "foto.JPEG": (picture(), "image/jpeg"),
    "layar.png": (picture(kind="PNG"), "image/png"),
    "stiker.webp": (picture(kind="WEBP"), "image/webp"),
    "undangan.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "notulen.docx": (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "daftar.xlsx": (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "surat.odt": (ODT, "application/vnd.oasis.opendocument.text"),
    "catatan.txt": ("Rapat pukul 09.00 – selesai\r\n".encode(), "text/plain"),
    "lama.txt": ("Rapat".encode("utf-16"), "text/plain"),
    "daftar.csv": (b"nama;desa\nAni (contoh);Klahang\n", "text/csv"),
    "kontak.vcf": (b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", "text/vcard"),
    "PTT-001.opus": (b"OggS\x00\x02" + bytes(22) + b"OpusHead", "audio/ogg"),
    "lagu.mp3": (b"ID3\x04" + bytes(30), "audio/mpeg"),
    "suara.mp3": (b"\xff\xfb\x90\x64" + bytes(30), "audio/mpeg"),
    "rekaman.m4a": (b"\x00\x00\x00\x20ftypM4A \x00\x00", "audio/mp4"),
    "video.mp4": (b"\x00\x00\x00\x20ftypisom\x00\x00", "video/mp4"),
    "Chat WhatsApp.zip": (archive(_chat="x"), "application/zip"),
}


def upload(name, content) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_accepted_kind_is_known_by_its_content(db, name):
    content, media_type = SAMPLES[name]
    stored = StoredFile.objects.store(upload(name, content))
    assert (stored.name, stored.media_type) == (name, media_type)
    with stored.content.open("rb") as file:
        kept = file.read()
    assert len(kept) == stored.size
    if not stored.is_picture:
        assert kept == content


@pytest.mark.parametrize("name", SAMPLES)
def test_a_name_without_an_ending_gets_the_one_of_its_content(db, name):
    stored = StoredFile.objects.store(upload("berkas", SAMPLES[name][0]))
    assert stored.name.startswith("berkas.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", b"%PDF-1.7\n"),
        ("surat.pdf", picture()),
        ("surat.docx", archive(_chat="x")),
        ("surat.docx", XLSX),
        ("arsip.zip", DOCX),
        ("foto.png", picture()),
        ("program.exe", b"just text"),
        ("halaman.html", b"<script>alert(1)</script>"),
    ],
)
def test_a_name_that_promises_another_kind_is_refused(db, name, content):
    with pytest.raises(FileRefused) as refusal:
        StoredFile.objects.store(upload(name, content))
    assert refusal.value.code == "mismatch"
    assert list(StoredFile.objects.all()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"GIF89a\x01\x00\x01\x00\x00",
        b"\xff\xfe\x00\xd8x",
        "naïve".encode("latin-1"),
        archive(**{"[Content_Types]_xml": "<x/>", "word__document_xml": "<x/>", "word__vbaProject.bin": "x"}),
    ],
)
def test_a_kind_that_is_not_accepted_is_refused(db, content):
    with pytest.raises(FileRefused) as refusal:
        StoredFile.objects.store(upload("berkas", content))
    assert refusal.value.code == "kind"


def test_the_refusal_says_what_to_do_in_the_readers_language(db):
    with translation.override("id"), pytest.raises(FileRefused) as refusal:
        StoredFile.objects.store(upload("foto.jpg", b"%PDF-1.7\n"))
    assert refusal.value.messages == [
        "Nama berkas berakhiran .jpg, tetapi isinya PDF. Silakan kirim berkas dengan nama yang benar."
    ]


def test_an_empty_file_and_a_file_over_the_limit_are_refused(db, media):
    for content, limit, code in ((b"", 10, "empty"), (b"x" * 11, 10, "too_large")):
        with pytest.raises(FileRefused) as refusal:
            StoredFile.objects.store(upload("a.txt", content), limit=limit)
        assert refusal.value.code == code
    assert StoredFile.objects.store(upload("a.txt", b"x" * 10), limit=10).size == 10
    assert list((media / "incoming").iterdir()) == []


def test_a_place_may_accept_pictures_only(db):
    with pytest.raises(FileRefused):
        StoredFile.objects.store(upload(*_sample("undangan.pdf")), accept=(kinds.JPEG, kinds.PNG))
    assert StoredFile.objects.store(upload(*_sample("foto.jpg")), accept=(kinds.JPEG, kinds.PNG)).is_picture


def _sample(name):
    return name, SAMPLES[name][0]


def test_a_photo_loses_the_place_and_the_camera_and_stands_upright(db):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    exif[0x010F] = "Kamera Contoh"
    exif.get_ifd(0x8825)[2] = (7.0, 26.0, 30.0)  # latitude
    sent = picture((2400, 1200), exif=exif, comment=b"rumah")
    assert b"Kamera Contoh" in sent
    stored = StoredFile.objects.store(upload("foto.jpg", sent))
    kept = Path(stored.content.path).read_bytes()
    assert b"Kamera Contoh" not in kept
    assert b"rumah" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.size, dict(image.getexif())) == ((800, 1600), {})


def test_a_screenshot_keeps_its_transparency_and_loses_its_text(db):
    out = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Pengirim Contoh")
    Image.new("RGBA", (20, 20), (1, 2, 3, 4)).save(out, "PNG", pnginfo=notes)
    stored = StoredFile.objects.store(upload("layar.png", out.getvalue()))
    kept = Path(stored.content.path).read_bytes()
    assert b"Pengirim" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.getpixel((3, 3)) == (1, 2, 3, 4)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn(db):
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(FileRefused) as refusal:
        StoredFile.objects.store(upload("bom.png", bomb))
    assert refusal.value.code == "pixels"


def test_a_damaged_picture_is_refused(db):
    with pytest.raises(FileRefused) as refusal:
        StoredFile.objects.store(upload("foto.jpg", picture((400, 400))[:300]))
    assert refusal.value.code == "damaged"


def test_the_same_bytes_lie_on_the_disk_once(db, media):
    one = StoredFile.objects.store(upload("a.txt", b"sama"))
    other = StoredFile.objects.store(upload("b.txt", b"sama"))
    assert one.content.name == other.content.name
    assert [path.name for path in media.glob("??/??/*")] == [one.sha256]
    assert (one.name, other.name) == ("a.txt", "b.txt")


def test_an_open_file_can_be_stored_under_a_name(db, tmp_path):
    (tmp_path / "x").write_bytes(b"isi")
    with (tmp_path / "x").open("rb") as file:
        assert StoredFile.objects.store(file, name="catatan.txt").name == "catatan.txt"


@given(st.text(max_size=300))
def test_a_shown_name_never_leads_anywhere(name):
    shown = storing.tidy(name)
    assert 0 < len(shown) <= 150
    assert not set(shown) & set("/\\\n\r\0\u202e")
    assert shown not in (".", "..")


@given(st.binary(max_size=300))
def test_no_bytes_break_the_recognition(content):
    kind = kinds.recognise(io.BytesIO(content))
    assert kind is None or kind in kinds.KINDS


def test_the_sweep_takes_what_nothing_holds_and_leaves_what_is_young(db, media, ani, fokuss):
    kept = StoredFile.objects.store(upload("a.txt", b"satu"))
    orphan = media / "ab" / "cd" / ("abcd" + "0" * 60)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    broken = media / "incoming" / "tmpx"
    broken.mkdir()
    call_command("files", "sweep")
    assert orphan.exists()
    assert broken.exists()
    day = 60 * 60 * 25
    for path in (orphan, broken):
        os.utime(path, (time.time() - day, time.time() - day))
    call_command("files", "sweep")
    assert not orphan.exists()
    assert not broken.exists()
    assert list(StoredFile.objects.all()) == [kept]


def test_a_row_that_no_thing_holds_goes_with_its_bytes_after_the_grace(db, media):
    StoredFile.objects.store(upload("a.txt", b"satu"))
    call_command("files", "sweep", "--hours", "0")
    assert list(StoredFile.objects.all()) == []
    assert list(media.glob("??/??/*")) == []


def test_a_transaction_that_fails_leaves_bytes_for_the_sweep_and_no_row(db, media):
    with transaction.atomic():
        StoredFile.objects.store(upload("a.txt", b"satu"))
        transaction.set_rollback(True)
    assert list(StoredFile.objects.all()) == []
    assert len(list(media.glob("??/??/*"))) == 1


def ask(stored, **headers):
    return serve(stored, RequestFactory().get("/", headers=headers))


def test_a_document_is_saved_under_its_name_and_kept_from_shared_caches(db):
    response = ask(StoredFile.objects.store(upload("surat “penting”.docx", DOCX)))
    assert b"".join(response) == DOCX
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''surat%20")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=3600"
    assert int(response["Content-Length"]) == len(DOCX)


def test_a_picture_is_shown_and_not_sent_twice(db):
    stored = StoredFile.objects.store(upload("foto.jpg", picture()))
    response = ask(stored)
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/jpeg", 'inline; filename="foto.jpg"')
    assert ask(stored, if_none_match=response["ETag"]).status_code == 304
    response.close()


@pytest.mark.parametrize(
    ("wanted", "status", "given", "content"),
    [
        ("bytes=0-1", 206, "bytes 0-1/10", b"01"),
        ("bytes=8-", 206, "bytes 8-9/10", b"89"),
        ("bytes=-3", 206, "bytes 7-9/10", b"789"),
        ("bytes=5-99", 206, "bytes 5-9/10", b"56789"),
        ("bytes=-99", 206, "bytes 0-9/10", b"0123456789"),
        ("bytes=10-", 416, "bytes */10", b""),
        ("bytes=5-2", 416, "bytes */10", b""),
        ("bytes=-0", 416, "bytes */10", b""),
        ("bytes=-", 200, None, b"0123456789"),
        ("lines=1-2", 200, None, b"0123456789"),
    ],
)
def test_a_player_can_ask_for_a_part(db, wanted, status, given, content):
    stored = StoredFile.objects.store(upload("a.txt", b"0123456789"))
    response = ask(stored, range=wanted)
    assert (response.status_code, response.get("Content-Range"), b"".join(response)) == (status, given, content)
