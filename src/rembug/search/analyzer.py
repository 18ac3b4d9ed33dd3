"""From Indonesian text, as people type it in chats, to the terms that the index stores.

Pure functions of their arguments; results per word are remembered, so that text costs little once its words
are known. Terms are lower case and contain letters and digits alone.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable
from itertools import chain

import Stemmer

from rembug.search.lexicon import ABBREVIATIONS, DOUBLED, EXCEPTIONS, ROOTS, STOP_WORDS

# A token: an amount with thousands ("Rp2.022.200"), or letters and digits with marks, hyphens or apostrophes inside.
TOKEN = re.compile(
    r"(?:[Rr][Pp])?\d{1,3}(?:\.\d{3})++(?!\d)|[^\W_]++(?:[-'\u0300-\u036f\u2010\u2011\u2019\u02bc]++[^\W_]++)*+[\u0300-\u036f]*+"
)
LONGEST = 40  # code points of one term; what is longer is cut, so that no pasted noise fills the vocabulary
REMEMBERED = 200_000  # words; real text has fewer, and a flood of noise must not fill the memory

_HYPHEN = re.compile(r"[-\u2010\u2011]")
_APOSTROPHE = re.compile(r"['\u2019\u02bc]")
_NOT_TERM = re.compile(r"[\W_]")
_AMOUNT = re.compile(r"(?:rp)?(\d{1,3}(?:\.\d{3})+)")
_HELD_KEY = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"([^\W\d_]{3,})2(?:nya|an)?")
_PARTICLES = ("lah", "kah", "tah", "pun")
_POSSESSIVES = ("nya", "ny", "ku", "mu")
_SUFFIXES = ("kan", "an", "i", "in")
# Prefix -> the letters that it may have swallowed ("" none): menetapkan = men + (t)etap + kan.
_PREFIXES = (
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("ber", ("",)),
    ("per", ("", "r")),
    ("ter", ("", "r")),
    ("me", ("",)),
    ("pe", ("",)),
    ("be", ("",)),
    ("te", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("ny", ("s",)),
    ("ng", ("", "k")),
    ("n", ("t",)),
)
_ANY_PREFIX = tuple(prefix for prefix, _ in _PREFIXES)
_snowball = Stemmer.Stemmer("indonesian", 0)  # without a cache of its own: words are remembered below
_lock = threading.Lock()


def terms(text: str) -> list[str]:
    """All terms of a text in their order, stop words included."""
    return list(chain.from_iterable(map(_analyses.__getitem__, TOKEN.findall(text))))


def query_terms(text: str) -> list[str]:
    """The distinct terms to look for, in the order typed: without stop words, unless there is nothing else."""
    words = TOKEN.findall(text)
    content = dict.fromkeys(chain.from_iterable(map(_content.__getitem__, words)))
    return list(content) or list(dict.fromkeys(terms(text)))


def highlight(text: str, query: str, also: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Where the words of `text` stand that answer `query`: (start, end) in code points, in order, not overlapping.

    `also` adds terms that the index took for misspelt ones (`Results.terms`).
    """
    wanted = {*query_terms(query), *also}
    return [match.span() for match in TOKEN.finditer(text) if not wanted.isdisjoint(_analyses[match.group()])]


def stem(word: str) -> str:
    """The term of one lower-case word: its known root, else what the Snowball stemmer makes of it."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if word in ROOTS or word in STOP_WORDS:
        return word
    for plain in _without(word, _PARTICLES, _POSSESSIVES):
        if plain in EXCEPTIONS:
            return EXCEPTIONS[plain]
        if plain in ROOTS or (plain in STOP_WORDS and len(plain) > 3):
            return plain
    root = _root(word)
    if root:
        return root
    return _snowball.stemWord(word) if word.isalpha() else word


def _without(word: str, *endings: tuple[str, ...]) -> list[str]:
    """The word without one ending of each group, the last group first taken off before those in front of it."""
    found = [word]
    for group in endings:
        found += [
            form[: -len(end)] for form in found for end in group if form.endswith(end) and len(form) > len(end) + 2
        ]
    return found[1:]


def _root(word: str) -> str | None:
    """The longest known root that affixes make into `word`; the first in the alphabet of equally long ones."""
    candidates = {form for form in [word, *_without(word, _PARTICLES, _POSSESSIVES)] if len(form) > 3}
    candidates |= {form for whole in list(candidates) for form in _without(whole, _SUFFIXES)}
    reached = set(candidates)
    for _ in range(3):
        candidates = {
            letter + form[len(prefix) :]
            for form in candidates
            if form.startswith(_ANY_PREFIX)
            for prefix, letters in _PREFIXES
            if form.startswith(prefix) and len(form) >= len(prefix) + 2
            for letter in letters
        } - reached
        reached |= candidates
    known = {form for form in reached if len(form) > 2 and (form in ROOTS or form in EXCEPTIONS)}
    if not known:
        return None
    best = min(known, key=lambda form: (-len(form), form))
    return EXCEPTIONS.get(best, best)


def _plain(token: str) -> str:
    """Compatibility forms folded (fancy letters of phones included), lower case, no apostrophes."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", token).casefold())
    return _APOSTROPHE.sub("", folded)


def _shortened(word: str) -> str:
    """The word without keys held down: "siaaap" is "siap", "maaaf" is "maaf"."""
    if not _HELD_KEY.search(word):
        return word
    twice = _HELD_KEY.sub(r"\1\1", word)
    return twice if twice in DOUBLED else _HELD_KEY.sub(r"\1", word)


def _words(part: str) -> tuple[str, ...]:
    """The full words that one typed word stands for."""
    word = _shortened(part)
    doubled = _TWICE.fullmatch(word)
    if doubled:
        word = doubled.group(1)
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    for ending in _POSSESSIVES:
        if word.endswith(ending) and word[: -len(ending)] in ABBREVIATIONS and len(word) > len(ending) + 2:
            return ABBREVIATIONS[word[: -len(ending)]]
    return (word,)


def _analyse(plain: str, stop_words: frozenset[str]) -> tuple[str, ...]:
    amount = _AMOUNT.fullmatch(plain)
    if amount:
        return (amount.group(1).replace(".", ""),)
    parts = [part for part in (_NOT_TERM.sub("", part) for part in _HYPHEN.split(plain)) if part]
    if len(parts) > 1 and "".join(parts) in EXCEPTIONS:
        parts = ["".join(parts)]
    found: list[str] = []
    for part in parts:
        stems = [stem(word)[:LONGEST] for word in _words(part) if word not in stop_words]
        # A doubled word is one word: "desa-desa", "undang-undang", "tolong-menolong".
        if stems != found[-len(stems) :]:
            found += stems
    return tuple(found)


class _Analyses(dict[str, tuple[str, ...]]):
    """Word as typed -> its terms."""

    def __init__(self, stop_words: frozenset[str] = frozenset()) -> None:
        self._stop_words = stop_words
        self._plain: dict[str, tuple[str, ...]] = {}

    def __missing__(self, token: str) -> tuple[str, ...]:
        with _lock:  # the Snowball object keeps a buffer of its own
            if len(self) >= REMEMBERED:
                self.clear()
                self._plain.clear()
            plain = _plain(token)
            found = self._plain.get(plain)
            if found is None:
                found = self._plain[plain] = _analyse(plain, self._stop_words)
            self[token] = found
        return found


_analyses = _Analyses()
_content = _Analyses(STOP_WORDS)
