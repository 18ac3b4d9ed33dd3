"""Invented group chats with their truth: what was said by whom, before any phone exported it.

Every person, number and sentence here is made up. The same seed gives the same
history on every machine.
"""

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from .synthetic_conversations import CONVERSATIONS

VILLAGES = (
    "Banjaranyar", "Banjarsari", "Jompo Kulon", "Kalikidang", "Karangduren", "Karangkedawung",
    "Karangnanas", "Karangrau", "Kedondong", "Klahang", "Lemberang", "Pamijen", "Sokaraja Kidul",
    "Sokaraja Kulon", "Sokaraja Lor", "Sokaraja Tengah", "Sokaraja Wetan", "Wiradadi",
)  # fmt: skip
_GIVEN = (
    "Darsim", "Wartini", "Sukirno", "Rasmiati", "Tarwadi", "Kustinah", "Mugiono", "Sarinem", "Karsono",
    "Tumirah", "Wagimin", "Suwarti", "Ngadiman", "Parsiyah", "Kasiman", "Rusmini", "Sutarjo", "Muslikah",
    "Daryono", "Sumiyati", "Turiman", "Lasmini", "Wiryadi", "Satinah", "Pujiono", "Ratmini", "Sakirun",
    "Nurwati", "Tasimin", "Yuliarsih",
)  # fmt: skip
_ROLES = ("Sekdes", "Kaur Keuangan", "Kaur Perencanaan", "Kasi Pemerintahan", "Operator")
_TOPICS = (
    "APBDes", "Siskeudes", "LPJ", "SPP", "RKPDes", "BLT", "Siltap", "Prodeskel", "musdes", "RAB", "SK",
    "Perdes", "notulen", "daftar hadir", "aset desa", "buku agenda", "DU-RKP", "monografi", "profil desa",
)  # fmt: skip
_OPENINGS = (
    "Assalamualaikum, pak bu", "Selamat pagi bapak ibu", "Mohon izin", "Punten", "Nuwun sewu",
    "Ass. wr. wb.", "Pagi rekan2", "Siang pak", "Bu, mohon info", "Lapor", "Info", "Sugeng enjang",
)  # fmt: skip
_MIDDLES = (
    "utk {topic} yg kemarin sdh diunggah blm nggih", "berkas {topic} dikumpulkan di kantor kecamatan",
    "yg blm setor {topic} mohon segera", "file {topic} ada di drive bersama", "sdh revisi {topic} dgn pak camat",
    "minta contoh {topic} dong", "aplikasi {topic} lemot dr pagi", "kalau {topic} ttd siapa dulu",
    "{topic} desa kami msh proses verifikasi", "besok jam 9 bahas {topic} di pendopo",
    "tolong {topic} dicek lagi bagian lampiran", "saya kirim {topic} lewat email saja ya",
    "kode {topic} tdk muncul di pilihan", "ada yg punya format {topic} terbaru", "rekap {topic} tgl ini sdh fix",
)  # fmt: skip
_CLOSINGS = (
    "nuhun", "matur nuwun", "terima kasih", "mohon arahan", "siap", "suwun", "sama2", "monggo", "nggih",
    "tks", "mohon maaf mengganggu", "semoga lancar", "ditunggu", "🙏", "🙏🙏", "👍🏽", "😊", "👨‍👩‍👧", "",
)  # fmt: skip
_SCRIPTS = ("ꦱꦸꦒꦼꦁꦲꦺꦤ꧀ꦗꦁ", "ꦩꦠꦸꦂꦤꦸꦮꦸꦤ꧀", "ꦩꦁꦒ")
_SECOND_LINES = (
    "1. kumpulkan berkas", "2. cek tanda tangan", "- undangan terlampir", "Catatan: bawa laptop",
    "Tempat: aula kecamatan", "Jam: 09.00 WIB", "* mohon tepat waktu *", "> lihat pesan di atas", "",
    "Ketua: pak Camat", "12.30 istirahat",
)  # fmt: skip
_DATED_LINES = ("{d}/{m}/{y} musdes di balai desa", "{d}/{m}/{yy} rapat koordinasi", "{d}-{m}-{y}: batas kumpul",
                "[{d}/{m} 09.00] catatan rapat", "{d}/{m}/{yy} pukul 09.00 WIB di aula")  # fmt: skip
_POLLS = (
    ("Rapat rutin bulan depan hari apa?", ("Senin", "Rabu", "Kamis: setelah apel")),
    ("Tempat pelatihan Siskeudes", ("Aula kecamatan", "Balai desa", "Daring")),
    ("Seragam Jumat", ("Batik", "Lurik")),
)
_SUBJECTS = ("Forum Sekdes: Sokaraja", "Paguyuban Perangkat", "Info: Rapat", 'Rembug "Guyub"', "Sekdes & Kaur")
_SYSTEM_EVENTS = (
    "added", "joined", "left", "removed", "subject", "description", "icon", "number_changed", "security_code",
    "pinned", "disappearing",
)  # fmt: skip
_MEDIA = ("image", "image", "image", "video", "audio", "sticker", "document", "gif", "view_once")


class Person(NamedTuple):
    number: int
    name: str
    phone: str
    push_name: str


class Change(NamedTuple):
    """What became of a message later: `kind` "edited" or "deleted", once record `after` was written."""

    kind: str
    after: int
    text: str


class Happening(NamedTuple):
    """One thing that happened in the chat, without the words of any phone.

    `text` mentions people as `@{number}`; `details` belong to the kind: the
    sort of a media file, a poll's options with votes, a system event's people
    and names.
    """

    number: int
    sent_at: datetime
    kind: str
    person: int | None
    text: str = ""
    details: tuple = ()
    event: str | None = None
    change: Change | None = None


def people(count=91):
    """The members. Number 7 has a colon in the name."""
    found = []
    for number in range(count):
        village = VILLAGES[number % len(VILLAGES)]
        role = _ROLES[number // len(VILLAGES) % len(_ROLES)]
        given = _GIVEN[number % len(_GIVEN)]
        title = "Pak" if number % 2 == 0 else "Bu"
        name = f"{title} {given} {village}" if number % 3 else f"{role} {village} {given}"
        if number == 7:
            name = f"Bu {given}: {role} {village}"
        if number >= len(VILLAGES) * len(_ROLES):
            name += f" {number}"
        phone = f"+62 812-0000-{number:04d}"
        found.append(Person(number, name, phone, f"{given} {number}"))
    return found


def history(records, seed=1, *, members=91, start=datetime(2025, 1, 13, 7, 0), pace=90):
    """Yield `records` happenings in order; the time between two is at most `pace` seconds.

    About 2 % are system lines and 7.5 % of the messages have several lines.
    """
    chance = random.Random(seed)
    moment = start
    conversation = []
    yield Happening(1, moment, "system", None, event="encrypted")
    if records > 1:
        yield Happening(2, moment, "system", None, details=(0, _SUBJECTS[0]), event="created")
    for number in range(3, records + 1):
        moment += timedelta(seconds=chance.randrange(pace))
        if chance.random() < 0.02:
            yield _system_line(number, moment, chance, members)
            continue
        if not conversation and chance.random() < 0.02:
            conversation = _exchange(chance, members)
        if conversation and chance.random() < 0.5:
            person, text = conversation.pop(0)
            yield Happening(number, moment, "text", person, text)
            continue
        yield _message(number, moment, chance, members, last=number > records - 20)


def _exchange(chance, members):
    asks, answers = chance.sample(range(members), 2)
    found = chance.choice(CONVERSATIONS)
    return [(asks, found.asked[chance.randrange(len(found.asked))]), (answers, found.answer),
            (asks, chance.choice(_CLOSINGS) or "nuhun")]  # fmt: skip


def _system_line(number, moment, chance, members):
    event = chance.choice(_SYSTEM_EVENTS)
    actor, other = chance.sample(range(members), 2)
    old, new = chance.sample(_SUBJECTS, 2)
    return Happening(number, moment, "system", None, details=(actor, old, new, other), event=event)


def _sentence(chance):
    topic = chance.choice(_TOPICS)
    words = (chance.choice(_OPENINGS), chance.choice(_MIDDLES).format(topic=topic), chance.choice(_CLOSINGS))
    return " ".join(word for word in words if word)


def _message(number, moment, chance, members, *, last):
    person = chance.randrange(members)
    draw = chance.random()
    if draw < 0.06:
        sort = chance.choice(_MEDIA)
        caption = _sentence(chance) if sort in ("image", "video", "document") and chance.random() < 0.4 else ""
        return Happening(number, moment, "media", person, caption, (sort,))
    if draw < 0.065:
        question, options = chance.choice(_POLLS)
        return Happening(number, moment, "poll", person, question,
                         tuple((option, chance.randrange(9)) for option in options))  # fmt: skip
    if draw < 0.07:
        place = f"https://maps.google.com/?q=-7.4{chance.randrange(99999):05d},109.2{chance.randrange(99999):05d}"
        return Happening(number, moment, "location", person, place if chance.random() < 0.8 else "")
    if draw < 0.075:
        return Happening(number, moment, "contact", person, f"Kontak Contoh {chance.randrange(500)}")
    text = _sentence(chance)
    if chance.random() < 0.08:
        text += "\n" + "\n".join(_more_lines(chance, moment, last=last))
    if chance.random() < 0.02:
        text += f" @{{{chance.randrange(members)}}}"
    if chance.random() < 0.005:
        text = f"{chance.choice(_SCRIPTS)} {text}"
    change = None
    if draw > 0.985:
        after = number + chance.randrange(1, 400)
        change = Change("edited", after, text + " (ralat)") if draw > 0.99 else Change("deleted", after, "")
    return Happening(number, moment, "text", person, text, change=change)


def _more_lines(chance, moment, *, last):
    lines = chance.sample(_SECOND_LINES, chance.randrange(1, 4))
    day = moment + timedelta(days=chance.randrange(3, 20))
    parts = {"d": f"{day:%d}", "m": f"{day:%m}", "y": f"{day:%Y}", "yy": f"{day:%y}"}
    draw = chance.random()
    if draw < 0.15:
        lines.insert(0, chance.choice(_DATED_LINES).format(**parts))
    elif draw < 0.16 and not last:
        # An agenda in the very form of an Indonesian Android header.
        lines.insert(0, f"{parts['d']}/{parts['m']}/{parts['yy']} 09.00 - Pembukaan")
    while not lines[-1]:
        lines[-1] = "-"
    return lines
