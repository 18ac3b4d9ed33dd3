"""Index a million synthetic short messages and search them: CPU seconds, bytes, milliseconds.

    DATABASE_URL=sqlite:///big.sqlite3 python benchmarks/search_million.py [--messages N] [--no-peer]

Runs on the database that DATABASE_URL names, in an index of its own that it removes again. The vocabulary is
synthetic: 60,000 words drawn by Zipf's law, with Indonesian affixes, facets for sender, kind and month. Beside
it the same messages in SQLite FTS5 (contentless, stems of the same analyser, OR query ranked by bm25).
"""

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembug.config.settings")

NAME = "benchmark:messages"
WORDS = 60_000
BATCH = 5_000


def vocabulary(chance: random.Random) -> list[str]:
    """Words of Indonesian shape, the most frequent first: stop words, then domain words, then invented ones."""
    from rembug.search.lexicon import ROOTS, STOP_WORDS

    syllables = [
        first + vowel + last for first in "bcdghjklmnprstw" for vowel in "aiueo" for last in ("", "n", "r", "s", "ng")
    ]
    common = [*chance.sample(sorted(STOP_WORDS), 150), *chance.sample(sorted(ROOTS), 800)]
    words = dict.fromkeys(common)
    while len(words) < WORDS:
        root = "".join(chance.choices(syllables, k=chance.choice((2, 2, 3))))
        words.update(dict.fromkeys((root, f"di{root}", f"{root}nya")))
    return list(words)[:WORDS]


def messages(count: int, seed: int = 1):
    """(key, text, facets) of synthetic messages, 1 to 40 words long, 9 in the middle."""
    chance = random.Random(seed)
    numbers = np.random.default_rng(seed)
    words = vocabulary(chance)
    weights = 1 / (np.arange(1, WORDS + 1) + 2.7) ** 1.05
    chances = np.cumsum(weights / weights.sum())
    for start in range(1, count + 1, BATCH):
        size = min(BATCH, count + 1 - start)
        lengths = np.clip(numbers.lognormal(2.2, 0.6, size), 1, 40).astype(int)
        drawn = np.searchsorted(chances, numbers.random(int(lengths.sum())))
        picked = [words[at] for at in np.minimum(drawn, WORDS - 1).tolist()]
        senders = numbers.zipf(1.3, size) % 91
        ends = np.cumsum(lengths)
        for at in range(size):
            text = " ".join(picked[ends[at] - lengths[at] : ends[at]])
            month = (start + at) * 36 // (count + 1)
            kind = "media" if at % 11 == 0 else "text"
            yield (
                start + at,
                text.capitalize(),
                (f"sender:{senders[at]}", f"kind:{kind}", f"month:{2024 + month // 12}-{month % 12 + 1:02}"),
            )


def queries(count: int, words: list[str], chance: random.Random) -> list[str]:
    """Questions of 3 to 8 content words, as frequent in questions as they are in messages, and some stop words."""
    content = words[150:8_000]
    weights = [1 / (place + 150) for place in range(len(content))]
    return [
        " ".join([*chance.choices(words[:150], k=3), *chance.choices(content, weights, k=chance.randint(3, 8))])
        for _ in range(count)
    ]


def measure(title: str, ask, asked: list) -> None:
    times = []
    mark = cpu()
    for one in asked:
        begin = time.perf_counter()
        ask(one)
        times.append((time.perf_counter() - begin) * 1000)
    spent = (cpu() - mark) * 1000 / len(asked)
    high = statistics.quantiles(times, n=20)[-1]
    print(f"{title:40} median {statistics.median(times):7.2f} ms   p95 {high:7.2f} ms   mean CPU {spent:7.2f} ms")


def cpu() -> float:
    return time.process_time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import Count, Sum
    from django.db.models.functions import Length

    from rembug.search import index, snapshot
    from rembug.search.models import Block, Segment

    call_command("migrate", verbosity=0)
    print(f"{options.messages:,} messages on {connection.vendor}")
    index.drop(NAME)
    batch: list = []
    spent = generated = 0.0
    began = time.perf_counter()
    mark = cpu()
    source = messages(options.messages)
    while True:
        mark = cpu()
        batch = [message for _, message in zip(range(BATCH), source, strict=False)]
        generated += cpu() - mark
        if not batch:
            break
        mark = cpu()
        index.add(NAME, batch)
        spent += cpu() - mark
    wall = time.perf_counter() - began
    mine = Segment.objects.filter(index__name=NAME)
    shape = mine.aggregate(segments=Count("id"))
    size = Block.objects.filter(segment__in=mine).aggregate(bytes=Sum(Length("data")), blocks=Count("id"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"analyse and index: {spent:.1f} CPU s (generator {generated:.1f}, all {wall:.1f} s wall), peak {peak:.0f} MB"
    )
    print(f"{shape['segments']} segments, {size['blocks']} blocks, {size['bytes'] / 1e6:.1f} MB")

    chance = random.Random(7)
    words = vocabulary(random.Random(1))
    asked = queries(options.queries, words, chance)
    snapshot.memory.clear()
    measure("first search of a process", lambda one: index.search(NAME, one), asked[:2])
    measure("3-8 content words (cold blocks)", lambda one: index.search(NAME, one), asked)
    measure("3-8 content words (again)", lambda one: index.search(NAME, one), asked)
    measure("the same, one sender", lambda one: index.search(NAME, one, facets=["sender:12"]), asked)
    measure(
        "the same, media of one month",
        lambda one: index.search(NAME, one, facets=["kind:media", "month:2025-03"]),
        asked,
    )
    measure("one of the 30 commonest content words", lambda one: index.search(NAME, one), words[150:180])
    misspelt = [" ".join(word[:-2] + word[-1] for word in one.split() if len(word) > 3) for one in asked]
    measure("every word misspelt", lambda one: index.search(NAME, one), misspelt[:50])
    measure("facets alone", lambda one: index.search(NAME, "", facets=[f"sender:{one}"]), list(range(1, 60)))
    mark = cpu()
    index.compact(NAME)
    print(f"compact: {cpu() - mark:.1f} CPU s, {mine.count()} segments")
    measure("3-8 content words (compact)", lambda one: index.search(NAME, one), asked)
    measure("3-8 content words (compact, again)", lambda one: index.search(NAME, one), asked)
    index.drop(NAME)
    if not options.no_peer:
        peer(options, asked)


def peer(options: argparse.Namespace, asked: list[str]) -> None:
    """The same with SQLite FTS5, contentless, on stems of the same analyser."""
    import sqlite3

    from rembug.search.analyzer import query_terms, terms

    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(f"{folder}/peer.sqlite3")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE VIRTUAL TABLE peer USING fts5(body, content='', tokenize='unicode61')")
        spent = 0.0
        source = messages(options.messages)
        while batch := [message for _, message in zip(range(BATCH), source, strict=False)]:
            mark = cpu()
            with database:
                database.executemany(
                    "INSERT INTO peer(rowid, body) VALUES (?, ?)",
                    [(key, " ".join(terms(text))) for key, text, _ in batch],
                )
            spent += cpu() - mark
        size = database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
        print(f"FTS5 {sqlite3.sqlite_version}: analyse and index {spent:.1f} CPU s, {size / 1e6:.1f} MB")

        def ask(one: str) -> list:
            words = " OR ".join(f'"{term}"' for term in query_terms(one))
            return database.execute(
                "SELECT rowid FROM peer WHERE peer MATCH ? ORDER BY bm25(peer), rowid DESC LIMIT 10", (words,)
            ).fetchall()

        measure("FTS5, 3-8 content words", ask, asked[:60])
        database.close()


if __name__ == "__main__":
    main()
