"""What every page must keep: weight, requests, accessibility, targets for a thumb, quiet console.

Each function gives its findings as sentences; none is good.
"""

import gzip
from typing import NamedTuple
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGEST_PAGE = 60_000  # bytes, compressed by gzip: the page with all that it fetches
MOST_REQUESTS = 8
LARGEST_SCRIPTS = 15_000  # bytes, compressed by gzip
SMALLEST_TARGET = 44  # CSS pixels, both ways

# Links in running text are exempt, as in WCAG 2.5.8; so is what cannot be seen or is covered by its label.
SMALL_TARGETS = """
(smallest) => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']")]
  .map((element) => element.matches("input[type=checkbox], input[type=radio]")
    ? element.closest("label") || element : element)
  .filter((element) => element.checkVisibility() && getComputedStyle(element).display !== "inline"
    && !element.disabled)
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.bottom + scrollY > 0 && (box.width < smallest - 0.5 || box.height < smallest - 0.5))
  .map(([element, box]) => `too small (${Math.round(box.width)} x ${Math.round(box.height)}): `
    + element.outerHTML.slice(0, 160))
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [`scrolls sideways at ${innerWidth} to ${document.documentElement.scrollWidth}`,
   ...[...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `ends at ${Math.round(element.getBoundingClientRect().right)}: `
      + element.outerHTML.slice(0, 160))]
"""
# From top to bottom, and on a wide screen from left to right.
FRAME = """
() => {
  const box = (name) => document.querySelector(name)?.getBoundingClientRect();
  const [ribbon, head, doors, main, foot] = [".ribbon", ".masthead", ".doors", "main", ".colophon"].map(box);
  const found = [];
  if (!head) return found;  // a paper to print has no frame
  if (ribbon && ribbon.bottom > head.top + 1) found.push("the ribbon is not above the head");
  if (head && head.bottom > main.top + 1) found.push("the head is not above the content");
  if (foot && main.bottom > foot.top + 1) found.push("the content is not above the foot");
  if (doors && innerWidth >= 1024 && doors.right > main.left + 1) found.push("the doors are not beside the content");
  return found;
}
"""


class Weight(NamedTuple):
    """What opening a page for the first time costs."""

    bytes: int
    requests: int
    script_bytes: int
    parts: dict[str, int]


def weigh(page, address: str) -> Weight:
    """Open ``address`` and count everything that it makes a browser fetch, each compressed by gzip.

    The manifest and the icon are counted too, although a headless browser does not fetch them.
    """
    fetched = []

    def note(response):  # a plain function: Playwright cannot take a method of a list
        fetched.append(response)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    parts, scripts = {}, 0
    for response in fetched:
        size = len(gzip.compress(response.body())) if response.ok else 0
        parts[response.url] = size
        if response.request.resource_type == "script":
            scripts += size
    selector = "link[rel=manifest], link[rel=icon]:not([href^='data:'])"
    for link in page.eval_on_selector_all(selector, "links => links.map(link => link.getAttribute('href'))"):
        url = urljoin(page.url, link)
        parts.setdefault(url, len(gzip.compress(page.request.get(url).body())))
    return Weight(sum(parts.values()), len(parts), scripts, parts)


def too_heavy(weight: Weight) -> list[str]:
    """Where a page is over its budgets."""
    over = [
        f"{name} {found} over {most}"
        for name, found, most in [
            ("bytes", weight.bytes, LARGEST_PAGE),
            ("requests", weight.requests, MOST_REQUESTS),
            ("bytes of scripts", weight.script_bytes, LARGEST_SCRIPTS),
        ]
        if found > most
    ]
    return [f"{'; '.join(over)}: {weight.parts}"] if over else []


def against_wcag(page) -> list[str]:
    """The findings of axe at WCAG 2.2 AA and of its best practices."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)["violations"]
    return [
        f"{finding['id']}: {node['html'][:200]}: {node.get('failureSummary', '')[:300]}"
        for finding in found
        for node in finding["nodes"]
    ]


def hard_to_hit(page) -> list[str]:
    """Targets outside running text that are smaller than 44 pixels either way."""
    return page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)


def out_of_frame(page) -> list[str]:
    """What is pushed out to the side, or stands where it should not."""
    return page.evaluate(TOO_WIDE) + page.evaluate(FRAME)


def unreadable_when_large(page) -> list[str]:
    """What is pushed out on a small screen, and there with letters twice as large. Changes the page.

    A paper to print has the width of paper.
    """
    if not page.locator(".masthead").count():
        return []
    page.set_viewport_size({"width": 320, "height": 740})
    found = out_of_frame(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return found + [f"with large letters {finding}" for finding in out_of_frame(page)]


def words_of(page) -> list[str]:
    """The heading and the words of a page, without the buttons that only a script can make useful."""
    page.evaluate("document.querySelectorAll('button[type=button]').forEach((button) => button.remove())")
    return [page.inner_text("h1"), *page.inner_text("main").split()]


def dead_buttons(page) -> list[str]:
    """Buttons that can be seen although no script gives them something to do."""
    return [f"does nothing: {text}" for text in page.locator("button[type=button]:visible").all_inner_texts()]


def look(page, size: dict, scheme: str) -> list[str]:
    """All that is wrong with a page on a screen of this size, by day ("light") or by night ("dark")."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    headings = page.locator("h1").count()
    return [
        *([] if headings == 1 else [f"{headings} headings of the first order"]),
        *([] if page.title().endswith("Rembug") else [f"the title is {page.title()!r}"]),
        *against_wcag(page),
        *hard_to_hit(page),
        *out_of_frame(page),
    ]
