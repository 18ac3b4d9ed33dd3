"""Every page of the product in both languages and both sizes, by day and by night, with and without scripts."""

from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import audit
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.pages import PAGES
from tests.things import ROOMS, things_of


class Windows:
    """Three browser windows of one person, used for many pages: Indonesian, English, and without scripts."""

    def __init__(self, visit, person):
        self.indonesian = visit(person, PHONE, "id", service_workers="block")
        self.english = visit(person, PHONE, "en", service_workers="block")
        self.bare = visit(person, PHONE, "id", service_workers="block", java_script_enabled=False)

    def findings(self, path: str, status: int = 200, one_for_all_languages: bool = False) -> list[str]:
        """All that is wrong with the page at ``path``."""
        page = self.indonesian
        page.set_viewport_size(PHONE)
        found = audit.too_heavy(audit.weigh(page, path))
        found += audit.look(page, PHONE, "light") + audit.look(page, LAPTOP, "dark")
        found += audit.unreadable_when_large(page)
        words = audit.words_of(page)

        page = self.english
        answer = page.goto(path)
        if answer.status != status:
            found.append(f"answers {answer.status}")
        found += audit.look(page, PHONE, "dark") + audit.look(page, LAPTOP, "light")
        if page.get_attribute("html", "lang") != "en" and not one_for_all_languages:
            found.append("does not speak English")

        page = self.bare
        page.set_viewport_size({"width": 320, "height": 740})
        page.goto(path)
        found += audit.dead_buttons(page)
        if (without := audit.words_of(page)) != words:
            found.append(f"says something else without scripts: {' '.join(without)}")
        return found + (self.complaints() if status == 200 else [])

    def complaints(self) -> list[str]:
        """What the console said since the last time: errors, breaches of the policy, failed requests."""
        said = self.indonesian.problems + self.english.problems
        self.indonesian.problems.clear()
        self.english.problems.clear()
        return said


@pytest.mark.parametrize("room", ROOMS)
def test_the_pages_of_a_room_are_light_quiet_and_open_to_everyone(visit, fokuss, ani, budi, citra, room):
    things = things_of(fokuss, ani, budi, citra)
    windows, client, findings = Windows(visit, ani), Client(), {}
    client.force_login(ani)
    for name, expected in import_module(f"tests.addresses.{room}").ADDRESSES.items():
        path = reverse(name.partition("(")[0], kwargs=expected.fill(things))
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            findings[path] = windows.findings(path, one_for_all_languages=name == "offline")
    assert findings
    assert {path: found for path, found in findings.items() if found} == {}


@pytest.mark.parametrize("listed", PAGES, ids=lambda page: page.label)
def test_a_page_is_light_quiet_and_open_to_everyone(visit, person, have, listed):
    windows = Windows(visit, person(listed.who))
    assert windows.findings(listed.path(have), listed.status) == []
