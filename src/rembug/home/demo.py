"""The demo association: eighteen invented village secretaries of Sokaraja, a year of meetings, a group chat.

Everything goes through the same verbs as the pages. Nobody and nothing in it is real but
the names of the villages. The same seed gives the same association.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from rembug.areas.models import Area
from rembug.events.models import Event, EventKind, Method, Reply, Series
from rembug.messaging import imports, outbox
from rembug.messaging.labels import suggest
from rembug.messaging.models import Chat, Import, OutboxMessage
from rembug.messaging.whatsapp_export.synthetic import Happening, history, people
from rembug.messaging.whatsapp_export.synthetic_views import View
from rembug.organizations.models import Membership, Organization, OrganizationKind, Role, RoleKind
from rembug.people.models import Consent, ConsentText, Person, Post, PostKind, Purpose

DISTRICT = "33.02.19"
NAME = "FOKUSS Sokaraja (contoh)"
PASSWORD = "rembug-contoh"  # noqa: S105 -- of invented people, printed when the demo starts
MEMBERS_OF_THE_GROUP = 36
MESSAGES = 4_000
SITTING = 12  # messages of one conversation
ROLES = {0: RoleKind.CHAIR, 1: RoleKind.SECRETARY, 2: RoleKind.TREASURER, 3: RoleKind.OFFICER, 4: RoleKind.OFFICER}

SUBJECTS = [
    ("Penyusunan rancangan APB Desa", "Setiap desa membawa rancangan APB Desa untuk dibaca bersama."),
    ("Pengisian buku administrasi", "Contoh buku register yang rapi dibagikan dari desa ke desa."),
    ("Laporan realisasi", "Kaur Keuangan dan Sekdes mencocokkan angka sebelum laporan dikirim."),
    ("Data desa dan aplikasi", "Akun lama diserahterimakan bila operator berganti."),
    ("Aset desa", "Inventaris diperiksa di lapangan, bukan hanya di berkas."),
    ("Naskah peraturan desa", "Dasar hukum disusun berurutan dan diperiksa berdua."),
]
TASKS = [
    "Mengirim daftar hadir dan notulen ke semua anggota",
    "Menyiapkan contoh format untuk pertemuan berikutnya",
    "Menghubungi narasumber dari kecamatan",
    "Mengumpulkan pertanyaan dari grup",
    "Memeriksa berkas dua desa tetangga",
    "Mencetak modul pelatihan",
]


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as somebody of the demo."""

    name: str
    role: str
    phone: str


def is_loaded() -> bool:
    return Organization.objects.filter(name=NAME).exists()


def sign_ins() -> list[SignIn]:
    """The chair and a member without office, with the phone numbers to sign in by."""
    members = Membership.objects.filter(organization__name=NAME).select_related("person").order_by("pk")
    chair, *_others, plain = members
    return [
        SignIn(chair.person.name, RoleKind.CHAIR.label, chair.person.written_phone),
        SignIn(plain.person.name, "", plain.person.written_phone),
    ]


def load(seed: int = 1, told: Callable[[str], None] = lambda step: None) -> None:
    """Load the demo into an empty database; ``told`` hears each step. About half a minute with all areas."""
    chance = random.Random(seed)
    told("areas")
    call_command("areas", "load", verbosity=0)
    told("members")
    with transaction.atomic():
        association = _association()
        members = _members(association)
    told("meetings")
    _year_of_meetings(association, members, chance)
    told("chat")
    chat = _chat(association, seed)
    _match_senders(chat, members)
    told("notifications")
    while outbox.fill():
        pass
    # What a year of use would have left unread is not news, and the demo sends no mail.
    OutboxMessage.objects.exclude(rule__startswith="event").update(read_at=timezone.now())
    OutboxMessage.objects.filter(channel="email").update(sent_at=timezone.now())


def _association() -> Organization:
    return Organization.found(
        name=NAME,
        kind=OrganizationKind.ASSOCIATION,
        area=Area.objects.get(code=DISTRICT),
        description="Forum Komunikasi Sekretaris Desa. Contoh: semua orang di sini rekaan.",
        by=None,
    )


def _members(association: Organization) -> list[Person]:
    """One secretary for each village, joined two years ago, with a phone, mostly with an e-mail address."""
    since = timezone.localdate() - timedelta(days=730)
    found = []
    villages = list(Area.objects.within(DISTRICT))
    for number, (invented, village) in enumerate(zip(people(len(villages)), _by_name(villages), strict=True)):
        given = invented.push_name.split()[0]
        person = Person.objects.create_user(
            name=f"{given} (contoh)",
            phone=invented.phone.replace(" ", "").replace("-", ""),
            phone_verified_at=timezone.now(),
            email=f"{given.lower()}@contoh.invalid" if number % 4 else None,
            password=PASSWORD,
            is_invented=True,
        )
        membership = Membership.join(association, person, area=village, by=None)
        Membership.objects.filter(pk=membership.pk).update(since=since)
        membership.since = since
        if kind := ROLES.get(number):
            Role.give(membership, kind, since=since + timedelta(days=30), by=None)
        Post.take_up(
            person,
            kind=PostKind.VILLAGE_SECRETARY,
            area=village,
            since=since - timedelta(days=200 * (number % 7)),
            by=person,
        )
        Consent.give(person, ConsentText.objects.current(Purpose.MEMBERSHIP), by=person)
        found.append(person)
    return found


def _by_name(villages: list[Area]) -> list[Area]:
    """In the order in which the invented people of the chat get them."""
    return sorted(villages, key=lambda village: village.name)


def _year_of_meetings(association: Organization, members: list[Person], chance: random.Random) -> None:
    chair, secretary = members[0], members[1]
    today = timezone.localdate()
    zone = timezone.get_default_timezone()

    def at(day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), zone)

    common = {
        "organization": association,
        "time_zone": association.area.time_zone,
        "area": association.area,
        "chaired_by": chair,
        "minutes_by": secretary,
    }
    villages = list(Area.objects.within(DISTRICT))
    first = _first_monday(today.year - 1, today.month)
    series = Series.begin(
        by=chair,
        villages=villages,
        title="Pertemuan rutin",
        kind=EventKind.ROUTINE_MEETING,
        place="Aula Kecamatan Sokaraja",
        recurrence="FREQ=MONTHLY;BYDAY=1MO",
        starts_at=at(first, 9),
        duration=timedelta(hours=3),
        **common,
    )
    special = [
        (300, EventKind.TRAINING, "Pelatihan penatausahaan keuangan desa", "Balai Desa Sokaraja Kulon"),
        (210, EventKind.SOCIALISATION, "Sosialisasi Indeks Desa", "Aula Kecamatan Sokaraja"),
        (120, EventKind.INCIDENTAL_MEETING, "Pertemuan insidental: pergantian operator", "Balai Desa Klahang"),
        (60, EventKind.VISIT, "Konsultasi pendamping desa dari kecamatan lain", "Balai Desa Wiradadi"),
        (-10, EventKind.TRAINING, "Pelatihan menulis notulen", "Balai Desa Karangduren"),
    ]
    for days, kind, title, place in special:
        start = at(today - timedelta(days=days), 13)
        Event.schedule(
            by=chair, villages=villages, kind=kind, title=title, place=place,
            starts_at=start, ends_at=start + timedelta(hours=3), **common,
        )  # fmt: skip
    series.plan_ahead()
    past = Event.objects.filter(organization=association, ends_at__lt=timezone.now()).order_by("starts_at")
    for number, event in enumerate(past):
        _hold(event, number, members, chance)
    for event in Event.objects.filter(organization=association).upcoming()[:2]:
        event.invite_members(by=chair)
        for person in chance.sample(members, 9):
            event.reply(person, chance.choice([Reply.COMING, Reply.COMING, Reply.MAYBE, Reply.NOT_COMING]), by=person)


def _hold(event: Event, number: int, members: list[Person], chance: random.Random) -> None:
    """Attendance, agenda, minutes, decisions and tasks of a past event."""
    chair, secretary = members[0], members[1]
    subject, remark = SUBJECTS[number % len(SUBJECTS)]
    for title in ("Pembukaan", subject, "Lain-lain dan penutup"):
        event.add_agenda_item(by=secretary, title=title)
    for person in members:
        if chance.random() < 0.8:
            event.attend(person, by=secretary, method=Method.LIST)
    if event.kind == EventKind.TRAINING:
        event.attend_as_guest("Rukmini (contoh)", by=secretary, method=Method.LIST, post="Narasumber kecamatan")
    event.attendances.update(arrived_at=event.starts_at + timedelta(minutes=5))
    text = (
        f"## 1. Pembukaan\n\nKetua membuka pertemuan dan membacakan notulen yang lalu.\n\n"
        f"## 2. {subject}\n\n{remark} Anggota saling menanggapi dan menyepakati langkah berikutnya.\n\n"
        f"## 3. Lain-lain dan penutup\n\nPertemuan ditutup dengan doa."
    )
    event.write_minutes(text, by=secretary, revision=0)
    decision = event.decide(f"{subject}: setiap desa menyiapkan bahan dan saling memeriksa.", by=secretary)
    held_on = event.starts_at.date()
    for offset in range(2):
        owner = chance.choice(members)
        due = held_on + timedelta(days=chance.choice([10, 14, 21]))
        task = event.assign(
            TASKS[(2 * number + offset) % len(TASKS)], owner=owner, due_on=due, by=secretary, decision=decision
        )
        if due < timezone.localdate() - timedelta(days=20) or chance.random() < 0.3:
            done = due - timedelta(days=chance.randrange(5)) if chance.random() < 0.85 else due + timedelta(days=3)
            task.complete(by=owner, done_on=min(done, timezone.localdate()))
    minutes = event.minutes
    minutes.submit(by=secretary)
    if event.ends_at < timezone.now() - timedelta(days=25):
        minutes.approve(by=chair, revision=minutes.revision)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _sittings(happenings: Iterator[Happening], chance: random.Random) -> Iterator[Happening]:
    """The same conversation spread over a year: some minutes of talk, then hours of quiet."""
    start = datetime.combine(timezone.localdate() - timedelta(days=365), time(7))
    step = timedelta(days=364) / (MESSAGES // SITTING)
    moment = start
    for index, happening in enumerate(happenings):
        sitting, place = divmod(index, SITTING)
        if place == 0:
            slot = start + step * sitting
            moment = max(moment, datetime.combine(slot.date(), time(7 + chance.randrange(13), chance.randrange(60))))
        moment += timedelta(seconds=chance.randrange(20, 240))
        yield happening._replace(sent_at=moment)


def _chat(association: Organization, seed: int) -> Chat:
    """Write the export of an invented group and import it as a member would."""
    view = View("android_id", members=MEMBERS_OF_THE_GROUP)
    chance = random.Random(seed)
    told = _sittings(history(MESSAGES, seed, members=MEMBERS_OF_THE_GROUP), chance)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "Chat WhatsApp dengan Forum Sekdes Sokaraja.txt"
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(view.lines(told))
        with path.open("rb") as content:
            stored = imports.keep_export(content, path.name)
    chair = association.memberships.order_by("pk").first().person
    chat = Chat.objects.of_name(imports.chat_name_of(path.name), association, by=chair)
    one = Import.objects.ask(chat, stored, by=chair)
    while one.is_open:
        imports.run_next()
        one.refresh_from_db()
    return chat


def _match_senders(chat: Chat, members: list[Person]) -> None:
    """The chair confirms what is suggested, as on the page."""
    known = {
        row.person_id: (row.person.name, row.person.phone or "", row.area.name)
        for row in chat.organization.memberships.select_related("person", "area")
    }
    by_key = {person.pk: person for person in members}
    for sender in chat.senders.all():
        if found := suggest([sender.name], known):
            sender.match(by_key[found], by=members[0])
