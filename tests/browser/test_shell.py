import re

from tests.browser import audit
from tests.browser.conftest import LAPTOP


def test_static_files_are_kept_for_a_year_and_travel_compressed(visit):
    page = visit()
    answers = {}
    page.on("response", lambda answer: answers.update({re.sub(r".*/", "", answer.url): answer}))
    page.goto("/account/login/", wait_until="networkidle")
    styles = next(answer for name, answer in answers.items() if name.endswith(".css"))
    assert re.search(r"/rembug\.[0-9a-f]{12}\.css$", styles.url)
    headers = styles.all_headers()
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] in ("gzip", "br")


def test_the_first_key_leads_past_the_navigation_to_the_content(visit, ani):
    page = visit(ani, LAPTOP)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_language_changes_without_scripts_and_the_page_stays(visit, ani):
    page = visit(ani, java_script_enabled=False)
    page.goto("/?page=2")
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/?page=2")
    assert page.get_attribute("html", "lang") == "en"
    page.get_by_role("button", name="Indonesia").click()
    assert page.get_attribute("html", "lang") == "id"


def installed(page):
    """Wait until the service worker speaks for the page."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def test_without_a_line_the_page_says_so_and_nothing_personal_was_kept(visit, ani):
    page = visit(ani)
    page.goto("/")
    installed(page)
    page.goto("/")
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
          return found;
        }"""
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/"]
    page.context.set_offline(True)
    page.goto("/events/")
    assert page.inner_text("h1") == "Tidak ada sambungan internet"
    assert ani.name not in page.content()
    # The styles came from the cache.
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex"
    page.context.set_offline(False)
    page.goto("/")
    assert "Ani (contoh)" in page.inner_text("h1")


def test_a_shared_file_waits_for_the_import_page(visit, ani):
    page = visit(ani)
    page.goto("/")
    installed(page)
    page.route("**/messages/imports/new/?shared=1", lambda route: route.fulfill(body="<h1>import</h1>"))
    page.evaluate(
        """() => {
          const form = Object.assign(document.createElement("form"),
            {method: "post", action: "/messages/imports/shared/", enctype: "multipart/form-data"});
          const input = Object.assign(document.createElement("input"), {type: "file", name: "file"});
          const box = new DataTransfer();
          const lines = ["01/08/26 09.00 - Ani (contoh): Selamat pagi"];
          box.items.add(new File(lines, "Obrolan Ä.txt", {type: "text/plain"}));
          input.files = box.files;
          form.append(input);
          document.body.append(form);
          form.submit();
        }"""
    )
    page.wait_for_url("**/messages/imports/new/?shared=1")
    name, text = page.evaluate(
        """async () => {
          const kept = await (await caches.open("rembug-shared")).match("/messages/imports/shared/");
          return [decodeURIComponent(kept.headers.get("X-File-Name")), await kept.text()];
        }"""
    )
    assert (name, text) == ("Obrolan Ä.txt", "01/08/26 09.00 - Ani (contoh): Selamat pagi")


def test_a_second_tap_on_a_slow_line_sends_nothing_twice(visit, ani):
    page = visit(ani, service_workers="block")
    page.goto("/")
    sent = []

    def slowly(route):
        sent.append(route.request.url)
        page.wait_for_timeout(300)
        route.fulfill(status=204)

    page.route("**/language/", slowly)
    page.evaluate("for (const _ of [1, 2, 3]) document.querySelector('.language button').click()")
    page.wait_for_timeout(600)
    assert len(sent) == 1


def test_the_page_prints_without_its_frame(visit, ani):
    page = visit(ani, LAPTOP)
    page.goto("/")
    page.emulate_media(media="print")
    assert [page.is_visible(part) for part in (".masthead", ".doors", ".colophon", "h1")] == [False, False, False, True]


def test_whatever_has_the_focus_is_not_under_the_tab_bar(visit, ani):
    page = visit(ani)
    page.goto("/")
    many = "<p><a class=button href=#>x</a></p>" * 40
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", many)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("main .button")].filter((button) => {
          button.focus();
          return button.getBoundingClientRect().bottom > document.querySelector(".doors").getBoundingClientRect().top;
        }).length"""
    )
    assert hidden == 0
    assert audit.out_of_frame(page) == []


def test_the_frame_stands_with_and_without_the_ribbon_of_the_demo(visit, ani, settings):
    page = visit(ani, LAPTOP)
    for demo in (False, True):
        settings.DEMO = demo
        page.goto("/")
        assert page.locator(".ribbon").count() == demo
        assert audit.out_of_frame(page) == []
