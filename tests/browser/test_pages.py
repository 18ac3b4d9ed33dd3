import pytest

from tests.browser import audit
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.pages import PAGES


@pytest.mark.parametrize("listed", PAGES, ids=lambda page: page.name)
def test_a_page_is_light_quiet_and_open_to_everyone(visit, person, have, listed):
    """In both languages and both sizes, by day and by night, with and without scripts."""
    path, who = listed.path(have), person(listed.who)

    page = visit(who, PHONE, "id", service_workers="block")
    audit.assert_light(audit.weigh(page, path))
    look(page, PHONE, "light")
    heading, words = page.inner_text("h1"), page.inner_text("main")
    look(page, LAPTOP, "dark")
    audit.assert_readable_when_large(page)
    assert_quiet(page, listed)

    page = visit(who, PHONE, "en", service_workers="block")
    assert page.goto(path).status == listed.status
    look(page, PHONE, "dark")
    look(page, LAPTOP, "light")
    assert listed.one_for_all_languages or page.get_attribute("html", "lang") == "en"
    assert_quiet(page, listed)

    page = visit(who, PHONE, "id", java_script_enabled=False)
    page.goto(path)
    assert (page.inner_text("h1"), page.inner_text("main")) == (heading, words)


def look(page, size, scheme):
    """Audit what is on the screen, on a screen of this size, by day or by night."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    assert page.locator("h1").count() == 1
    assert page.title().endswith("Rembug")
    audit.assert_no_axe_findings(page)
    audit.assert_thumbs_hit(page)
    audit.assert_no_sideways_scrolling(page)


def assert_quiet(page, listed):
    if listed.status == 200:  # else the browser itself notes the status
        audit.assert_quiet(page)
