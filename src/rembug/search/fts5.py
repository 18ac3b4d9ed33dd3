"""The peer to compare with: SQLite's FTS5 as one would set it up for Indonesian in an afternoon.

Words stemmed by Snowball, bm25, an OR of all words of the question.
"""

import re
import sqlite3
from collections.abc import Iterable
from types import TracebackType

import Stemmer

_WORD = re.compile(r"\w+")


class Peer:
    """Texts in an FTS5 table in memory; they are named by their place. RuntimeError without FTS5."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stemmer = Stemmer.Stemmer("indonesian")
        self._database = sqlite3.connect(":memory:")
        try:
            self._database.execute("CREATE VIRTUAL TABLE text USING fts5(body, content='', tokenize='unicode61')")
        except sqlite3.OperationalError as problem:
            raise RuntimeError(str(problem)) from problem
        rows = ((place, " ".join(self._stems(text))) for place, text in enumerate(texts))
        self._database.executemany("INSERT INTO text(rowid, body) VALUES (?, ?)", rows)

    def _stems(self, text: str) -> list[str]:
        return self._stemmer.stemWords(_WORD.findall(text.lower()))

    def search(self, question: str, limit: int) -> list[int]:
        """The places of the best texts, best first."""
        words = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(self._stems(question)))
        if not words:
            return []
        statement = "SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text), rowid LIMIT ?"
        return [row[0] for row in self._database.execute(statement, (words, limit))]

    def __enter__(self) -> "Peer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
