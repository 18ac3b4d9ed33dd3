"""Runs a command with a private PostgreSQL: ``python tests/postgresql.py pytest ...``.

The server lives in a directory of its own, speaks on a Unix socket only, and is gone
afterwards. Where PostgreSQL's programs are not installed it says so; with CI=true that
is a failure.
"""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def programs() -> Path | None:
    """The directory that holds initdb and pg_ctl, the newest there is."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"), key=lambda path: int(path.split("/")[4]))
    on_path = shutil.which("pg_ctl")
    return Path(found[-1]).parent if found else Path(on_path).resolve().parent if on_path else None


def main() -> int:
    """Start the server, run the command with DATABASE_URL set, stop the server; the command's exit status."""
    where = programs()
    if where is None:
        print("PostgreSQL's programs are not installed: nothing was run on PostgreSQL.", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    directory = tempfile.mkdtemp(prefix="rembug-postgresql-")
    as_server = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(directory, "postgres", "postgres")
        as_server = ["runuser", "-u", "postgres", "--"]
    data = f"{directory}/data"

    def pg(*words: str) -> None:
        subprocess.run([*as_server, *words], check=True, stdout=subprocess.DEVNULL, cwd=directory)

    try:
        pg(str(where / "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {directory} -c listen_addresses= -c max_connections=200 -c fsync=off"
        pg(str(where / "pg_ctl"), "-D", data, "-w", "-l", f"{directory}/log", "-o", options, "start")
        try:
            url = f"postgresql://postgres@%2F{directory[1:].replace('/', '%2F')}/postgres"
            return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode
        finally:
            pg(str(where / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
