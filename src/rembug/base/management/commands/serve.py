"""``rembug serve``: prepares the database and serves the product, with a worker beside it."""

import signal
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Prepare the database and serve Rembug, with a worker beside the web server."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=2, help="threads of a web process")
        parser.add_argument("--no-worker", action="store_true", help="a worker runs elsewhere")

    def handle(self, *, host, port, processes, threads, no_worker, **options):
        prepare()
        rembug = [sys.executable, "-m", "rembug.config.command"]
        server = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
            *("--host", host, "--port", str(port)),
            # Always given: the default lets a burst take every connection that the database has.
            *("--workers", str(processes), "--blocking-threads", str(threads)),
            "--respawn-failed-workers",
            "rembug.config.wsgi:application",
        ]
        self.stdout.write(_("Rembug is at %(address)s. Stop it with Ctrl+C.") % {"address": f"http://{host}:{port}/"})
        self.stdout.flush()
        raise SystemExit(supervise(server, None if no_worker else [*rembug, "worker"]))


def prepare() -> None:
    """Bring database, cache table and static files to the state that this version needs. Harmless to repeat."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("check", fail_level="ERROR", databases=["default"], verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def supervise(server: list[str], worker: list[str] | None) -> int:
    """Run the web server, and a worker that is started again whenever it dies, until told to stop.

    Gives the exit status of the web server.
    """
    web = subprocess.Popen(server)
    beside = worker and subprocess.Popen(worker)
    told = []

    def stop(_number, _frame):
        told.append(True)
        web.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    while web.poll() is None:
        try:
            web.wait(timeout=1)
        except subprocess.TimeoutExpired:
            if beside and beside.poll() is not None and not told:
                beside = subprocess.Popen(worker)
    if beside and beside.poll() is None:
        beside.terminate()
        beside.wait()
    return 0 if told else web.returncode
