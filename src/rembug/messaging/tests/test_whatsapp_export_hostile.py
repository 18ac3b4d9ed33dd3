"""What is no export, is damaged, or means harm, is refused with a reason."""

import io
import zipfile

import pytest

from rembug.messaging.whatsapp_export import ExportError, Limits, read
from rembug.messaging.whatsapp_export.errors import MESSAGES, NOTICES, ROWS
from rembug.messaging.whatsapp_export.indonesian import MESSAGES as INDONESIAN_MESSAGES
from rembug.messaging.whatsapp_export.indonesian import NOTICES as INDONESIAN_NOTICES
from rembug.messaging.whatsapp_export.indonesian import ROWS as INDONESIAN_ROWS

CHAT = "21/07/26 14.05 - Ani: halo\n21/07/26 14.06 - Budi: siap\n"


def refused(data, limits=None):
    """The error of reading these bytes to their end."""
    with pytest.raises(ExportError) as caught, read(io.BytesIO(data), limits) as export:
        list(export)
    return caught.value


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"Notulen rapat\nHadir: Ani, Budi\n", "not_an_export"),
        (b"name,date\nAni,21/07/26\n", "not_an_export"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "not_text"),
        (bytes(range(128, 256)) * 40, "not_text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "not_text"),
    ],
)
def test_what_is_no_export_is_refused(data, code):
    assert refused(data).code == code


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ExportError) as caught:
        read(tmp_path / "tidak-ada.txt")
    assert (caught.value.code, caught.value.params) == ("not_found", {"name": "tidak-ada.txt"})


def test_another_encoding_is_refused_with_its_line():
    error = refused(CHAT.encode() + "21/07/26 14.07 - Ani: satu\ncafé\n21/07/26 14.08 - Ani: x\n".encode("latin-1"))
    assert (error.code, error.params) == ("wrong_encoding", {"line": 4})


def test_an_end_inside_a_character_is_a_warning():
    export = read(io.BytesIO((CHAT + "21/07/26 14.07 - Ani: terima kasih 🙏").encode()[:-2]))
    assert [record.text for record in export] == ["halo", "siap", "terima kasih "]
    assert "cut_off_end" in [notice.code for notice in export.notices]


def test_a_file_without_any_further_header_is_refused():
    filler = ("x" * 999 + "\n") * 4_500
    error = refused((CHAT + filler).encode())
    assert (error.code, error.params["line"]) == ("message_too_long", 2)


def test_a_chat_is_found_in_the_zip_of_either_phone():
    android = {"Chat WhatsApp dengan Forum.txt": CHAT, "IMG-1.jpg": b"x"}
    iphone = {"_chat.txt": CHAT, "00000001-PHOTO.jpg": b"x"}
    for entries in (android, iphone):
        with read(io.BytesIO(zipped(entries))) as export:
            assert [record.text for record in export] == ["halo", "siap"]
            (name,) = export.media
            assert export.open_media(name).read() == b"x"


def test_the_chat_is_named_by_its_file():
    with read(io.BytesIO(zipped({"Chat WhatsApp dengan Forum Sekdes.txt": CHAT}))) as export:
        assert export.chat_name == "Forum Sekdes"


def test_a_text_file_among_the_media_is_no_second_chat():
    entries = {"WhatsApp Chat with Forum.txt": CHAT, "catatan.txt": "Notulen\n", "kutipan.txt": CHAT}
    with read(io.BytesIO(zipped(entries))) as export:
        assert len(list(export)) == 2
        assert sorted(export.media) == ["catatan.txt", "kutipan.txt"]


def test_two_chats_in_a_zip_are_refused():
    error = refused(zipped({"WhatsApp Chat with A.txt": CHAT, "WhatsApp Chat with B.txt": CHAT}))
    assert (error.code, error.params["entries"]) == (
        "several_chats",
        "WhatsApp Chat with A.txt, WhatsApp Chat with B.txt",
    )


def test_a_zip_without_a_chat_is_refused():
    assert refused(zipped({"IMG-1.jpg": b"x"})).code == "no_chat_in_zip"


def test_a_cut_off_zip_is_refused():
    assert refused(zipped({"_chat.txt": CHAT * 50})[:-30]).code == "broken_zip"


def test_a_damaged_entry_is_refused_by_its_name():
    data = bytearray(zipped({"_chat.txt": CHAT * 50}, zipfile.ZIP_STORED))
    data[400] ^= 1
    error = refused(bytes(data))
    assert (error.code, error.params["entry"]) == ("broken_zip_entry", "_chat.txt")


@pytest.mark.parametrize("name", ["../_chat.txt", "/etc/_chat.txt", "a/../../x.jpg", "C:\\x.jpg", "..\\x.jpg"])
def test_a_name_that_leads_outside_is_refused(name):
    error = refused(zipped({"_chat.txt": CHAT, name: b"x"}))
    assert error.code == "unsafe_zip_name"


def test_a_zip_bomb_is_refused():
    assert refused(zipped({"_chat.txt": CHAT, "x.bin": bytes(20 * 1024**2)})).code == "zip_bomb"


def test_too_much_and_too_many_are_refused():
    data = zipped({"_chat.txt": CHAT, "a.jpg": b"x", "b.jpg": b"x"})
    assert refused(data, Limits(total_bytes=10)).code == "zip_too_large"
    assert refused(data, Limits(chat_bytes=10)).code == "zip_too_large"
    assert refused(data, Limits(entries=2)).code == "too_many_zip_entries"


def test_a_locked_zip_is_refused():
    data = bytearray(zipped({"_chat.txt": CHAT}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert refused(bytes(data)).code == "encrypted_zip"


def test_every_reason_has_words_in_both_languages():
    assert MESSAGES.keys() == INDONESIAN_MESSAGES.keys()
    assert NOTICES.keys() == INDONESIAN_NOTICES.keys()
    assert ROWS.keys() == INDONESIAN_ROWS.keys()
