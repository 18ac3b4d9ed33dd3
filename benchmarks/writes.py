"""A hundred thousand writes through the pages, two web processes with threads and a worker beside them.

``python benchmarks/writes.py [WRITES]``: people change their reply to an invitation; each
change is a row and a deed in the journal. Prints writes a second and errors, then checks
the database file and the journal's chain.
"""

import sys
import threading
import time

from product import Product

FIND = """
from rembug.events.models import Event
print("EVENT", Event.objects.filter(invitations__isnull=False).upcoming().first().pk)
"""
CHECK = """
from django.db import connection
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        print("INTEGRITY", cursor.fetchone()[0])
"""


def main() -> int:
    writes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    threads = 8
    with Product() as product:
        event = product.do("shell", "-v0", "-c", FIND).split("EVENT ")[1].strip()
        failed = []
        lock = threading.Lock()

        def write(thread: int) -> None:
            browser = product.browser(thread)
            for turn in range(writes // threads):
                reply = ("coming", "maybe", "not_coming")[turn % 3]
                status, _size = browser.post(f"/events/{event}/reply/", f"reply={reply}&note=")
                if status != 302:
                    with lock:
                        failed.append(status)

        start = time.perf_counter()
        running = [threading.Thread(target=write, args=(thread,)) for thread in range(threads)]
        for one in running:
            one.start()
        for one in running:
            one.join()
        took = time.perf_counter() - start
        print(f"writes     {writes} in {took:.0f} s, {writes / took:.0f} a second, {len(failed)} errors {failed[:10]}")
        print(product.do("shell", "-v0", "-c", CHECK).strip() or "INTEGRITY (PostgreSQL: not checked)")
        print(product.do("journal", "verify").strip())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
