"""Import an invented export into an empty database: ``python benchmarks/whatsapp_import.py [MESSAGES]``.

Prints CPU seconds, wall seconds and peak memory of the importing process, for a first
import and for the same file again; compares the counts with the generator's truth.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REMBUG = [sys.executable, "-m", "rembug.config.command"]
FOUND = """
from rembug.areas.models import Area
from rembug.organizations.models import Organization
area = Area.objects.get(code="33.02.19")
print("FOUND", Organization.found(name="FOKUSS (contoh)", kind="association", area=area, by=None).pk)
"""
COUNT = """
import json
from collections import Counter
from rembug.messaging.models import Message
counts = Counter(Message.objects.values_list("kind", flat=True))
print("COUNTED", json.dumps({**counts, "edited": Message.objects.filter(edited=True).count(),
    "senders": len(set(Message.objects.exclude(sender=None).values_list("sender_id", flat=True)))}))
"""


def main() -> int:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="rembug-benchmark-") as directory:
        env = {**os.environ, "REMBUG_DATA_DIR": directory}

        def do(*words: str) -> str:
            return subprocess.run([*REMBUG, *words], env=env, check=True, capture_output=True, text=True).stdout

        export = Path(directory) / "export.txt"
        print(f"writing {messages} invented messages ...", flush=True)
        do("whatsapp", "synthetic", str(export), "--messages", str(messages))
        do("migrate", "-v0")
        do("areas", "load", "--within", "33.02.19")
        organization = do("shell", "-v0", "-c", FOUND).split("FOUND ")[1].strip()
        print(f"{'':14}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
        for name in ("first import", "same again"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            said = do("whatsapp", "import", str(export), "--organization", organization, "--chat", "Forum")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{name:14}{cpu:8.1f}{time.perf_counter() - start:8.1f}{after.ru_maxrss / 1024:9.0f}  {said.strip()}")
        truth = json.loads(export.with_suffix(".truth.json").read_text())
        counted = json.loads(do("shell", "-v0", "-c", COUNT).split("COUNTED ")[1])
        truth["senders"] = len(truth["senders"])
        wrong = {
            name: (counted.get(name, 0), truth.get(name, 0))
            for name in ("system", "edited", "media", "contact", "location", "deleted", "poll", "senders")
            if counted.get(name, 0) != truth.get(name, 0)
        }
        size = (
            (Path(directory) / "rembug.sqlite3").stat().st_size if (Path(directory) / "rembug.sqlite3").exists() else 0
        )
        print(f"counts        {wrong if wrong else 'equal to the truth'}; database {size / 1e6:.0f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
