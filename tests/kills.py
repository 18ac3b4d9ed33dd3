"""Kills server and worker with SIGKILL, again and again, while people import and are told things.

What was acknowledged must be there afterwards, once. Used by a test with some kills and
by ``benchmarks/kills.py`` with hundreds.
"""

import contextlib
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import psutil

from rembug.messaging.whatsapp_export.synthetic import history
from rembug.messaging.whatsapp_export.synthetic_views import View
from tests.mailbox import Mailbox

REMBUG = [sys.executable, "-m", "rembug.config.command"]
GROUPS = 7
PASSES = 240  # seconds to finish what is left after the last kill

SET_UP = """
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from rembug.areas.models import Area
from rembug.events.models import Event
from rembug.organizations.models import Membership, Organization
from rembug.people.models import Person
area = Area.objects.get(code="33.02.19")
association = Organization.found(name="FOKUSS (contoh)", kind="association", area=area, by=None)
ani = Person.objects.create_user(name="Ani (contoh)", email="ani@contoh.invalid", is_invented=True)
budi = Person.objects.create_user(name="Budi (contoh)", email="budi@contoh.invalid", is_invented=True)
Membership.join(association, ani, area=area, role="chair", by=None)
Membership.join(association, budi, area=area, by=None)
start = timezone.now() - timedelta(hours=1)
event = Event.schedule(by=ani, organization=association, kind="routine_meeting", title="Pertemuan",
    starts_at=start, ends_at=start + timedelta(hours=9), time_zone=area.time_zone, place="Aula", area=area)
session = SessionStore()
session[SESSION_KEY] = str(ani.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = ani.get_session_auth_hash()
session.save()
print("SET UP", session.session_key, association.pk, event.pk, budi.pk)
"""

COUNT = """
import json
from django.db import connection
from rembug.messaging.models import Chat, Import, Message, OutboxMessage
from rembug.events.models import Task
from rembug.search.index import search
from rembug.home.search import index_of
chats = {chat.name: [chat.messages.count(), chat.messages.exclude(kind__in=["system", "deleted"]).count(),
    search(index_of(chat.organization_id), "", facets=[f"chat:{chat.pk}"], limit=0).total]
    for chat in Chat.objects.all()}
print("COUNTED", json.dumps({
    "open": Import.objects.open().count(),
    "failed": Import.objects.exclude(failed_at=None).count(),
    "imports": Import.objects.count(),
    "tasks": Task.objects.count(),
    "titles": list(Task.objects.values_list("title", flat=True)),
    "told": OutboxMessage.objects.filter(rule="task_assigned", channel="app").count(),
    "mail": OutboxMessage.objects.filter(channel="email").count(),
    "mail_sent": OutboxMessage.objects.filter(channel="email", sent_at__isnull=False).count(),
    "chats": chats,
}))
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)], "the database is damaged"
"""


@dataclass
class Report:
    """What happened and what was found afterwards. ``problems`` is empty when all is well."""

    kills: int = 0
    killed: Counter = field(default_factory=Counter)
    imports: int = 0
    tasks: int = 0
    unanswered: int = 0
    mail_repeated: int = 0
    problems: list[str] = field(default_factory=list)


class Product:
    """Rembug in processes of its own: web server with two processes, and a worker."""

    def __init__(self, directory: Path, mail_port: int):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.env = {
            **os.environ,
            "REMBUG_DATA_DIR": str(directory),
            "REMBUG_EMAIL_HOST": "127.0.0.1",
            "REMBUG_EMAIL_PORT": str(mail_port),
            "REMBUG_EMAIL_TLS": "0",
            "REMBUG_SITE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.env.pop("DJANGO_SETTINGS_MODULE", None)
        self.log = (directory / "log").open("ab")
        self.running = None

    def do(self, *words: str) -> str:
        return subprocess.run([*REMBUG, *words], env=self.env, check=True, capture_output=True, text=True).stdout

    def start(self) -> None:
        self.running = subprocess.Popen(
            [*REMBUG, "serve", "--port", str(self.port)], env=self.env, stdout=self.log, stderr=self.log
        )

    def wait(self) -> None:
        """Until the web server answers, a minute at most."""
        for _try in range(120):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.5)
        raise AssertionError(f"Rembug does not start: {Path(self.log.name).read_text()[-2000:]}")

    def family(self) -> dict[str, list[psutil.Process]]:
        """The living processes by what they are."""
        found: dict[str, list[psutil.Process]] = {"worker": [], "web": [], "all": []}
        if self.running.poll() is not None:
            return found
        with contextlib.suppress(psutil.NoSuchProcess):
            top = psutil.Process(self.running.pid)
            for child in top.children():
                kind = "worker" if "worker" in child.cmdline()[-1] else "server"
                found["all"].append(child)
                if kind == "worker":
                    found["worker"].append(child)
                else:
                    workers = child.children(recursive=True)
                    found["all"] += workers
                    found["web"] += [one for one in workers if one.children() == []]
            found["all"].append(top)
        return found

    def kill(self, kind: str) -> bool:
        """SIGKILL to the worker, to one web process or to everything; False when there is nothing to kill."""
        victims = self.family()[kind]
        if kind != "all":
            victims = victims[:1]
        for victim in victims:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.send_signal(signal.SIGKILL)
        if kind == "all" and victims:
            self.running.wait()
            self.start()
        return bool(victims)

    def stop(self) -> None:
        if self.running.poll() is None:
            self.running.terminate()
            self.running.wait(30)
        self.log.close()


class Browser:
    """Ani's browser, as far as it is needed: posts forms, and says whether the product acknowledged."""

    def __init__(self, port: int, session: str):
        self.port = port
        self.token = secrets.token_hex(16)
        self.cookie = f"sessionid={session}; csrftoken={self.token}"

    def post(self, path: str, body: bytes, content_type: str) -> bool:
        """True when the answer is a redirect: done and stored. False when no answer came or it was an error."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(
                "POST",
                path,
                body,
                {"Cookie": self.cookie, "Content-Type": content_type, "X-CSRFToken": self.token},
            )
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
        if answer.status not in (302, 500, 502, 503):
            raise AssertionError(f"POST {path} was answered {answer.status}")
        return answer.status == 302

    def form(self, path: str, **values) -> bool:
        return self.post(path, urllib.parse.urlencode(values).encode(), "application/x-www-form-urlencoded")

    def upload(self, path: str, content: str, **values) -> bool:
        edge = secrets.token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in values.items()
        ]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="chat.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n{content}\r\n--{edge}--\r\n"
        )
        return self.post(path, "".join(parts).encode(), f"multipart/form-data; boundary={edge}")


def kill_again_and_again(kills: int, seed: int = 1, messages: int = 6_000) -> Report:
    """Run the product, kill parts of it ``kills`` times at random moments, let it finish, look at what is there."""
    chance = random.Random(seed)
    report = Report(kills)
    with tempfile.TemporaryDirectory() as name, Mailbox() as mailbox:
        product = Product(Path(name), mailbox.port)
        product.do("migrate", "-v0")
        product.do("areas", "load", "--within", "33.02.19")
        words = product.do("shell", "-v0", "-c", SET_UP).split("SET UP ")[1].split()
        session, organization, event, budi = words
        browser = Browser(product.port, session)
        product.start()
        product.wait()
        try:
            titles, uploads, asked = _act(product, browser, organization, event, budi, chance, report, messages)
            _finish(product, titles, uploads, asked, report, mailbox)
        finally:
            product.stop()
    return report


def _act(product, browser, organization, event, budi, chance, report, messages):
    """Import and assign, with a kill at a random moment after each; nothing counts but what was acknowledged."""
    titles: set[str] = set()
    uploads: dict[str, set[int]] = {}
    asked: dict[str, set[int]] = {}
    # Every export is the beginning of its group's one history, so that the union is the longest.
    histories = [list(history(messages, group)) for group in range(GROUPS)]
    due = (date.today() + timedelta(days=30)).isoformat()
    for number in range(report.kills):
        size = chance.randrange(messages // 10, messages)
        chat = f"Grup {number % GROUPS}"
        lines = "".join(View("android_id").lines(histories[number % GROUPS][:size]))
        asked.setdefault(chat, set()).add(size)
        if browser.upload("/messages/imports/", lines, chat="", name=chat, organization=organization):
            uploads.setdefault(chat, set()).add(size)
            report.imports += 1
        else:
            report.unanswered += 1
        for turn in range(3):
            title = f"Tugas {number}-{turn}"
            if browser.form(f"/events/{event}/tasks/", title=title, owner=budi, due_on=due):
                titles.add(title)
                report.tasks += 1
            else:
                report.unanswered += 1
        time.sleep(chance.random() * 1.5)
        kind = chance.choice(["worker", "worker", "web", "all"])
        if product.kill(kind):
            report.killed[kind] += 1
        if kind == "all":
            product.wait()
    return titles, uploads, asked


def _finish(product, titles, uploads, asked, report, mailbox):
    deadline = time.monotonic() + PASSES
    while True:
        if product.running.poll() is not None:
            product.start()
        found = json.loads(product.do("shell", "-v0", "-c", COUNT).split("COUNTED ")[1])
        quiet = not found["open"] and found["told"] == found["tasks"] and found["mail"] == found["mail_sent"]
        if quiet or time.monotonic() > deadline:
            break
        time.sleep(2)
    if not quiet:
        report.problems.append(f"not finished: {found}")
    if missing := titles - set(found["titles"]):
        report.problems.append(f"acknowledged tasks are gone: {sorted(missing)}")
    if len(found["titles"]) != len(set(found["titles"])):
        report.problems.append("a task is there twice")
    if found["told"] != found["tasks"]:
        report.problems.append(f"{found['tasks']} tasks were told {found['told']} times")
    if found["failed"]:
        report.problems.append(f"{found['failed']} imports failed")
    for chat, sizes in uploads.items():
        stored, searchable, indexed = found["chats"].get(chat, [0, 0, 0])
        if stored < max(sizes) or stored not in asked[chat]:
            report.problems.append(f"{chat}: {stored} messages for an acknowledged {max(sizes)}")
        if indexed != searchable:
            report.problems.append(f"{chat}: {indexed} of {searchable} messages are in the index")
    if len(mailbox.received) != found["mail"]:
        report.problems.append(f"{len(mailbox.received)} different mails for {found['mail']} in the outbox")
    report.mail_repeated = sum(mailbox.received.values()) - len(mailbox.received)
    product.do("journal", "verify")
