"""The words the analyser knows by heart, of village administration, association life and group chats.

They stand in `words/*.txt`, lower case, where they can be read and added to by anyone who knows the language;
a line that begins with # is a remark.
"""

from pathlib import Path


def _lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


# Words that are whole as they stand, and the goal of taking affixes off.
ROOTS = frozenset(word for line in _lines("roots") for word in line)

# Words that carry no subject.
STOP_WORDS = frozenset(word for line in _lines("stop_words") for word in line)

# Words whose affixes mislead even with the roots -> the term.
EXCEPTIONS = dict(_lines("exceptions"))

# What people type -> the words they mean.
ABBREVIATIONS = {short: tuple(words) for short, *words in _lines("abbreviations")}

# Words with a doubled vowel of their own, for when somebody holds a key down: "maaaf" is "maaf", "siaaap" is "siap".
DOUBLED = frozenset({"keadaan", "maaf", "manfaat", "pemanfaatan", "saat", "taat"})
