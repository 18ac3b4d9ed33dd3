"""How fast and how well areas are found: ``python benchmarks/areas_search.py [--villages 400] [--seed 1]``.

Needs the whole list (``rembug areas load``) in the database that DATABASE_URL or
REMBUG_DATA_DIR names. Takes random villages and types the beginning of their name, the
name with the regency, and the same with one random slip (a letter missing, too many,
wrong, or two swapped) in the name. Prints milliseconds (warm; by the clock, and of this
process's CPU where others are busy too) and how often the village was among the first.
"""

import argparse
import os
import random
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembug.config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402 -- after the set-up

from rembug.areas.models import Area, Level  # noqa: E402
from rembug.areas.search import search  # noqa: E402


def slip(name: str, chance: random.Random) -> str:
    """The name with one slip of the finger between or on its letters; spaces are not hit."""
    places = [place for place in range(len(name) - 1) if name[place].isalpha() and name[place + 1].isalpha()]
    place = chance.choice(places)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        ]
    )


def measure(title: str, queries: list[tuple[str, str]], first: int | None = None) -> None:
    """Run the queries, each with the code it is to find, and print one line."""
    took, cpu, found = [], [], 0
    for text, code in queries:
        start, start_cpu = time.perf_counter(), time.process_time()
        areas = search(text, limit=10)
        took.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - start_cpu) * 1000)
        found += code in [area.code for area in areas[: first or 10]]
    line = (
        f"{title:28} median {statistics.median(took):5.1f} ms  p95 {p95(took):5.1f} ms  p95 of CPU {p95(cpu):5.1f} ms"
    )
    print(line + (f"  recall@{first} {found / len(queries):6.1%}" if first else ""))


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--villages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    codes = list(Area.objects.filter(level=Level.VILLAGE, valid_to=None).values_list("code", flat=True))
    villages = list(Area.objects.filter(code__in=chance.sample(codes, options.villages)))
    regency = dict(Area.objects.filter(level=Level.REGENCY).values_list("code", "name"))
    print(f"{connection.vendor}, {len(codes)} villages, {len(villages)} of them asked for, seed {options.seed}")
    search("pemanasn mesin")
    for letters in (3, 4, 6):
        measure(f"first {letters} letters", [(one.name[:letters], one.code) for one in villages])
    with_regency = [(one.name, regency[one.code[:5]], one.code) for one in villages]
    measure("name and regency", [(f"{name} {above}", code) for name, above, code in with_regency], 3)
    long_enough = [(name, above, code) for name, above, code in with_regency if len(name.split()[0]) > 3]
    measure("one slip, name and regency", [(f"{slip(n, chance)} {a}", code) for n, a, code in long_enough], 10)
    measure("one slip, name alone", [(slip(n, chance), code) for n, _above, code in long_enough], 10)
    measure("two words of 3 letters", [(f"{n[:3]} {a[:3]}", code) for n, a, code in with_regency])


if __name__ == "__main__":
    main()
