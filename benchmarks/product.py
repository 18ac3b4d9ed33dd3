"""Rembug in processes of its own for benchmarks: the demo in a directory that goes away, signed-in browsers."""

import contextlib
import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

REMBUG = [sys.executable, "-m", "rembug.config.command"]

SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from rembug.people.models import Person
for person in Person.objects.order_by("pk")[:18]:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    print("SESSION", session.session_key)
"""


class Product:
    """The demo, served by two processes with two threads each, and a worker. Use as a context manager."""

    def __enter__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="rembug-benchmark-"))
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.env = {
            **os.environ,
            "REMBUG_DEMO": "1",
            "REMBUG_DATA_DIR": str(self.directory),
            "REMBUG_SITE_URL": f"http://127.0.0.1:{self.port}",
            "REMBUG_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        }
        print("loading the demo ...", flush=True)
        self.do("demo", "--load-only")
        lines = self.do("shell", "-v0", "-c", SIGN_IN).splitlines()
        self.sessions = [line.split()[1] for line in lines if line.startswith("SESSION")]
        self.log = (self.directory / "log").open("wb")
        self.running = subprocess.Popen(
            [*REMBUG, "serve", "--port", str(self.port)], env=self.env, stdout=self.log, stderr=self.log
        )
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                break
            time.sleep(0.5)
        return self

    def __exit__(self, *exception):
        self.running.terminate()
        self.running.wait(60)
        self.log.close()
        shutil.rmtree(self.directory)

    def do(self, *words: str) -> str:
        return subprocess.run([*REMBUG, *words], env=self.env, check=True, capture_output=True, text=True).stdout

    def cpu_seconds(self) -> float:
        """CPU time of the web processes so far."""
        top = psutil.Process(self.running.pid)
        web = [one for child in top.children() if "worker" not in child.cmdline()[-1] for one in child.children()]
        return sum(sum(one.cpu_times()[:2]) for one in web)

    def browser(self, number: int) -> "Browser":
        return Browser(self.port, self.sessions[number % len(self.sessions)])


class Browser:
    """One person's connection, kept open."""

    def __init__(self, port: int, session: str):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        token = secrets.token_hex(16)
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Accept-Encoding": "gzip",
        }

    def get(self, path: str) -> tuple[int, int]:
        """Status and size in bytes as sent."""
        return self._ask("GET", path, None, self.headers)

    def post(self, path: str, body: str) -> tuple[int, int]:
        return self._ask("POST", path, body, {**self.headers, "Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method, path, body, headers):
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            return answer.status, len(answer.read())
        except (OSError, http.client.HTTPException):
            self.line.close()
            return 0, 0
