"""The body of a message: what kind of thing it is, without WhatsApp's marks and placeholders."""

import re

from . import wording

_MENTION = re.compile("@\u2068([^\u2068\u2069\n]*)\u2069")
_EMBEDDED = re.compile("[\u202a\u202d]([^\u202a-\u202e\n]*)\u202c")
_ISOLATED_NAME = re.compile("\u2068([^\u2068\u2069\n]*)\u2069")
_LEADING_MARK = re.compile("^[\u200e\u200f]+", re.M)
_BEFORE_PLACEHOLDER = re.compile("\u200e(?=<|\\d+ (?:votes?|suara)\\))")
_PAGES_MARK = re.compile("(?<=• )\u200e|\u200e(?=(?:document|dokumen) )")

_BLANK = " \n\u200e"

# Cheap tests that let most messages pass without looking closer; `describe`
# decides about the rest.
SUSPICIOUS_HEADS = frozenset(
    {
        "POLL", "JAJA", "PEMU", "null", "loka", "Loka", "LOKA", "loca", "Loca", "live", "Live", "berb",
        "Berb", "Pesa", "Anda", "This", "You ", "Admi", "View", "Menu", "Wait", "Se e", "Elim", "Dies",
        "Ce m", "Mens", "Dit ", "Mese", "ubic", "Stan", "posi",
    }
)  # fmt: skip
SUSPICIOUS_ENDS = frozenset({"", ">", ")", "\n"})


def clean(text):
    """The text without the marks WhatsApp adds; marks a person typed stay."""
    if text.isascii():
        return text
    if "\u2068" in text:
        text = _MENTION.sub(r"@\1", text)
    if "\u202a" in text or "\u202d" in text:
        text = _EMBEDDED.sub(r"\1", text)
    if "\u200e" in text or "\u200f" in text:
        text = _BEFORE_PLACEHOLDER.sub("", text)
        text = _PAGES_MARK.sub("", text)
        text = _LEADING_MARK.sub("", text)
    return text


def mentions(raw):
    """The names a raw text mentions: WhatsApp isolates each after its @."""
    return tuple(dict.fromkeys(_MENTION.findall(raw))) if "\u2068" in raw else ()


def clean_system(text):
    """A system line without marks: names in it stand between isolates."""
    return clean(_ISOLATED_NAME.sub(r"\1", text))


def describe(raw):
    """`(kind, text, attachment, edited)` of a message's body.

    Placeholders ("<Media omitted>", "This message was deleted") become an empty
    text, because they differ from phone to phone; polls and locations keep
    their lines as exported.
    """
    if raw in wording.USUAL_PLACEHOLDERS:
        return "media", "", None, False
    edited = False
    if raw[-1:] in ">\u200e" and (mark := wording.EDITED.match(raw, raw.rfind("<"))):
        raw, edited = raw[: mark.start()].rstrip(_BLANK), True
    text = clean(raw)
    kind, text, attachment = _kind(text)
    return kind, text, attachment, edited


def _kind(text):
    first, _, rest = text.partition("\n")
    if first.lower() in wording.MEDIA_OMITTED:
        return "media", rest, None
    if wording.DELETED.fullmatch(text):
        return "deleted", "", None
    if first.endswith(wording.ATTACHED_ANDROID):
        name = first.rpartition(" (")[0]
        return _attachment_kind(name), rest, name
    if "<" in text and (match := wording.ATTACHED_IOS.search(text)):
        name = match["name"].strip()
        caption = (text[: match.start()].rstrip(_BLANK) + "\n" + text[match.end() :].strip()).strip()
        return _attachment_kind(name), _without_title(caption, name), name
    if (text.endswith(("tidak disertakan", "omitted"))) and (match := wording.OMITTED_THING.match(text)):
        if match["thing"].lower() in ("kartu kontak", "contact card"):
            return "contact", match["caption"].strip(_BLANK), None
        return _omitted(match["caption"].strip(_BLANK))
    if text.lower() in wording.LIVE_LOCATION:
        return "location", "", None
    if "https://" in text and wording.LOCATION.search(text):
        return "location", text, None
    if first.rstrip()[-1:] == ":" and wording.POLL.match(text):
        return "poll", text, None
    if wording.VIEW_ONCE.match(text):
        return "media", "", None
    return "text", text, None


def _attachment_kind(name):
    return "contact" if name.lower().endswith(".vcf") else "media"


def _omitted(caption):
    """An iPhone names an omitted document by its title: `Title.pdf • 7 pages document omitted`."""
    pages = wording.DOCUMENT_PAGES.search(caption)
    if pages:
        return "media", "", caption[: pages.start()].strip()
    return "media", caption, None


def _without_title(caption, name):
    """The caption without the document's title, which repeats the file's name."""
    shortened = wording.DOCUMENT_PAGES.sub("", caption)
    stored = re.sub(r"^\d{8}-", "", name)
    return "" if shortened == stored else (shortened if shortened != caption else caption)
