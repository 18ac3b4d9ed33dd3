"""A mail server on loopback for tests: takes every message and remembers how often it came."""

import re
import socketserver
import threading
from collections import Counter


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                if line:
                    message = b"".join(lines).decode("utf-8", "replace")
                    self.server.took(re.search(r"^Message-ID: (\S+)", message, re.MULTILINE | re.IGNORECASE)[1])
                    self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class Mailbox(socketserver.ThreadingTCPServer):
    """``received`` counts each Message-ID. Use as a context manager; ``port`` says where it listens."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.received = Counter()
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def took(self, message_id):
        with self.lock:
            self.received[message_id] += 1

    def __exit__(self, *exception):
        self.shutdown()
        super().__exit__(*exception)
