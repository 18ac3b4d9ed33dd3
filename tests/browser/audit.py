"""What every page must keep: weight, requests, accessibility, targets for a thumb, quiet console."""

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
  .map(([element, box]) => `${element.outerHTML.slice(0, 120)} is ${Math.round(box.width)} x ${Math.round(box.height)}`)
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.outerHTML.slice(0, 120)} ends at ${Math.round(element.getBoundingClientRect().right)}`)
"""


class Weight(NamedTuple):
    """What opening a page for the first time costs."""

    bytes: int
    requests: int
    script_bytes: int
    parts: dict[str, int]


def weigh(page, address: str) -> Weight:
    """Open ``address`` and count everything that it makes a browser fetch, each compressed by gzip.

    The icon and the manifest are counted too, although a headless browser does not fetch them.
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
    selector = "link[rel=icon], link[rel=manifest]"
    for link in page.eval_on_selector_all(selector, "links => links.map(link => link.getAttribute('href'))"):
        url = urljoin(page.url, link)
        parts.setdefault(url, len(gzip.compress(page.request.get(url).body())))
    return Weight(sum(parts.values()), len(parts), scripts, parts)


def assert_light(weight: Weight) -> None:
    """The budgets of every page."""
    assert weight.bytes <= LARGEST_PAGE, weight.parts
    assert weight.requests <= MOST_REQUESTS, weight.parts
    assert weight.script_bytes <= LARGEST_SCRIPTS, weight.parts


def assert_no_axe_findings(page) -> None:
    """No finding of axe at WCAG 2.2 AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)["violations"]
    assert [
        f"{finding['id']}: {finding['help']} -- {node['html'][:200]} -- {node.get('failureSummary', '')[:300]}"
        for finding in found
        for node in finding["nodes"]
    ] == []


def assert_thumbs_hit(page) -> None:
    """Every target outside running text is at least 44 pixels each way."""
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []


def assert_no_sideways_scrolling(page) -> None:
    assert page.evaluate(TOO_WIDE) == []


def assert_readable_when_large(page) -> None:
    """On a small screen with letters twice as large nothing is pushed out to the side. Changes the page."""
    page.set_viewport_size({"width": 320, "height": 740})
    assert_no_sideways_scrolling(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_no_sideways_scrolling(page)


def assert_quiet(page) -> None:
    """Nothing in the console: no error, no breach of the content security policy, no failed request."""
    assert page.problems == []
