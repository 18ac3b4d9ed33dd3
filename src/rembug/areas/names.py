"""How names of areas are compared: in small letters, without accents, apostrophes and punctuation. No Django."""

import re
import unicodedata

_APART = re.compile(r"[^a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a name or of what a person typed.

    >>> words("Ma'rang / Koto-Baru II")
    ['marang', 'koto', 'baru', 'ii']
    """
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return [word for word in _APART.split(plain.replace("'", "").replace("`", "")) if word]
