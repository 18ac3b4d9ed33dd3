"""WhatsApp's own words in an export, Indonesian and English, and some of other languages."""

import re
from functools import lru_cache

# Event, words of which the pattern needs one (a set is quicker than twenty
# patterns), pattern. A name may stand before or after any of these verbs, so they
# are searched for, in this order: a subject may quote the words of every other event.
_EVENTS = (
    (
        "encrypted",
        "enkripsi terenkripsi encrypted encryption",
        r"Pesan dan (?:panggilan|telepon) .*enkripsi|Pesan (?:yang dikirim )?ke (?:grup|chat) ini\b.*"
        r"enkripsi|kini (?:diamankan dengan|ter)\s?enkripsi"
        r"|(?:[Mm]essages and calls|[Mm]essages (?:you send )?to this (?:group|chat)).*"
        r"end-to-end encr|end-to-end encrypted",
    ),
    (
        "subject",
        "subjek nama subject name",
        r"\b(?:mengubah|mengganti) (?:subjek|nama)(?: grup)?(?: ini)?"
        r"(?: (?:dari|menjadi|ke|jadi)\b|$)"
        r"|\bchanged (?:the (?:subject|group name)|this group's (?:subject|name))"
        r"(?: (?:from|to)\b|$)",
    ),
    (
        "description",
        "deskripsi description",
        r"\b(?:mengubah|menghapus|mengganti) deskripsi (?:grup|komunitas)"
        r"|\b(?:changed|deleted|removed|updated) the (?:group|community) description",
    ),
    (
        "icon",
        "ikon foto icon photo",
        r"\b(?:mengubah|menghapus|mengganti) (?:ikon|foto)(?: profil)? (?:grup|komunitas)"
        r"|\b(?:changed|deleted|removed) this (?:group|community)'s (?:icon|photo)"
        r"|\b(?:changed|deleted|removed) the group (?:icon|photo)",
    ),
    (
        "created",
        "membuat created",
        r"\bmembuat (?:grup|komunitas)\b|\bcreated (?:this )?(?:group|community)\b"
        r"|\bcreated the group\b",
    ),
    (
        "number_changed",
        "nomor diganti berganti phone changed",
        r"\bmengganti (?:nomor telepon|ke nomor baru)|\btelah (?:diganti|berganti) ke\b"
        r"|\bchanged (?:their|his|her) phone number|\bchanged to \+"
        r"|\bkini menggunakan nomor baru",
    ),
    ("security_code", "keamanan security", r"[Kk]ode keamanan\b.*(?:berubah|diubah)|[Ss]ecurity code\b.*changed"),
    (
        "disappearing",
        "sementara timer disappearing disappear hilang menghilang",
        r"[Pp]esan sementara|[Tt]imer pesan|[Dd]isappearing messages|[Mm]essage timer"
        r"|[Pp]esan baru akan (?:hilang|menghilang)|[Nn]ew messages will disappear",
    ),
    ("pinned", "menyematkan pinned", r"\bmenyematkan (?:sebuah )?pesan|\bpinned a message"),
    (
        "joined",
        "bergabung joined",
        r"\bbergabung (?:menggunakan|melalui|dari|dengan|via)\b|\bbergabung\.?$"
        r"|\bjoined (?:using|via|from|through)\b|\bjoined\.?$|\bjoined the (?:group|community)",
    ),
    ("requested", "bergabung requested", r"\bmeminta (?:untuk )?bergabung|\brequested to join"),
    (
        "admin",
        "admin",
        r"\b(?:sekarang|kini)(?: menjadi| adalah)? admin|\bbukan (?:lagi )?admin"
        r"|\b(?:is|are|'re) (?:now|no longer) (?:an |a )?(?:group )?admin|\byou're now an admin",
    ),
    (
        "settings",
        "setelan pengaturan mengizinkan membatasi settings persetujuan approval privasi privacy",
        r"\b(?:mengubah (?:setelan|pengaturan)|mengizinkan (?:hanya|semua|admin|anggota)|"
        r"membatasi)\b.*\b(?:grup|admin|anggota|pesan)|\bchanged (?:this group's|the group's|the) "
        r"settings|\bchanged this group's settings|\bturned o(?:n|ff) admin approval"
        r"|\bpersetujuan admin\b|[Pp]rivasi chat (?:tingkat )?lanjut|[Aa]dvanced chat privacy",
    ),
    ("contact", "kontak contact", r"\bkini menjadi kontak|\bis (?:now )?a contact\b"),
    (
        "call",
        "panggilan telepon call",
        r"^(?:Panggilan (?:suara|video)(?: grup)?|Telepon (?:suara|video))\b"
        r"|^(?:Missed |Silenced )?(?:[Gg]roup )?(?:[Vv]oice|[Vv]ideo) call\b"
        r"|^Panggilan (?:tak terjawab|grup)|\b(?:started a call|memulai panggilan)",
    ),
    ("business", "bisnis business", r"\b[Bb]isnis Anda\b|\bakun bisnis\b|\bbusiness account\b|\bYour business\b"),
    ("advertisement", "iklan ad", r"[Cc]hat ini dimulai dari iklan|started from an ad"),
    ("removed", "mengeluarkan dikeluarkan removed", r"\bmengeluarkan\b|\bdikeluarkan\b|\bremoved\b"),
    ("added", "menambahkan ditambahkan added", r"\bmenambahkan\b|\bditambahkan\b|\badded\b"),
    ("left", "keluar left", r"\bkeluar(?: dari grup)?\.?$|\bleft(?: the group)?\.?$"),
)
_EVENT_PATTERNS = tuple(
    (event, frozenset(words.split()), re.compile(pattern, re.S)) for event, words, pattern in _EVENTS
)
_EVENT_WORDS = frozenset().union(*(words for _event, words, _pattern in _EVENT_PATTERNS))
_LOWER_WORD = re.compile("[a-z]+")


@lru_cache(maxsize=8192)
def system_event(text):
    """The event a system line tells, or None when its wording is not known."""
    found = _EVENT_WORDS.intersection(_LOWER_WORD.findall(text.lower()))
    if not found:
        return None
    for event, words, pattern in _EVENT_PATTERNS:
        if not found.isdisjoint(words) and pattern.search(text):
            return event
    return None


# What stands between a name and the first ": " of a system line. A person may
# write the same words, so these only decide about the part before that ": ".
_VERB_BEFORE_COLON = re.compile(
    r"^Kode keamanan Anda dengan |^Your security code with "
    r"| (?:telah )?(?:(?:mengubah|mengganti) (?:subjek|nama)(?: grup)?(?: ini)? (?:dari|menjadi|ke|jadi) "
    r"|membuat (?:grup|komunitas) |menambahkan |mengeluarkan "
    r"|changed (?:the (?:subject|group name)|this group's (?:subject|name)) (?:from|to) "
    r"|created (?:group|community) |added |removed )"
)
_OPENING_QUOTE = {"“": "”", "«": "»", "„": "“", "「": "」"}


def opens_system_line(head):
    """Whether `head`, the part of a line before its first ": ", is a system line cut in two."""
    return bool(_VERB_BEFORE_COLON.search(head)) or has_open_quote(head)


def cuts_a_subject(head):
    """Whether `head` is a system line cut in two inside the quoted name of a group."""
    return has_open_quote(head) and bool(_VERB_BEFORE_COLON.search(head))


def has_open_quote(head):
    """Whether a quotation begins in `head` and does not end: names of groups stand in quotes."""
    if head.count('"') % 2:
        return True
    return any(
        opening in head and head.rfind(opening) > head.rfind(closing) for opening, closing in _OPENING_QUOTE.items()
    )


_NAMES_IN_SYSTEM_LINE = (
    re.compile(r"(?:\bmenambahkan|\bmengeluarkan|\badded|\bremoved) (?P<name>.+)$"),
    re.compile(
        r"^(?P<name>.+?) (?:telah )?(?:menambahkan|mengeluarkan|keluar$|bergabung|mengubah|mengganti|added|removed"
        r"|left$|joined|changed)\b"
    ),
)


def names_in_system_line(text):
    """Names of members that a system line of known wording tells, as far as they can be cut out."""
    return [match["name"].strip() for pattern in _NAMES_IN_SYSTEM_LINE if (match := pattern.search(text))]


EDITED = re.compile(
    r"<(?:Pesan ini (?:telah )?diedit|This message was edited|Mesej ini telah diedit"
    r"|Se editó este mensaje\.?|Diese Nachricht wurde bearbeitet\.?|Ce message a été modifié"
    r"|Mensagem editada|Dit bericht is bewerkt)>\u200e?\s*$"
)

DELETED = re.compile(
    r"(?:Pesan ini (?:telah )?dihapus(?: oleh admin\b.*)?|Pesan (?:telah )?dihapus oleh admin\b.*"
    r"|Anda (?:telah )?menghapus pesan ini(?: sebagai admin)?"
    r"|(?:This message was|You) deleted(?: this message)?(?: as admin)?(?: by admin\b.*)?"
    r"|Admin .+ (?:menghapus pesan ini|deleted this message)"
    r"|Se eliminó este mensaje|Eliminaste este mensaje|Diese Nachricht wurde gelöscht"
    r"|Ce message a été supprimé|Mensagem apagada|Dit bericht is verwijderd"
    r"|Mesej ini telah dipadam)\.?"
)

MEDIA_OMITTED = frozenset(
    {
        "<media tidak disertakan>",
        "<media omitted>",
        "<pesan video tidak disertakan>",
        "<video note omitted>",
        "<catatan video tidak disertakan>",
        "<media tidak disertakan >",
        "<pesan suara sekali lihat tidak disertakan>",
        "<view once voice message omitted>",
        "<multimedia omitido>",
        "<archivo omitido>",
        "<mídia oculta>",
        "<arquivo de mídia oculto>",
        "<ficheiro não revelado>",
        "<medien ausgeschlossen>",
        "<media weggelaten>",
        "<médias omis>",
        "<fichier omis>",
        "<media omessi>",
        "<media diabaikan>",
        "<medya dahil edilmedi>",
        "<без медиафайлов>",
        "<تم استبعاد الوسائط>",
        "<忽略多媒體檔>",
        "<省略多媒体文件>",
        "<メディアなし>",
        "<미디어 파일 제외됨>",
        "<ไฟล์สื่อถูกลบ>",
        "null",
    }
)

# Most of all placeholders, to be told at once.
USUAL_PLACEHOLDERS = frozenset({"<Media tidak disertakan>", "<Media omitted>", "null"})

# Known on iPhones: the thing's name, then "omitted". A caption or a document's
# title may stand before it.
OMITTED_THING = re.compile(
    r"^(?P<caption>(?:.*\n)*?(?:.*[ \n\u200e])?)\u200e?(?P<thing>gambar|foto|video|audio|stiker|GIF|dokumen"
    r"|[Pp]esan [Vv]ideo|[Cc]atatan [Vv]ideo|[Kk]artu [Kk]ontak|image|photo|sticker|document"
    r"|[Vv]ideo note|[Vv]ideo message|[Cc]ontact card) (?:tidak disertakan|omitted)$",
    re.I,
)

ATTACHED_IOS = re.compile(
    r"\u200e?<(?:terlampir|attached|dilampirkan|dilampir|adjunto|anexado|pièce jointe|Anhang|bijgevoegd"
    r"|allegato|eklendi|прикреплено|المُرفق|附件|添付ファイル|첨부됨|แนบ): (?P<name>[^\n>]+)>"
)
# After the name of a file.
ATTACHED_ANDROID = tuple(
    f" ({words})"
    for words in (
        "file terlampir",
        "file attached",
        "fail dilampirkan",
        "archivo adjunto",
        "archivo adjuntado",
        "arquivo anexado",
        "Datei angehängt",
        "fichier joint",
        "bestand bijgevoegd",
        "file allegato",
        "файл добавлен",
        "dosya ekli",
        "الملف مرفق",
        "文件附件",
        "附件檔案",
        "添付ファイル有り",
        "파일 첨부됨",
        "ไฟล์ที่แนบ",
    )
)
DOCUMENT_PAGES = re.compile(r" • \u200e?\d+ \w+\s*$")

LOCATION = re.compile(
    r"^(?:lokasi|location|ubicación|localização|Standort|posizione|localisation|locatie"
    r"|местоположение|الموقع|konum|位置)\s?: https?://(?:www\.)?(?:maps\.google\.\w|google\.\w+/maps)"
    r"|^[^\n]{0,200}: https?://(?:www\.)?foursquare\.com/v/[^\n]*$",
    re.I | re.M,
)
LIVE_LOCATION = frozenset(
    {
        "lokasi terkini dibagikan",
        "live location shared",
        "lokasi langsung dibagikan",
        "berbagi lokasi terkini",
        "live location omitted",
        "lokasi terkini tidak disertakan",
    }
)

POLL = re.compile(
    r"^(?:POLL|POLLING|JAJAK PENDAPAT|PEMUNGUTAN SUARA):[ \t]*\n"
    r"|^[^\W\d]+(?: [^\W\d]+)?:[ \t]*\n[^\n]+(?:\n[^\W\d]+: [^\n]* \(\d+ \w+\)){2,}$"
)
POLL_OPTION = re.compile(r"^(?:OPTION|OPSI|PILIHAN|[^\W\d]+): (?P<option>.*?)(?: \(\d+ \w+\))?$", re.M)

VIEW_ONCE = re.compile(
    r"^(?:You (?:received|sent) a view once|Anda (?:menerima|mengirim) (?:pesan|foto|video|pesan suara)"
    r" sekali (?:lihat|buka)|View once)"
)
UNAVAILABLE = re.compile(r"^(?:Waiting for this message|Menunggu pesan ini|This message can.t be displayed)")

INDONESIAN = re.compile(
    r"tidak disertakan|terlampir|Pesan ini (?:telah )?d(?:ihapus|iedit)|Pesan dan (?:panggilan|telepon)"
    r"|menggunakan tautan undangan| - [^:\n]+ (?:menambahkan|mengeluarkan|membuat grup|mengubah subjek)"
    r" |lokasi: https|OPSI: "
)
ENGLISH = re.compile(
    r"omitted|<attached: |\(file attached\)|This message was (?:deleted|edited)|Messages and calls are"
    r"|invite link| - [^:\n]+ (?:added|removed|created group|changed the (?:subject|group name))"
    r" |location: https|OPTION: "
)
