"""Two hundred SIGKILLs of server and worker during imports and notifications: ``python benchmarks/kills.py``."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.kills import kill_again_and_again


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    start = time.monotonic()
    report = kill_again_and_again(kills)
    print(f"kills           {report.kills} asked, {dict(report.killed)} done in {time.monotonic() - start:.0f} s")
    print(f"acknowledged    {report.imports} imports, {report.tasks} tasks; {report.unanswered} without an answer")
    print(f"mail repeated   {report.mail_repeated} (each under the Message-ID of its first try)")
    print(f"problems        {report.problems or 'none'}")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
