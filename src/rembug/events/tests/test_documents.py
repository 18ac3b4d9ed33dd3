"""The papers, opened again as an office would."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from rembug.events.documents import attendance_list, minutes_document
from rembug.events.models import Method
from rembug.people.models import Post, PostKind

from .conftest import fresh, member

pytestmark = pytest.mark.django_db
TEXT = (
    "## Pembukaan\n\nKetua membuka rapat **tepat waktu**.\n\n- iuran\n- kas\n\n| Pos | Rp |\n|---|---|\n| Kas | 100 |\n"
)


@pytest.fixture
def held(meeting, ani, budi, fokuss):
    """The meeting with two members and a guest present, and approved minutes."""
    member(fokuss, "Sari", 77, "secretary")
    Post.objects.create(
        person=budi, kind=PostKind.VILLAGE_SECRETARY, title="Sekdes", area_id="33.02.19.2006", since=date(2019, 1, 1)
    )
    meeting.revise(by=ani, chaired_by=ani, minutes_by=budi)
    meeting.attend(budi, by=budi, method=Method.TAP)
    meeting.attend(ani, by=ani, method=Method.LIST)
    meeting.attend_as_guest("Tamu Contoh", by=None, method=Method.QR, post="Pendamping")
    meeting.add_agenda_item(by=ani, title="Laporan kas", lead=budi)
    decision = meeting.decide("Iuran Rp20.000.", by=ani)
    meeting.assign("Menagih iuran", owner=budi, due_on=date(2026, 12, 20), by=ani, decision=decision)
    minutes = meeting.write_minutes(TEXT, by=budi, revision=0)
    minutes.submit(by=budi)
    minutes.approve(by=ani, revision=1)
    return fresh(meeting)


def words_of_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def words_of_pdf(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_the_attendance_list_has_the_columns_and_rows_of_an_office(held):
    document = Document(io.BytesIO(attendance_list.to_docx(held)))
    facts, table, signatures = document.tables
    assert [row.cells[2].text for row in facts.rows] == [
        "Rapat rutin (contoh)",
        "Senin, 7 Desember 2026",
        "09.00–11.00 WIB",
        "Balai Desa Klahang",
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No.", "Nama", "Jabatan", "Desa", "Tanda tangan"],
        ["1", "Budi (contoh)", "Sekdes", "Klahang", "1."],
        ["2", "Ani (contoh)", "", "Kalikidang", "\t2."],
        ["3", "Tamu Contoh", "Pendamping", "", "3."],
    ]
    left, right = (cell.text.split("\n") for cell in signatures.rows[0].cells)
    assert (left[1], left[-1]) == ("Mengetahui, Ketua", "Ani (contoh)")
    assert (right[0], right[1], right[-1]) == ("Sokaraja, 7 Desember 2026", "Sekretaris", "Sari (contoh)")


def test_before_the_event_the_list_names_the_invited_and_leaves_rows_for_guests(meeting, ani, budi):
    meeting.invite([ani, budi], by=ani)
    meeting.reply(ani, "not_coming", by=ani)
    rows = attendance_list.attendance_list(meeting).rows
    assert [(row.number, row.name, row.village) for row in rows] == [
        (1, "Budi (contoh)", "Klahang"),
        *[(number, "", "") for number in range(2, 7)],
    ]


def test_the_attendance_list_as_pdf(held):
    words = words_of_pdf(attendance_list.to_pdf(held))
    for each in ("FOKUSS SOKARAJA", "Kabupaten Banyumas", "DAFTAR HADIR", "Tamu Contoh", "Mengetahui, Ketua"):
        assert words.count(each) == 1
    assert "Tercatat di Rembug: 3 orang (ketuk sendiri 1, daftar 1, kode QR 1)." in words


def test_minutes_as_docx_hold_every_part(held):
    words = words_of_docx(minutes_document.to_docx(held.minutes))
    parts = ["NOTULEN RAPAT", "Susunan acara", "Laporan kas (Budi (contoh))", "Pembahasan", "Pembukaan", "tepat waktu"]
    parts += ["iuran", "Kas", "Keputusan", "Iuran Rp20.000.", "Tindak lanjut", "Menagih iuran", "Penutup", "Notulis"]
    assert [part for part in parts if part not in words] == []
    assert "3 orang dari 2 desa" in words
    assert f"Sidik digital (SHA-256) isi dan keputusan: {held.minutes.approval.sha256}" in words


def test_minutes_as_pdf_and_a_draft_says_so(held, meeting, ani, plan):
    words = words_of_pdf(minutes_document.to_pdf(held.minutes))
    assert "Disahkan pada Senin, 7 Desember 2026 oleh Ani (contoh)" in words
    other = type(meeting).schedule(by=ani, starts_at=meeting.starts_at, ends_at=meeting.ends_at, **plan)
    draft = other.write_minutes("Isi.", by=ani, revision=0)
    assert "Konsep: belum disahkan." in words_of_pdf(minutes_document.to_pdf(fresh(draft)))


def test_the_files_are_indonesian_while_the_page_follows_the_reader(client, held, budi):
    client.force_login(budi)
    client.cookies["language"] = "en"
    page = client.get(reverse("events:paper", args=[held.pk, "attendance-list"])).content.decode()
    assert "<h1>Attendance list</h1>" in page
    file = client.get(reverse("events:paper", args=[held.pk, "attendance-list", "docx"]))
    assert "DAFTAR HADIR" in words_of_docx(file.content)
    assert 'filename="daftar-hadir-2026-12-07-rapat-rutin-contoh.docx"' in file["Content-Disposition"]


def test_without_the_library_the_page_says_what_else_to_do(client, held, budi, monkeypatch):
    import builtins

    real = builtins.__import__

    def without_pango(name, *args, **options):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    client.force_login(budi)
    answer = client.get(reverse("events:paper", args=[held.pk, "minutes", "pdf"]), follow=True)
    assert answer.redirect_chain == [(reverse("events:paper", args=[held.pk, "minutes"]), 302)]
    assert "ambil DOCX" in answer.content.decode()


def test_there_is_no_paper_of_minutes_that_were_not_written(client, meeting, budi):
    client.force_login(budi)
    assert client.get(reverse("events:paper", args=[meeting.pk, "minutes", "pdf"])).status_code == 404
    assert client.get(f"/events/{meeting.pk}/papers/other/").status_code == 404


@pytest.mark.parametrize("what", ["attendance-list", "minutes"])
def test_ten_times_the_rows_cost_no_more_queries(client, held, fokuss, ani, what, django_assert_max_num_queries):
    client.force_login(ani)
    for number in range(20):
        held.attend(member(fokuss, f"Warga {number}", 100 + number), by=ani, method="list", reason="Susulan")
        held.assign("Menagih iuran", owner=ani, due_on=date(2026, 12, 20), by=ani)
    with django_assert_max_num_queries(12):
        client.get(reverse("events:paper", args=[held.pk, what]))
