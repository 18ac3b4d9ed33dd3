"""Pages of the demo at a steady 100 requests a second: ``python benchmarks/pages.py [RATE] [SECONDS]``.

Open loop: a request that comes late counts from when it was due. Prints p50, p95 and
p99 of each page, its weight, and the CPU time of the web processes for a page.
"""

import sys
import threading
import time
from collections import defaultdict

from product import Product

PAGES = {
    "home": "/",
    "search": "/search/?q=lupa+sandi+siskeudes",
    "groups": "/messages/",
    "conversation": "/messages/chats/1/",
    "notifications": "/messages/notifications/",
    "events": "/events/",
    "tasks": "/events/tasks/?of=all",
    "organizations": "/organizations/",
    "my data": "/people/me/",
}


def main() -> None:
    rate = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    with Product() as product:
        for path in PAGES.values():  # each process has seen each page
            for number in range(8):
                product.browser(number).get(path)
        names = list(PAGES)
        took: dict[str, list[float]] = defaultdict(list)
        weight: dict[str, int] = {}
        failed = []
        lock = threading.Lock()
        threads = 16
        start = time.perf_counter() + 0.5
        cpu = product.cpu_seconds()

        def ask(thread: int) -> None:
            browser = product.browser(thread)
            for turn in range(thread, rate * seconds, threads):
                due = start + turn / rate
                time.sleep(max(0.0, due - time.perf_counter()))
                name = names[turn % len(names)]
                status, size = browser.get(PAGES[name])
                with lock:
                    took[name].append(time.perf_counter() - due)
                    weight[name] = size
                    if status != 200:
                        failed.append((name, status))

        running = [threading.Thread(target=ask, args=(thread,)) for thread in range(threads)]
        for one in running:
            one.start()
        for one in running:
            one.join()
        spent = product.cpu_seconds() - cpu
    print(f"{'page':16}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'kB sent':>9}")
    for name in names:
        print(f"{name:16}{row(took[name])}{weight[name] / 1000:9.1f}")
    everything = [one for times in took.values() for one in times]
    print(f"{'all':16}{row(everything)}")
    print(
        f"{len(everything)} requests at {rate}/s, {len(failed)} failed, "
        f"{1000 * spent / len(everything):.1f} ms CPU a page"
    )
    if failed:
        print(failed[:10])


def row(times: list[float]) -> str:
    times = sorted(times)
    return "".join(f"{1000 * times[int(len(times) * share)]:9.1f}" for share in (0.5, 0.95, 0.99))


if __name__ == "__main__":
    main()
