"""How well questions find their passages: recall, reciprocal rank and time, on questions with known answers."""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from django.utils.translation import gettext as _

from rembug.search import fts5, index

DEPTH = 10
Rank = Callable[[str], list[int]]


class BadLine(ValueError):
    """A line of the file is not a passage or a question; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the passages that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class TestSet:
    """Passages in their order, and questions about them."""

    __test__ = False  # for pytest: this is no test class

    passages: dict[str, str]
    questions: list[Question]


@dataclass(frozen=True, slots=True)
class Report:
    """Shares are 0 to 1, times milliseconds of one question, analysis included."""

    engine: str
    passages: int
    questions: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr_at_10: float
    median_ms: float
    p95_ms: float

    def as_dict(self) -> dict[str, str | int | float]:
        """For JSON."""
        return asdict(self)


def load(paths: Iterable[Path]) -> TestSet:
    """The passages and questions of JSON lines files, mixed in any order.

    BadLine for a line that is neither, OSError for a file that cannot be read.
    """
    passages: dict[str, str] = {}
    questions: list[tuple[str, Question]] = []
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            for number, line in enumerate(file, 1):
                where = _("%(file)s, line %(line)d") % {"file": path, "line": number}
                if line.strip():
                    _read(line, where, passages, questions)
    for where, question in questions:
        if unknown := sorted(question.relevant - passages.keys()):
            raise BadLine(_("%(where)s: there is no passage %(id)s.") % {"where": where, "id": unknown[0]})
    if not passages or not questions:
        raise BadLine(_("At least one passage and one question are needed."))
    return TestSet(passages, [question for _where, question in questions])


def _read(line: str, where: str, passages: dict[str, str], questions: list[tuple[str, Question]]) -> None:
    try:
        row = json.loads(line.encode("utf-8", "surrogateescape"))
    except ValueError as problem:
        raise BadLine(_("%(where)s: not JSON (%(problem)s).") % {"where": where, "problem": problem}) from None
    match row:
        case {"passage_id": str() | int() as key, "text": str() as text}:
            if str(key) in passages:
                raise BadLine(_("%(where)s: passage %(id)s is there twice.") % {"where": where, "id": key})
            passages[str(key)] = text
        case {"question": str() as text, "relevant": [_, *_] as keys} if all(
            isinstance(key, str | int) for key in keys
        ):
            questions.append((where, Question(text, frozenset(map(str, keys)))))
        case _:
            raise BadLine(
                _('%(where)s: expected {"passage_id", "text"} or {"question", "relevant": [...]}.') % {"where": where}
            )


def evaluate(tests: TestSet, *, progress: Callable[[Iterable], Iterable] = iter) -> Report:
    """Ask the index, on the database in use, in a collection of its own that is gone afterwards."""
    name = f"evaluation:{uuid4().hex}"
    try:
        # Falling keys, so that among equals the passage that came first stands first.
        index.add(name, ((-place, text, ()) for place, text in enumerate(tests.passages.values())))

        def rank(question: str) -> list[int]:
            return [-hit.key for hit in index.search(name, question, limit=DEPTH).hits]

        return measure("rembug", tests, rank, progress=progress)
    finally:
        index.drop(name)


def evaluate_baseline(tests: TestSet, *, progress: Callable[[Iterable], Iterable] = iter) -> Report:
    """Ask SQLite's FTS5 with Snowball stems and an OR query, in memory. RuntimeError if this SQLite has no FTS5."""
    with fts5.Peer(tests.passages.values()) as peer:
        return measure("FTS5", tests, lambda question: peer.search(question, DEPTH), progress=progress)


def measure(engine: str, tests: TestSet, rank: Rank, *, progress: Callable[[Iterable], Iterable] = iter) -> Report:
    """The report on an engine that gives, best first, the places of passages in the test set."""
    keys = list(tests.passages)
    rank(tests.questions[0].text)  # the first question pays for what is remembered afterwards
    times, ranks = [], []
    for question in progress(tests.questions):
        begin = time.perf_counter()
        found = rank(question.text)
        times.append((time.perf_counter() - begin) * 1000)
        ranks.append(_first(question.relevant, [keys[place] for place in found]))
    count = len(ranks)
    return Report(
        engine=engine,
        passages=len(keys),
        questions=count,
        recall_at_1=_share(ranks, 1),
        recall_at_5=_share(ranks, 5),
        recall_at_10=_share(ranks, 10),
        mrr_at_10=sum(1 / place for place in ranks if place) / count,
        median_ms=statistics.median(times),
        p95_ms=sorted(times)[min(count - 1, int(0.95 * count))],
    )


def _first(relevant: frozenset[str], found: Sequence[str]) -> int | None:
    """The rank, from 1, of the first relevant passage found."""
    return next((place for place, key in enumerate(found, 1) if key in relevant), None)


def _share(ranks: Sequence[int | None], depth: int) -> float:
    """The share of questions with an answer among the first `depth`."""
    return sum(place is not None and place <= depth for place in ranks) / len(ranks)
