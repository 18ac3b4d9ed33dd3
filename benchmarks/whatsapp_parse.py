"""Read an invented group chat: CPU seconds, messages a second and memory.

    python benchmarks/whatsapp_parse.py [--records N] [--style android_id] [--runs 3] [--file EXPORT]

Writes a synthetic export (or takes yours) and reads it with each engine in a process of
its own, so that the memory is that engine's: the floor (see each line), one regular
expression per line, and the reader with its survey. The best of the runs is printed:
CPU seconds rise with what else the machine does. The counts are compared with the truth.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from rembug.messaging.whatsapp_export import read
from rembug.messaging.whatsapp_export.synthetic import history
from rembug.messaging.whatsapp_export.synthetic_views import STYLES, View, counts

HEADER = re.compile(
    "\u200e?\\[?(\\d{1,2}/\\d{1,2}/\\d{2,4}),? (\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:\u202f[AP]M)?)(?:\\] | - )"
    "([^:\n]*): (.*)"
)


def see_lines(path):
    return {"records": sum(1 for _line in path.open(encoding="utf-8", newline="\n"))}


def match_lines(path):
    match = HEADER.match
    return {"records": sum(1 for line in path.open(encoding="utf-8", newline="\n") if match(line))}


def parse(path):
    with read(path) as export:
        for _record in export:
            pass
        summary = export.summary
    found = {"messages": summary.messages, "system": summary.system, "senders": len(summary.senders)}
    found |= {"media": summary.media, "edited": summary.edited, "deleted": summary.deleted, "poll": summary.polls}
    found |= {"location": summary.locations, "contact": summary.contacts}
    return {"records": summary.records, "found": found}


ENGINES = {"see each line": see_lines, "one regex per line": match_lines, "read the export": parse}


def run(engine, path):
    start = time.process_time()
    result = ENGINES[engine](path)
    result["cpu"] = time.process_time() - start
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


def run_apart(engine, path):
    command = [sys.executable, __file__, "--engine", engine, "--file", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def write_export(path, records, style):
    view = View(style)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(view.lines(history(records)))
    kinds, senders = counts(view.expected(history(records)))
    return dict(kinds) | {"senders": len(senders)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--style", choices=sorted(STYLES), default="android_id")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--engine", choices=ENGINES)
    arguments = parser.parse_args()
    if arguments.engine:
        print(json.dumps(run(arguments.engine, arguments.file)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path, truth = arguments.file, None
        if path is None:
            path = Path(folder, "chat.txt")
            truth = write_export(path, arguments.records, arguments.style)
        print(f"{path.stat().st_size / 1e6:.0f} MB, {arguments.style if truth else path.name}")
        results = {engine: [] for engine in ENGINES}
        for _ in range(arguments.runs):
            for engine in ENGINES:
                results[engine].append(run_apart(engine, path))
    print(f"{'engine':<20}{'records':>12}{'CPU s':>8}{'a second':>12}{'MB':>6}")
    for engine, found in results.items():
        best = min(found, key=lambda one: one["cpu"])
        speed = best["records"] / best["cpu"]
        print(f"{engine:<20}{best['records']:>12,}{best['cpu']:>8.2f}{speed:>12,.0f}{best['memory']:>6}")
    if truth:
        found = results["read the export"][0]["found"]
        print("counts equal the truth" if found == truth else f"counts differ: {found} instead of {truth}")


if __name__ == "__main__":
    main()
