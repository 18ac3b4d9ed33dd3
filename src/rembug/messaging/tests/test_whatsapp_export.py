"""Every known way a phone writes an exported chat. All people and numbers are invented."""

import io
from datetime import datetime

import pytest

from rembug.messaging.whatsapp_export import read

LRM, NNBSP, NBSP = "\u200e", "\u202f", "\u00a0"


def parsed(text):
    """An export that has been read, with its records in `found`."""
    export = read(io.BytesIO(text.encode() if isinstance(text, str) else text))
    export.found = list(export)
    return export


def told(text):
    return [(record.sender, record.kind, record.text) for record in parsed(text).found]


def one(text):
    (record,) = parsed(text).found
    return record


# Headers. Each line was sent by Ani on 21 July 2026 at 14:05, some with seconds.

HEADERS = {
    "Android Indonesian": "21/07/26 14.05 - Ani: halo",
    "Android Indonesian, long year": "21/07/2026 14.05 - Ani: halo",
    "Android with comma": "21/07/26, 14:05 - Ani: halo",
    "Android 12 hours, small": "21/7/26, 2:05 pm - Ani: halo",
    "Android American": f"7/21/26, 2:05{NNBSP}PM - Ani: halo",
    "Android dots": "21.07.26, 14:05 - Ani: halo",
    "Android year first": "2026/07/21, 14:05 - Ani: halo",
    "Android ISO": "2026-07-21, 14:05 - Ani: halo",
    "Android Finnish": "21.7.2026 klo 14.05 - Ani: halo",
    "Android Spanish": f"21/7/2026 2:05{NBSP}p.{NBSP}m. - Ani: halo",
    "Android Spanish, comma": f"21/7/2026, 2:05 p.{NBSP}m. - Ani: halo",
    "Android Arabic": "\u200f٢١\u200f/٧\u200f/٢٠٢٦، ٢:٠٥ م - Ani: halo",
    "Android Persian digits": "۲۰۲۶/۰۷/۲۱،\u200f ۱۴:۰۵ - Ani: halo",
    "Android Thai": "21/7/2569 14:05 - Ani: halo",
    "Android Thai, short year": "21/7/69 14:05 - Ani: halo",
    "Android Korean": "2026. 7. 21. 오후 2:05 - Ani: halo",
    "Android Chinese": "2026/7/21 下午2:05 - Ani: halo",
    "Android Malay": "21/07/2026, 2:05 PTG - Ani: halo",
    "Android en dash": "21/07/26 14.05 – Ani: halo",
    "time first": "14:05, 21/07/2026 - Ani: halo",
    "named month, Indonesian": "21 Jul 2026 14.05 - Ani: halo",
    "named month with weekday": "Sel, 21 Juli 2026 14.05 - Ani: halo",
    "named month, English": "Jul 21, 2026, 2:05 PM - Ani: halo",
    "byte order mark": "\ufeff21/07/26 14.05 - Ani: halo",
}
HEADERS_OF_IPHONES = {
    "Indonesian": "[21/07/26, 14.05.09] Ani: halo",
    "American": f"[7/21/26, 2:05:09{NNBSP}PM] Ani: halo",
    "American, plain space": "[7/21/26, 2:05:09 PM] Ani: halo",
    "year first": "[2026/07/21, 14:05:09] Ani: halo",
    "dots without comma": "[21.07.26 2:05:09 PM] Ani: halo",
    "Finnish": "[21.7.2026 klo 14.05.09] Ani: halo",
    "mark before": f"{LRM}[21/07/26, 14.05.09] Ani: halo",
    "Thai": "[21/7/2569 BE, 14:05:09] Ani: halo",
    "Arabic": "[٢١/٧/٢٠٢٦، ٢:٠٥:٠٩ م] Ani: halo",
    "time first": "[14:05:09, 21/7/2026] Ani: halo",
    "named month": "[21 Agt 2026 14.05.09] Ani: halo",
}


@pytest.mark.parametrize("text", HEADERS.values(), ids=HEADERS)
def test_header_of_an_android_is_read(text):
    record = one(text)
    assert (record.sent_at, record.sender, record.text) == (datetime(2026, 7, 21, 14, 5), "Ani", "halo")
    assert parsed(text).precision == "minute"
    assert parsed(text).platform == "android"


@pytest.mark.parametrize("text", HEADERS_OF_IPHONES.values(), ids=HEADERS_OF_IPHONES)
def test_header_of_an_iphone_is_read(text):
    record = one(text)
    month = 8 if "Agt" in text else 7
    assert (record.sent_at, record.sender, record.text) == (datetime(2026, month, 21, 14, 5, 9), "Ani", "halo")
    assert parsed(text).precision == "second"
    assert parsed(text).platform == "ios"


@pytest.mark.parametrize(
    ("clock", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 am", 1), ("11:05 p.m.", 23), ("1:05 a. m.", 1)]
)
def test_noon_and_midnight_are_not_mixed_up(clock, hour):
    assert one(f"21/7/26, {clock} - Ani: halo").sent_at == datetime(2026, 7, 21, hour, 5)


def test_lines_end_with_carriage_return_and_line_feed():
    text = "[21/07/26, 14.05.09] Ani: satu\r\ndua\r\n[21/07/26, 14.05.10] Budi: tiga\r\n"
    assert told(text) == [("Ani", "text", "satu\ndua"), ("Budi", "text", "tiga")]


def test_utf_16_is_read_when_it_says_so():
    assert one("21/07/26 14.05 - Ani: ꦱꦸꦒꦼꦁ 🙏\n".encode("utf-16")).text == "ꦱꦸꦒꦼꦁ 🙏"


# The order of day and month


def order(*dates):
    export = parsed("".join(f"{date}, 10:00 - Ani: halo\n" for date in dates))
    return export.date_order, export.date_order_reason


def test_a_day_above_twelve_decides_for_the_whole_file():
    assert order("1/2/26", "13/2/26") == ("dmy", "day_above_12")
    assert order("2/1/26", "2/13/26") == ("mdy", "day_above_12")


def test_times_that_only_run_forward_decide():
    assert order("1/30/26") == ("mdy", "day_above_12")
    assert order("7/8/26", "7/9/26", "8/1/26") == ("mdy", "time_order")
    assert order("8/7/26", "9/7/26", "1/8/26") == ("dmy", "time_order")


def test_year_first_and_month_names_and_dots_need_no_guess():
    assert order("2026/07/08") == ("ymd", "year_first")
    assert order("8.7.26") == ("dmy", "separator")
    assert parsed("8 Jul 2026 10.00 - Ani: halo").date_order_reason == "month_name"


def test_indonesian_wording_and_clock_decide_when_dates_do_not():
    text = "08/07/26, 10:00 - Ani: <Media tidak disertakan>\n"
    assert (parsed(text).date_order, parsed(text).date_order_reason) == ("dmy", "language")
    assert parsed("08/07/26 10.00 - Ani: halo").date_order_reason == "clock"


def test_what_nothing_decides_is_day_first_with_a_warning():
    export = parsed("08/07/26, 10:00 - Ani: halo\n")
    assert (export.date_order, export.date_order_reason) == ("dmy", "assumed")
    assert export.found[0].sent_at == datetime(2026, 7, 8, 10)
    assert "ambiguous_date_order" in [notice.code for notice in export.notices]


def test_a_date_against_the_order_of_the_file_is_an_error_not_a_guess():
    export = parsed("13/07/26, 10:00 - Ani: a\n14/07/26, 10:00 - Ani: b\n07/15/26, 10:00 - Ani: c\n")
    assert [record.text for record in export.found] == ["a", "b"]
    assert [(row.line, row.code, row.value) for row in export.errors] == [(3, "impossible_date", "07/15/26")]
    assert "mixed_date_order" in [notice.code for notice in export.notices]


def test_an_impossible_date_is_an_error_row_with_the_lines_that_follow_it():
    export = parsed(
        "28/02/26 10.00 - Ani: a\n31/02/26 10.00 - Budi: b\nlanjutan b\nlagi\n01/03/26 10.00 - Ani: c\nlanjutan c\n"
    )
    assert [(record.sender, record.text) for record in export.found] == [("Ani", "a"), ("Ani", "c\nlanjutan c")]
    (row,) = export.errors
    assert (row.line, row.code, row.value, row.lines) == (2, "impossible_date", "31/02/26", 3)
    assert (export.summary.errors, export.summary.error_lines, export.summary.messages) == (1, 3, 2)


def test_an_impossible_time_is_an_error_row():
    export = parsed("28/02/26 10.00 - Ani: a\n28/02/26 25.61 - Budi: b\n")
    assert [(row.line, row.code, row.value) for row in export.errors] == [(2, "impossible_time", "25.61")]


def test_time_that_runs_back_is_a_warning_naming_the_line():
    export = parsed("20/07/26 10.00 - Ani: a\n18/07/26 10.00 - Budi: b\n21/07/26 10.00 - Ani: c\n")
    assert [record.text for record in export.found] == ["a", "b", "c"]
    assert [notice.params for notice in export.notices if notice.code == "time_backwards"] == [{"count": 1, "line": 2}]


def test_a_change_of_the_clock_is_no_warning():
    export = parsed("20/07/26 10.00 - Ani: a\n20/07/26 09.10 - Budi: b\n")
    assert "time_backwards" not in [notice.code for notice in export.notices]


# Kinds of messages

BODIES = {
    "<Media tidak disertakan>": ("media", "", None),
    "<Media omitted>": ("media", "", None),
    "<Media tidak disertakan>\nundangan rapat": ("media", "undangan rapat", None),
    "null": ("media", "", None),
    "IMG-20260721-WA0001.jpg (file terlampir)": ("media", "", "IMG-20260721-WA0001.jpg"),
    "IMG-20260721-WA0001.jpg (file attached)\nfoto rapat": ("media", "foto rapat", "IMG-20260721-WA0001.jpg"),
    "PTT-20260721-WA0002.opus (file terlampir)": ("media", "", "PTT-20260721-WA0002.opus"),
    "Laporan (final).pdf (file terlampir)": ("media", "", "Laporan (final).pdf"),
    "Budi Contoh.vcf (file terlampir)": ("contact", "", "Budi Contoh.vcf"),
    "Pesan ini dihapus": ("deleted", "", None),
    "Pesan ini telah dihapus": ("deleted", "", None),
    "Anda menghapus pesan ini": ("deleted", "", None),
    "Pesan dihapus oleh admin Citra": ("deleted", "", None),
    "This message was deleted": ("deleted", "", None),
    "You deleted this message": ("deleted", "", None),
    "This message was deleted by admin Citra": ("deleted", "", None),
    "lokasi: https://maps.google.com/?q=-7.45,109.29": (
        "location",
        "lokasi: https://maps.google.com/?q=-7.45,109.29",
        None,
    ),
    "location: https://maps.google.com/?q=-7.45,109.29": (
        "location",
        "location: https://maps.google.com/?q=-7.45,109.29",
        None,
    ),
    "Lokasi terkini dibagikan": ("location", "", None),
    "live location shared": ("location", "", None),
    "POLLING:\nRapat hari apa?\nOPSI: Senin (2 suara)\nOPSI: Rabu (0 suara)": (
        "poll",
        "POLLING:\nRapat hari apa?\nOPSI: Senin (2 suara)\nOPSI: Rabu (0 suara)",
        None,
    ),
    "POLL:\nWhich day?\nOPTION: Monday (1 vote)\nOPTION: Tuesday (0 votes)": (
        "poll",
        "POLL:\nWhich day?\nOPTION: Monday (1 vote)\nOPTION: Tuesday (0 votes)",
        None,
    ),
    "Pesan ini dihapus saja ya bu": ("text", "Pesan ini dihapus saja ya bu", None),
    "lokasi: balai desa": ("text", "lokasi: balai desa", None),
    "berkas sudah (file lengkap)": ("text", "berkas sudah (file lengkap)", None),
    "yang perlu disertakan": ("text", "yang perlu disertakan", None),
}


@pytest.mark.parametrize("body", BODIES)
def test_kind_of_a_message_is_told(body):
    record = one(f"21/07/26 14.05 - Ani: {body}")
    assert (record.kind, record.text, record.attachment) == BODIES[body]
    assert (record.sender, record.edited, record.system_event) == ("Ani", False, None)


BODIES_OF_IPHONES = {
    f"{LRM}gambar tidak disertakan": ("media", "", None),
    f"{LRM}stiker tidak disertakan": ("media", "", None),
    f"{LRM}GIF omitted": ("media", "", None),
    f"undangan {LRM}image omitted": ("media", "undangan", None),
    f"{LRM}Kartu kontak tidak disertakan": ("contact", "", None),
    f"{LRM}Contact card omitted": ("contact", "", None),
    f"{LRM}<terlampir: 00000006-PHOTO-2026.jpg>": ("media", "", "00000006-PHOTO-2026.jpg"),
    f"Laporan.pdf • {LRM}7 halaman {LRM}<terlampir: 00000007-Laporan.pdf>": ("media", "", "00000007-Laporan.pdf"),
    f"Laporan.pdf • {LRM}7 halaman {LRM}dokumen tidak disertakan": ("media", "", "Laporan.pdf"),
    f"{LRM}<attached: 00000008-Budi.vcf>": ("contact", "", "00000008-Budi.vcf"),
    f"{LRM}Pesan ini dihapus.": ("deleted", "", None),
    f"{LRM}POLLING:\nHari?\n{LRM}OPSI: Senin ({LRM}2 suara)\n{LRM}OPSI: Rabu ({LRM}0 suara)": (
        "poll",
        "POLLING:\nHari?\nOPSI: Senin (2 suara)\nOPSI: Rabu (0 suara)",
        None,
    ),
    f"{LRM}Lokasi: https://maps.google.com/?q=1,2": ("location", "Lokasi: https://maps.google.com/?q=1,2", None),
    f"{LRM}You received a view once message. For added privacy, you can only open it on your phone.": (
        "media",
        "",
        None,
    ),
}


@pytest.mark.parametrize("body", BODIES_OF_IPHONES)
def test_kind_of_a_message_from_an_iphone_is_told(body):
    export = parsed(f"[21/07/26, 14.05.00] Budi: halo\r\n{LRM}[21/07/26, 14.05.09] Ani: {body}\r\n")
    record = export.found[1]
    assert (record.sender, record.kind, record.text, record.attachment) == ("Ani", *BODIES_OF_IPHONES[body])


@pytest.mark.parametrize(
    "mark", ["<Pesan ini diedit>", "<Pesan ini telah diedit>", "<This message was edited>", f"{LRM}<Pesan ini diedit>"]
)
def test_an_edited_message_is_told_without_its_mark(mark):
    record = one(f"21/07/26 14.05 - Ani: rapat jam 9 {mark}")
    assert (record.text, record.edited) == ("rapat jam 9", True)
    record = one(f"21/07/26 14.05 - Ani: baris\nrapat {mark}")
    assert (record.text, record.edited) == ("baris\nrapat", True)


def test_mentions_are_readable_and_what_people_typed_stays_exact():
    record = one("21/07/26 14.05 - Ani: halo @\u2068Bu Siti\u2069 👨‍👩‍👧 ꦱꦸꦒꦼꦁꦲꦺꦤ꧀ꦗꦁ “ya”\u200c")
    assert record.text == "halo @Bu Siti 👨‍👩‍👧 ꦱꦸꦒꦼꦁꦲꦺꦤ꧀ꦗꦁ “ya”\u200c"
    assert record.mentions == ("Bu Siti",)


# Lines that belong to a message


def test_lines_without_a_header_belong_to_the_message_before():
    text = "21/07/26 14.05 - Ani: Jadwal\n22/07/2026 rapat\n12.30 makan\n\nKetua: Budi\n21/07/26 14.06 - Budi: ok\n"
    assert told(text) == [
        ("Ani", "text", "Jadwal\n22/07/2026 rapat\n12.30 makan\n\nKetua: Budi"),
        ("Budi", "text", "ok"),
    ]


def test_an_agenda_in_the_form_of_headers_stays_in_its_message():
    text = (
        "21/07/26 14.05 - Ani: Jadwal pelatihan\n25/07/26 09.00 - Pembukaan\n26/07/26 09.00 - Penutupan\nhadir semua\n"
        "21/07/26 14.06 - Budi: siap\n"
    )
    export = parsed(text)
    assert [(record.sender, record.text) for record in export.found] == [
        ("Ani", "Jadwal pelatihan\n25/07/26 09.00 - Pembukaan\n26/07/26 09.00 - Penutupan\nhadir semua"),
        ("Budi", "siap"),
    ]
    assert [notice.params for notice in export.notices if notice.code == "quoted_header"] == [{"count": 2, "line": 2}]


def test_a_date_written_otherwise_than_the_headers_is_no_header():
    text = "01/07/26 09.05 - Ani: a\n1/7/26 9.05 - Budi: kutipan\n01/07/26 09.06 - Budi: b\n"
    assert told(text) == [("Ani", "text", "a\n1/7/26 9.05 - Budi: kutipan"), ("Budi", "text", "b")]


def test_numbers_of_records_and_lines_are_told():
    found = parsed("21/07/26 14.05 - Ani: a\nb\nc\n21/07/26 14.06 - Budi: d\n").found
    assert [(record.number, record.line) for record in found] == [(1, 1), (2, 4)]


def test_text_before_the_first_message_is_reported():
    export = parsed("Riwayat chat\nlama\n21/07/26 14.05 - Ani: a\n")
    assert [record.line for record in export.found] == [3]
    assert [(row.code, row.line, row.lines) for row in export.errors] == [("before_first_message", 1, 2)]


def test_an_export_can_be_read_twice():
    export = read(io.BytesIO(b"21/07/26 14.05 - Ani: a\n31/02/26 14.05 - Ani: b\n"))
    assert (list(export), export.summary.errors) == (list(export), 1)


def test_the_summary_counts_everything():
    export = parsed(
        "21/07/26 08.00 - Pesan dan panggilan terenkripsi secara end-to-end.\n"
        '21/07/26 08.00 - Ani membuat grup "Forum"\n'
        "21/07/26 08.01 - Ani: halo <Pesan ini diedit>\n"
        "21/07/26 08.02 - Budi: <Media tidak disertakan>\n"
        "21/07/26 08.02 - Budi: Pesan ini dihapus\n"
        "21/07/26 08.03 - Budi: POLLING:\nHari?\nOPSI: Senin (1 suara)\n"
        "21/07/26 08.04 - Citra: Lokasi terkini dibagikan\n"
        "21/07/26 08.05 - Citra: Contoh.vcf (file terlampir)\n"
    )
    summary = export.summary
    assert summary.senders == {"Ani": 1, "Budi": 3, "Citra": 2}
    assert (summary.messages, summary.system, summary.lines) == (6, 2, 10)
    assert (summary.media, summary.edited, summary.deleted) == (1, 1, 1)
    assert (summary.polls, summary.locations, summary.contacts) == (1, 1, 1)
    assert (summary.first, summary.last) == (datetime(2026, 7, 21, 8), datetime(2026, 7, 21, 8, 5))
    assert (export.language, export.is_cut, export.notices) == ("id", False, [])


def test_a_missing_beginning_is_reported():
    assert parsed("21/07/26 14.05 - Ani: a\n").is_cut
    export = parsed("".join(f"21/07/26 {n // 600 % 24:02}.{n // 10 % 60:02} - Ani: {n}\n" for n in range(10_000)))
    assert "beginning_cut_at_limit" in [notice.code for notice in export.notices]
