"""Finding areas by name and path while a person types, with one slip of the finger allowed.

Every word must begin a word of the area's own name or of a name above it, and at least
one must be the area's own: "sokaraja banyumas" finds the district, not every village of
Banyumas. After a comma come only names above: "Banyumas, Banyumas". A word such as
"desa" or "kab." says what kind of area the next word names. The database is asked for
ranges of words only, so SQLite and PostgreSQL give the same areas in the same order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from string import ascii_lowercase, digits
from typing import NamedTuple

from rembug.areas.models import CODE, Area, AreaToken, Kind, Level
from rembug.areas.names import words

MOST_WORDS = 8
MOST_RESPELLINGS = 6
LETTERS = ascii_lowercase + digits
KIND_WORDS = {
    "desa": {Kind.VILLAGE, Kind.CUSTOMARY_VILLAGE},
    "ds": {Kind.VILLAGE, Kind.CUSTOMARY_VILLAGE},
    "kelurahan": {Kind.WARD},
    "kel": {Kind.WARD},
    "kecamatan": {Kind.DISTRICT},
    "kec": {Kind.DISTRICT},
    "distrik": {Kind.DISTRICT},
    "kabupaten": {Kind.REGENCY},
    "kab": {Kind.REGENCY},
    "kota": {Kind.CITY},
    "provinsi": {Kind.PROVINCE},
    "propinsi": {Kind.PROVINCE},
    "prov": {Kind.PROVINCE},
}
PROVINCES = {
    "sumut": "12", "sumbar": "13", "sumsel": "16", "babel": "19", "kepri": "21", "dki": "31", "jabar": "32",
    "jateng": "33", "diy": "34", "jatim": "35", "ntb": "52", "ntt": "53", "kalbar": "61", "kalteng": "62",
    "kalsel": "63", "kaltim": "64", "kaltara": "65", "sulut": "71", "sulteng": "72", "sulsel": "73", "sultra": "74",
    "sulbar": "76", "malut": "82",
}  # fmt: skip
WHOLE = (0, 0)  # no slip, the whole name
MEANT = (0, 0, 0)  # and only whole words of the names above
_CODE = re.compile(r"\d{2}(\.\d{2}){0,2}(\.\d{0,4})?")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    kind_word: str | None = None  # "kab" in "kab banyumas"
    above: bool = False  # stood after a comma: names an area above the one that is sought


class Hit(NamedTuple):
    """How a word met an area's own name."""

    exact: bool
    words: int
    length: int


@dataclass
class Search:
    """One search: what was asked, and the answers of the database so far."""

    limit: int
    level: int | None = None
    within: str | None = None
    _hits: dict[str, dict[str, Hit]] = field(default_factory=dict)

    def answer(self, text: str) -> list[str]:
        """The codes of the areas found, best first."""
        found = self._found(text)
        return sorted(found, key=found.__getitem__)[: self.limit]

    def whole(self, text: str) -> list[str]:
        """The codes of those whose whole name, and whole names above it, were said."""
        found = self._found(text)
        return sorted((code for code, place in found.items() if place[:3] == MEANT), key=found.__getitem__)

    def _found(self, text: str) -> dict[str, tuple]:
        for attempt in _readings(text):
            if found := self._ranked(attempt, [self._hits_of(word) for word in attempt]):
                break
        else:
            found, attempt = {}, next(_readings(text), [])
        # Who typed a whole name right does not want its neighbours.
        if attempt and len(found) < self.limit and not any(place[:2] == WHOLE for place in found.values()):
            found = {**self._with_a_slip(attempt), **found}
        if not found and attempt:
            found = self._with_other_spaces(attempt)
        return found

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        return vocabulary()

    def _ranked(self, attempt: list[Word], hits: list[dict[str, Hit]], slips: int = 0) -> dict[str, tuple]:
        """Every area that all words meet, with its place in the ranking: fewer slips first."""
        found: dict[str, tuple] = {}
        rarest = min(hits, key=len)
        for code in chain.from_iterable(own for word, own in zip(attempt, hits, strict=True) if not word.above):
            # Cheaply first: most areas that meet a frequent word do not meet the rarest one.
            if not (code in rarest or code[:8] in rarest or code[:5] in rarest or code[:2] in rarest):
                continue
            if code not in found and self._wanted(code) and (place := _place(code, attempt, hits)):
                found[code] = (slips, *place)
        return found

    def _wanted(self, code: str) -> bool:
        return (self.level is None or code.count(".") + 1 == self.level) and (
            self.within is None or code == self.within or code.startswith(f"{self.within}.")
        )

    def _hits_of(self, word: Word) -> dict[str, Hit]:
        hits = self._beginning(word.text)
        if word.text in PROVINCES:
            hits = {PROVINCES[word.text]: Hit(True, 1, len(word.text)), **hits}
        return self._of_kind(word, hits)

    def _of_kind(self, word: Word, hits: dict[str, Hit]) -> dict[str, Hit]:
        """Only those of the kind said before the word, or so called: "kota baru" is the city Baru, or "Kota Baru"."""
        if not word.kind_word:
            return hits
        so_called = self._called([word.kind_word])
        kinds = KIND_WORDS[word.kind_word]
        return {code: hit for code, hit in hits.items() if _kind(code) in kinds or code in so_called}

    def _beginning(self, text: str) -> dict[str, Hit]:
        """The areas in whose own name a word begins with ``text``; for one or two letters only few."""
        if text not in self._hits:
            levels = Level.values if len(text) > 2 else [Level.PROVINCE, Level.REGENCY]
            tokens = AreaToken.objects.filter(level__in=levels, token__gte=text)
            if after := _after(text):
                tokens = tokens.filter(token__lt=after)
            self._hits[text] = _collect(tokens, whole=text)
            if len(text) < 3:
                self._hits[text].update(self._called([text]))
        return self._hits[text]

    def _called(self, tokens: Iterable[str]) -> dict[str, Hit]:
        """The areas that have one of these whole words in their own name."""
        return _collect(AreaToken.objects.filter(level__in=Level.values, token__in=tokens), whole=None)

    def _with_a_slip(self, attempt: list[Word]) -> dict[str, tuple]:
        """As ``_ranked``, one word being one slip (a letter too many, missing, wrong, or two swapped) off."""
        hits = [self._hits_of(word) for word in attempt]
        # The slip is hardly ever in a word that is one: those are tried only when the others give nothing.
        for known in (False, True):
            found: dict[str, tuple] = {}
            for position, word in enumerate(attempt):
                others = [*hits[:position], *hits[position + 1 :]]
                if len(word.text) < 4 or not all(others) or (word.text in self.vocabulary) != known:
                    continue
                near = [token for token in self.vocabulary.near(word.text) if not token.startswith(word.text)]
                if near:
                    tried = [*hits[:position], self._of_kind(word, self._called(near)), *hits[position + 1 :]]
                    found = {**self._ranked(attempt, tried, slips=1), **found}
            if found:
                break
        return found

    def _with_other_spaces(self, attempt: list[Word]) -> dict[str, tuple]:
        """As ``_ranked``, with two words written as one, or one as two: "karang kedawung", "sokarajatengah"."""
        for tried in islice(_respelled(attempt, self.vocabulary), MOST_RESPELLINGS):
            if found := self._ranked(tried, [self._hits_of(word) for word in tried], slips=1):
                return found
        return {}


class Vocabulary:
    """Every word of every name, in this process's memory: about 48,000 words, 6 MB."""

    def __init__(self, state):
        self.state = state
        self.tokens = sorted(set(AreaToken.objects.values_list("token", flat=True).iterator()))
        self.known = set(self.tokens)

    def __contains__(self, text: str) -> bool:
        return text in self.known

    def has_beginning(self, text: str) -> bool:
        place = bisect_left(self.tokens, text)
        return place < len(self.tokens) and self.tokens[place].startswith(text)

    def near(self, text: str) -> list[str]:
        """The words one slip away. Looking some 600 spellings up is far cheaper than comparing with every word."""
        return sorted({slip for slip in _slips(text) if slip in self.known})


def _slips(text: str) -> Iterator[str]:
    """Every text that one slip makes of this one: a letter missing, two swapped, one wrong, one too many."""
    for place in range(len(text) + 1):
        before, after = text[:place], text[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _respelled(attempt: list[Word], known: Vocabulary) -> Iterator[list[Word]]:
    for position, word in enumerate(attempt):
        before, rest = attempt[:position], attempt[position + 1 :]
        if rest and not rest[0].kind_word:
            yield [*before, Word(word.text + rest[0].text, word.kind_word, word.above), *rest[1:]]
        for cut in range(2, len(word.text) - 1):
            if word.text[:cut] in known and known.has_beginning(word.text[cut:]):
                halves = [Word(word.text[:cut], word.kind_word, word.above), Word(word.text[cut:], None, word.above)]
                yield [*before, *halves, *rest]


_vocabulary: Vocabulary | None = None


def vocabulary() -> Vocabulary:
    """The words as they are in the database now; read again when the newest row is another one."""
    global _vocabulary
    state = AreaToken.objects.order_by("-pk").values_list("pk", "token", "area_id").first()
    if _vocabulary is None or _vocabulary.state != state:
        _vocabulary = Vocabulary(state)
    return _vocabulary


def search(text: str, *, limit: int = 10, level: int | None = None, within: str | None = None) -> list[Area]:
    """The areas in force that ``text`` names, best first: the whole name before its beginning, higher levels first.

    ``text`` may also be a dotted code or its beginning. ``level`` and ``within`` (a code)
    narrow the answer. From three letters on everything is searched, below that only
    whole words, provinces and regencies. At most seven statements, usually two or three.
    """
    text = text.strip()
    if _CODE.fullmatch(text):
        codes = _by_code(text.rstrip("."), limit, level, within)
    else:
        codes = Search(limit, level, within).answer(text)
    areas = Area.objects.in_bulk(codes)
    return [areas[code] for code in codes]


def named(text: str, *, level: int | None = None, within: str | None = None) -> list[Area]:
    """The areas in force whose whole name is said, with whole words of names above it: one is an answer."""
    codes = Search(1, level, within).whole(text)
    areas = Area.objects.in_bulk(codes)
    return [areas[code] for code in codes]


def _by_code(code: str, limit: int, level: int | None, within: str | None) -> list[str]:
    areas = Area.objects.filter(valid_to=None)
    if re.fullmatch(CODE, code):
        areas = areas.filter(code__range=(code, f"{code}.99.99.9999"))
    else:  # the last part is still being typed
        areas = areas.within(code.rpartition(".")[0]).filter(code__startswith=code)
    if level:
        areas = areas.filter(level=level)
    if within:
        areas = areas.filter(code__range=(within, f"{within}.99.99.9999"))
    return list(areas.order_by("level", "code").values_list("code", flat=True)[:limit])


def _readings(text: str) -> Iterator[list[Word]]:
    """The ways to understand what was typed, the likeliest first."""
    read: list[Word] = []
    kind_word = None
    for part_number, part in enumerate(text.split(",")):
        for word in words(part):
            if word in KIND_WORDS and kind_word is None:
                kind_word = word
            else:
                read.append(Word(word, kind_word, bool(part_number and read)))
                kind_word = None
    read = read[:MOST_WORDS]
    if kind_word and not read:
        yield [Word(kind_word)]
        return
    if kind_word:  # "bogor kota"
        yield [Word(word.text, word.kind_word or (kind_word if not place else None), word.above)
               for place, word in enumerate(read)]  # fmt: skip
    if read:
        yield read
    # "sokaraja keca": the word that says the kind is still being typed.
    if len(read) > 1 and any(word.startswith(read[-1].text) for word in KIND_WORDS):
        yield read[:-1]


def _place(code: str, attempt: list[Word], hits: list[dict[str, Hit]]) -> tuple | None:
    """Where an area stands among those found; None when a word meets neither its name nor one above it."""
    above = [code[:end] for end in (8, 5, 2) if end < len(code)]
    own: list[Hit] = []
    begun_above = 0
    used: set[tuple[str, str]] = set()
    for word, hit_by in zip(attempt, hits, strict=True):
        # A word that is said twice means two areas: "Kedunggede, Banyumas, Banyumas".
        if not word.above and code in hit_by and (word.text, code) not in used:
            own.append(hit_by[code])
            used.add((word.text, code))
            continue
        higher = [each for each in above if each in hit_by and (word.text, each) not in used]
        if not higher:
            return None
        used.add((word.text, higher[0]))
        begun_above += not any(hit_by[each].exact for each in higher)
    if not own:
        return None
    whole_words = all(hit.exact for hit in own)
    likeness = 0 if whole_words and len(own) >= own[0].words else 1 if whole_words else 2
    return likeness, begun_above, -len(own), len(above) + 1, own[0].length, code


def _collect(tokens, whole: str | None) -> dict[str, Hit]:
    """The areas of these rows. A word is met exactly when it is ``whole``; with None, always."""
    found: dict[str, Hit] = {}
    for token, code, count, length in tokens.values_list("token", "area_id", "words", "length"):
        exact = whole is None or token == whole
        if exact or code not in found:
            found[code] = Hit(exact, count, length)
    return found


def _kind(code: str) -> Kind:
    """The kind of area that a code says by itself."""
    match code.count("."):
        case 0:
            return Kind.PROVINCE
        case 1:
            return Kind.CITY if code[3] >= "7" else Kind.REGENCY
        case 2:
            return Kind.DISTRICT
    return {"1": Kind.WARD, "2": Kind.VILLAGE}.get(code[9], Kind.CUSTOMARY_VILLAGE)


def _after(text: str) -> str:
    """The first word after all those that begin with ``text``, in every collation; "" when there is none."""
    kept = text.rstrip("z")
    if not kept:
        return ""
    last = "a" if kept[-1] == "9" else chr(ord(kept[-1]) + 1)
    return kept[:-1] + last
