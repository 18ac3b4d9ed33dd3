"""Who a line is from: names with colons, system lines with colons, iPhones. All people are invented."""

import io

import pytest

from rembug.messaging.whatsapp_export import read

LRM = "\u200e"


def parsed(text):
    export = read(io.BytesIO(text.encode()))
    export.found = list(export)
    return export


def android(*bodies):
    return parsed("".join(f"21/07/26 14.{n // 60:02} - {body}\n" for n, body in enumerate(bodies)))


def iphone(*bodies):
    return parsed("".join(f"{LRM}[21/07/26, 14.05.{n:02}] {body}\r\n" for n, body in enumerate(bodies)))


SYSTEM_LINES = {
    "Pesan dan panggilan terenkripsi secara end-to-end. Tidak seorang pun di luar chat ini dapat membacanya.": (
        "encrypted"
    ),
    "Pesan dan telepon terenkripsi secara end-to-end.": "encrypted",
    "Pesan ke grup ini kini diamankan dengan enkripsi end-to-end.": "encrypted",
    "Messages and calls are end-to-end encrypted. Only people in this chat can read them.": "encrypted",
    'Ani membuat grup "Forum: Sekdes"': "created",
    "Anda membuat grup ini": "created",
    'Ani created group "Forum: Sekdes"': "created",
    "Ani menambahkan Budi": "added",
    "Ani menambahkan +62 812-0000-0001": "added",
    "Ani added Budi": "added",
    "Ani mengeluarkan Budi": "removed",
    "Ani removed Budi": "removed",
    "Budi keluar": "left",
    "Budi left": "left",
    "Budi bergabung menggunakan tautan undangan grup ini": "joined",
    "Budi telah bergabung menggunakan tautan undangan grup ini": "joined",
    "Budi joined using this group's invite link": "joined",
    'Ani mengubah subjek dari "Info: lama" menjadi "Rapat: Senin"': "subject",
    'Ani mengubah nama grup menjadi "Rapat: Senin"': "subject",
    'Ani changed the subject from "Info: old" to "Meeting: Monday"': "subject",
    'Ani changed the group name from "Budi left" to "Meeting: Monday"': "subject",
    "Ani mengubah deskripsi grup": "description",
    "Ani changed the group description": "description",
    "Ani mengubah ikon grup ini": "icon",
    "Ani changed this group's icon": "icon",
    "Budi telah mengganti nomor teleponnya ke nomor baru. Ketuk untuk mengirim pesan.": "number_changed",
    "Budi changed their phone number to a new number. Tap to message or add the new number.": "number_changed",
    "Kode keamanan Anda dengan Budi berubah. Ketuk untuk mempelajari selengkapnya.": "security_code",
    "Your security code with Budi changed. Tap to learn more.": "security_code",
    "Anda menyematkan pesan": "pinned",
    "Ani pinned a message": "pinned",
    "Anda menyalakan pesan sementara.": "disappearing",
    "Pesan sementara dinyalakan. Pesan baru akan hilang dari chat ini.": "disappearing",
    "Ani turned on disappearing messages.": "disappearing",
    "Budi kini menjadi kontak": "contact",
    "Anda sekarang adalah admin": "admin",
    "You're now an admin": "admin",
    "Chat ini dimulai dari iklan": "advertisement",
    "Bisnis Anda menggunakan layanan yang aman dari Meta": "business",
    "Maria hat die Gruppe verlassen": "other",
    'Maria hat den Betreff von "Alt: x" zu "Neu: y" geändert': "other",
}


@pytest.mark.parametrize("line", SYSTEM_LINES)
def test_a_line_without_a_sender_is_a_system_line_of_its_event(line):
    record = android("Ani: halo", "Budi: halo", line).found[2]
    assert (record.sender, record.kind, record.system_event) == (None, "system", SYSTEM_LINES[line])
    assert record.text == line


def test_words_of_system_lines_in_a_message_are_a_message():
    record = android("Ani: halo", "Ani: Budi keluar", "Ani: saya menambahkan: dua berkas").found
    assert [(one.sender, one.kind, one.text) for one in record[1:]] == [
        ("Ani", "text", "Budi keluar"),
        ("Ani", "text", "saya menambahkan: dua berkas"),
    ]


def test_a_name_with_a_colon_is_one_name_when_all_its_messages_share_it():
    export = android("Bu Sari: Kades: satu", "Bu Sari: Kades: dua", "Bu Sari: Kades: tiga: empat", "Ani: ok")
    assert [(one.sender, one.text) for one in export.found] == [
        ("Bu Sari: Kades", "satu"),
        ("Bu Sari: Kades", "dua"),
        ("Bu Sari: Kades", "tiga: empat"),
        ("Ani", "ok"),
    ]
    assert [notice.params for notice in export.notices if notice.code == "colon_in_name"] == [
        {"name": "Bu Sari: Kades"}
    ]


def test_a_name_with_a_colon_is_one_name_when_a_system_line_names_it():
    export = android("Ani menambahkan Bu Sari: Kades", "Bu Sari: Kades: halo", "Bu Sari: Kades keluar")
    assert [(one.sender, one.kind) for one in export.found] == [
        (None, "system"),
        ("Bu Sari: Kades", "text"),
        (None, "system"),
    ]
    assert [one.text for one in export.found] == ["Ani menambahkan Bu Sari: Kades", "halo", "Bu Sari: Kades keluar"]


def test_a_name_with_a_colon_is_one_name_when_a_placeholder_follows_it():
    export = android("Bu Sari: Kades: <Media tidak disertakan>", "Bu Sari: Kades: halo")
    assert [(one.sender, one.kind, one.text) for one in export.found] == [
        ("Bu Sari: Kades", "media", ""),
        ("Bu Sari: Kades", "text", "halo"),
    ]


def test_a_colon_in_a_message_is_no_name():
    export = android("Ani: Catatan: satu", "Ani: Catatan: dua", "Ani: baik", "Budi: Info: rapat")
    assert [(one.sender, one.text) for one in export.found] == [
        ("Ani", "Catatan: satu"),
        ("Ani", "Catatan: dua"),
        ("Ani", "baik"),
        ("Budi", "Info: rapat"),
    ]


def test_a_system_line_naming_somebody_with_a_colon_is_no_sender():
    export = android(
        "Bu Sari: Kades: satu", "Bu Sari: Kades: dua", "Bu Sari: Kades: tiga",
        "Kode keamanan Anda dengan Bu Sari: Kades berubah. Ketuk untuk mempelajari selengkapnya.",
        "Ihr Sicherheitscode mit Bu Sari: Kades hat sich geändert.",
    )  # fmt: skip
    assert export.summary.senders == {"Bu Sari: Kades": 3}
    assert [one.system_event for one in export.found[3:]] == ["security_code", "other"]


def test_subjects_with_colons_make_no_senders_however_often():
    lines = ['Ani mengubah subjek dari "Info: a" menjadi "b"'] * 20
    assert android("Ani: halo", *lines).summary.senders == {"Ani": 1}


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("+62 812-0000-0001", "+62 812-0000-0001"),
        ("\u202a+62 812\u20110000\u20110001\u202c", "+62 812-0000-0001"),
        ("+62\u00a0812-0000-0001", "+62 812-0000-0001"),
        ("~\u202fBudi", "~ Budi"),
        ("~ Budi", "~ Budi"),
        ("Anda", "Anda"),
        ("Pak Budi 🌾", "Pak Budi 🌾"),
        ("Kantor 08:00", "Kantor 08:00"),
    ],
)
def test_a_sender_is_named_as_a_person_would_write_it(written, label):
    assert android(f"{written}: halo").found[0].sender == label
    assert iphone(f"{written}: halo").found[0].sender == label


def test_an_empty_message_keeps_its_sender_even_without_the_space():
    found = android("Ani: halo", "Ani:", "Ani: ").found
    assert [(one.sender, one.kind, one.text) for one in found] == [
        ("Ani", "text", "halo"), ("Ani", "text", ""), ("Ani", "text", ""),
    ]  # fmt: skip


def test_an_iphone_writes_system_lines_under_the_name_of_the_group_or_the_actor():
    export = iphone(
        f"Forum Sekdes: {LRM}Pesan dan panggilan terenkripsi secara end-to-end.",
        f"Forum Sekdes: {LRM}Anda membuat grup “Forum Sekdes”",
        f"Ani: {LRM}Ani menambahkan Budi",
        "Ani: halo",
        f"Budi: {LRM}Budi hat die Gruppe verlassen",
        f"Forum Sekdes: {LRM}Etwas ganz Neues",
        "Budi: Budi keluar dulu ya",
    )
    assert [(one.sender, one.system_event) for one in export.found] == [
        (None, "encrypted"), (None, "created"), (None, "added"), ("Ani", None), (None, "other"), (None, "other"),
        ("Budi", None),
    ]  # fmt: skip
    assert export.found[2].text == "Ani menambahkan Budi"
    assert export.chat_name == "Forum Sekdes"
    assert export.summary.senders == {"Ani": 1, "Budi": 1}


def test_a_group_named_with_a_colon_is_no_sender():
    export = iphone(
        f"Forum: Sokaraja: {LRM}Pesan dan panggilan terenkripsi secara end-to-end.",
        f"Forum: Sokaraja: {LRM}Etwas ganz Neues",
        "Ani: halo",
    )
    assert export.summary.senders == {"Ani": 1}
    assert (export.summary.system, export.chat_name) == (2, "Forum: Sokaraja")


def test_an_iphone_file_saved_again_without_marks_is_understood():
    text = (
        "[21/07/26, 14.05.00] Forum: Pesan dan panggilan terenkripsi secara end-to-end.\n"
        "[21/07/26, 14.05.01] Ani: Ani menambahkan Budi\n"
        "[21/07/26, 14.05.02] Ani: gambar tidak disertakan\n"
        "[21/07/26, 14.05.03] Budi: Ani keluar ruangan\n"
    )
    assert [(one.sender, one.kind) for one in parsed(text).found] == [
        (None, "system"),
        (None, "system"),
        ("Ani", "media"),
        ("Budi", "text"),
    ]


def test_names_in_system_lines_lose_their_isolating_marks():
    assert android("Ani: halo", "Ani menambahkan \u2068+62 812-0000-0001\u2069").found[1].text == (
        "Ani menambahkan +62 812-0000-0001"
    )
