"""How phones export one history: wording, clock, names and cuts, with what a reader must find."""

import re
from collections import Counter
from typing import NamedTuple

from .synthetic import people

_MENTION = re.compile(r"@\{(\d+)\}")
_LRM = "\u200e"

_WORDS = {
    "id": {
        "encrypted": "Pesan dan panggilan terenkripsi secara end-to-end. Hanya orang di chat ini yang bisa membaca, "
        "mendengarkan, atau membagikannya. Pelajari selengkapnya.",
        "created": '{actor} membuat grup "{old}"',
        "added": "{actor} menambahkan {other}",
        "joined": "{actor} bergabung menggunakan tautan undangan grup ini",
        "left": "{actor} keluar",
        "removed": "{actor} mengeluarkan {other}",
        "subject": '{actor} mengubah subjek dari "{old}" menjadi "{new}"',
        "description": "{actor} mengubah deskripsi grup",
        "icon": "{actor} mengubah ikon grup ini",
        "number_changed": "{actor} mengganti nomor teleponnya ke nomor baru. Ketuk untuk mengirim pesan atau "
        "menambahkan nomor baru.",
        "security_code": "Kode keamanan Anda dengan {actor} berubah. Ketuk untuk mempelajari selengkapnya.",
        "pinned": "{actor} menyematkan pesan",
        "disappearing": "{actor} menyalakan pesan sementara. Pesan baru akan hilang dari chat ini 90 hari setelah "
        "dikirim.",
        "you": "Anda",
        "omitted": "<Media tidak disertakan>",
        "attached": "{name} (file terlampir)",
        "ios_omitted": "{thing} tidak disertakan",
        "ios_attached": "<terlampir: {name}>",
        "things": {
            "image": "gambar", "video": "video", "audio": "audio", "sticker": "stiker", "gif": "GIF",
            "document": "dokumen", "contact": "Kartu kontak",
        },
        "deleted": "Pesan ini dihapus",
        "edited": "<Pesan ini diedit>",
        "poll": "POLLING:",
        "option": "OPSI: {option} ({votes} suara)",
        "location": "lokasi: {link}",
        "live": "Lokasi terkini dibagikan",
        "view_once": "Anda menerima pesan sekali lihat. Untuk privasi tambahan, pesan hanya dapat dibuka di "
        "telepon Anda.",
    },
    "en": {
        "encrypted": "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or "
        "share them. Learn more.",
        "created": '{actor} created group "{old}"',
        "added": "{actor} added {other}",
        "joined": "{actor} joined using this group's invite link",
        "left": "{actor} left",
        "removed": "{actor} removed {other}",
        "subject": '{actor} changed the group name from "{old}" to "{new}"',
        "description": "{actor} changed the group description",
        "icon": "{actor} changed this group's icon",
        "number_changed": "{actor} changed their phone number to a new number. Tap to message or add the new number.",
        "security_code": "Your security code with {actor} changed. Tap to learn more.",
        "pinned": "{actor} pinned a message",
        "disappearing": "{actor} turned on disappearing messages. New messages will disappear from this chat 90 days "
        "after they're sent.",
        "you": "You",
        "omitted": "<Media omitted>",
        "attached": "{name} (file attached)",
        "ios_omitted": "{thing} omitted",
        "ios_attached": "<attached: {name}>",
        "things": {
            "image": "image", "video": "video", "audio": "audio", "sticker": "sticker", "gif": "GIF",
            "document": "document", "contact": "Contact card",
        },
        "deleted": "This message was deleted",
        "edited": "<This message was edited>",
        "poll": "POLL:",
        "option": "OPTION: {option} ({votes} votes)",
        "location": "location: {link}",
        "live": "live location shared",
        "view_once": "You received a view once message. For added privacy, you can only open it on your phone.",
    },
}  # fmt: skip
_FILES = {
    "image": "IMG-{day}-WA{n:04d}.jpg", "video": "VID-{day}-WA{n:04d}.mp4", "audio": "PTT-{day}-WA{n:04d}.opus",
    "sticker": "STK-{day}-WA{n:04d}.webp", "gif": "VID-{day}-WA{n:04d}.mp4", "document": "Berkas {n}.pdf",
}  # fmt: skip


class Style(NamedTuple):
    """How a phone writes. `header` is a strftime format, and the clock may have twelve hours."""

    platform: str
    language: str
    header: str
    twelve_hours: bool = False

    @property
    def ios(self):
        return self.platform == "ios"


STYLES = {
    "android_id": Style("android", "id", "{t:%d/%m/%y %H.%M} - "),
    "ios_id": Style("ios", "id", "[{t:%d/%m/%y, %H.%M.%S}] "),
    "android_en": Style("android", "en", "{t.month}/{t.day}/{t:%y}, {hour}:{t:%M}\u202f{t:%p} - ", True),
    "ios_en": Style("ios", "en", "[{t.month}/{t.day}/{t:%y}, {hour}:{t:%M:%S}\u202f{t:%p}] ", True),
}


class Expected(NamedTuple):
    """What a reader must find for one happening in one view."""

    happening: int
    sent_at: object
    sender: str | None
    kind: str
    text: str
    attachment: str | None
    edited: bool
    system_event: str | None
    person: int | None


class View:
    """One member's phone.

    `names` chooses how it saved the others: "saved", "short" (saved without the
    colon in one name), "numbers", "push" or "mixed". It exports the happenings before number `until`, of which it keeps
    the newest `keep`; changes that came later it does not know. `with_media`
    exports name the files.
    """

    def __init__(self, style, *, owner=0, names="saved", keep=None, until=None, with_media=False, members=91):
        self.style = STYLES[style] if isinstance(style, str) else style
        self.words = _WORDS[self.style.language]
        self.owner = owner
        self.keep = keep
        self.until = until
        self.with_media = with_media
        self.group = "Forum Sekdes: Sokaraja"
        self._people = people(members)
        self._shown = [self._name(person, names) for person in self._people]

    def _name(self, person, names):
        way = names if names != "mixed" else ("short", "numbers", "push")[person.number % 3]
        if names == "saved" and person.number % 13 == 5:
            way = "push" if self.style.ios else "numbers"
        if way == "numbers":
            # Androids write some numbers with hyphens and spaces that do not break.
            return person.phone.replace("-", "\u2011").replace(" ", "\u00a0") if person.number % 2 else person.phone
        if way == "push":
            return f"~\u202f{person.push_name}" if self.style.ios else f"~ {person.push_name}"
        return person.name if way == "saved" else person.name.replace(":", "")

    def label(self, number):
        """The name of a person as a reader must give it."""
        return self._shown[number].replace("\u2011", "-").replace("\u00a0", " ").replace("\u202f", " ")

    def selected(self, history):
        """The happenings this phone exports, of a history given as a sequence or, without cuts, a stream."""
        if self.until is not None:
            history = [happening for happening in history if happening.number < self.until]
        if self.keep is not None:
            history = list(history)[-self.keep :]
        return history

    def lines(self, history):
        """The file in pieces of text, one for each happening."""
        end = "\r\n" if self.style.ios else "\n"
        for happening in self.selected(history):
            yield self._line(happening).replace("\n", end) + end

    def expected(self, history):
        for happening in self.selected(history):
            yield self._expected(happening)

    def _line(self, happening):
        moment = happening.sent_at
        header = self.style.header.format(t=moment, hour=moment.hour % 12 or 12)
        body = self._body(happening, raw=True)
        if happening.kind == "system":
            if not self.style.ios:
                return f"{header}{body}"
            actor = self.group if happening.event == "encrypted" else self._shown[happening.details[0]]
            return f"{header}{actor}: {_LRM}{body}"
        mark = _LRM if self.style.ios and self._is_whatsapps_own(happening) else ""
        lead = _LRM if mark and body.startswith("<") else ""
        return f"{lead}{header}{self._shown[happening.person]}: {mark}{body}"

    def _is_whatsapps_own(self, happening):
        return happening.kind in ("media", "poll", "location", "contact") or self._change(happening) == "deleted"

    def _change(self, happening):
        change = happening.change
        if change is None or (self.until is not None and self.until <= change.after):
            return None
        return change.kind

    def _body(self, happening, *, raw):
        words, kind = self.words, happening.kind
        change = self._change(happening)
        if kind == "system":
            return self._system(happening, raw=raw)
        if change == "deleted":
            return words["deleted"]
        if kind == "text":
            text = happening.change.text if change == "edited" else happening.text
            text = self._with_mentions(text, raw=raw)
            return f"{text} {_LRM if self.style.ios else ''}{words['edited']}" if change and raw else text
        if kind == "media":
            return self._media(happening)
        if kind == "poll":
            options = [words["option"].format(option=option, votes=votes) for option, votes in happening.details]
            if raw and self.style.ios:
                options = [_LRM + option for option in options]
            return "\n".join([words["poll"], happening.text, *options])
        if kind == "location":
            return words["location"].format(link=happening.text) if happening.text else words["live"]
        if self.style.ios and not self.with_media:
            return words["ios_omitted"].format(thing=words["things"]["contact"])
        return self._attached(f"{happening.text}.vcf", happening)

    def _system(self, happening, *, raw):
        if not happening.details:
            return self.words[happening.event]
        actor, old = happening.details[:2]
        new, other = happening.details[2:] if len(happening.details) == 4 else ("", 0)
        text = self.words[happening.event].format(
            actor=self._member(actor), old=old, new=new, other=self._member(other)
        )
        return text if raw else text.replace("\u2011", "‑").replace("\u2068", "").replace("\u2069", "")

    def _member(self, number):
        if number == self.owner:
            return self.words["you"]
        name = self._shown[number]
        return f"\u2068{name}\u2069" if name.startswith("+") else name

    def _with_mentions(self, text, *, raw):
        def mention(match):
            name = self._shown[int(match[1])].removeprefix("~ ").removeprefix("~\u202f")
            return f"@\u2068{name}\u2069" if raw else f"@{name}"

        return _MENTION.sub(mention, text) if "@{" in text else text

    def _file(self, happening):
        sort = happening.details[0]
        name = _FILES[sort].format(day=f"{happening.sent_at:%Y%m%d}", n=happening.number)
        return f"{happening.number % 10**8:08d}-{name}" if self.style.ios else name

    def _media(self, happening):
        words, caption = self.words, happening.text
        sort = happening.details[0]
        if sort == "view_once":
            return words["view_once"] if self.style.ios else "null"
        if self.style.ios:
            if self.with_media:
                return f"{caption} {_LRM}{self._attached(self._file(happening), happening)}".lstrip()
            thing = words["ios_omitted"].format(thing=words["things"][sort])
            return f"{caption} {_LRM}{thing}" if caption else thing
        first = self._attached(self._file(happening), happening) if self.with_media else words["omitted"]
        return f"{first}\n{caption}" if caption else first

    def _attached(self, name, happening):
        if self.style.ios:
            name = name if name[8:9] == "-" else f"{happening.number % 10**8:08d}-{name}"
            return self.words["ios_attached"].format(name=name)
        return self.words["attached"].format(name=name)

    def _expected(self, happening):
        kind = "deleted" if self._change(happening) == "deleted" else happening.kind
        moment = happening.sent_at if self.style.ios else happening.sent_at.replace(second=0)
        text = self._body(happening, raw=False)
        attachment = None
        if kind == "media":
            text = happening.text
            if self.with_media and happening.details[0] != "view_once":
                attachment = self._file(happening)
        elif kind == "contact":
            text = ""
            if self.with_media or not self.style.ios:
                attachment = f"{happening.text}.vcf"
                if self.style.ios:
                    attachment = f"{happening.number % 10**8:08d}-{attachment}"
        elif kind == "deleted" or (kind == "location" and not happening.text):
            text = ""
        return Expected(
            happening.number,
            moment,
            None if kind == "system" else self.label(happening.person),
            kind,
            text,
            attachment,
            kind == "text" and self._change(happening) == "edited",
            happening.event,
            None if kind == "system" else happening.person,
        )


def counts(expected):
    """The summary that a reader must give for these."""
    found = Counter()
    senders = Counter()
    for record in expected:
        found["system" if record.kind == "system" else "messages"] += 1
        found["edited"] += record.edited
        if record.kind not in ("text", "system"):
            found[record.kind] += 1
        if record.sender is not None:
            senders[record.sender] += 1
    return found, senders
