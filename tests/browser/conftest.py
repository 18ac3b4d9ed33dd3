"""A real Chromium against the product as it is served: hashed and compressed static files, strict policy, threads."""

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_files(tmp_path_factory):
    """Settings under which static files carry their hash, as in service; collected once."""
    from django.conf import settings

    changed = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": "rembug.base.storage.HashedStaticFiles"}},
    }
    with override_settings(**changed):
        call_command("collectstatic", interactive=False, verbosity=0)
    return changed


@pytest.fixture(scope="session")
def server(served_files, django_db_setup):
    """The address of the product, served by threads of this process through its own middleware."""
    with override_settings(**served_files):
        # As it is: the live server's own handler would find the files in the source, without their hash.
        thread = LiveServerThread("localhost", lambda application: application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


def note_failure(page, request):
    """A request that failed; not one that the browser gave up because it was led to the next page."""
    if request.failure != "net::ERR_ABORTED":
        page.problems.append(f"{request.url}: {request.failure}")


@pytest.fixture
def visit(chromium, server, served_files, transactional_db):
    """``visit(person, size, ...)`` opens a browser window signed in as the person, or as nobody for None.

    The window is a page with ``problems``, the list of what its console and its server complained about.
    """
    contexts = []

    def open_window(person=None, size=PHONE, language="id", **options):
        # Reduced motion: a colour on its way to another one would be measured half-way.
        context = chromium.new_context(
            viewport=size, base_url=server, locale="id-ID", reduced_motion="reduce", **options
        )
        contexts.append(context)
        cookies = {"language": language}
        if person:
            client = Client()
            client.force_login(person)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": server} for name, value in cookies.items()])
        page = context.new_page()
        page.problems = []
        page.on("console", lambda line: line.type == "error" and page.problems.append(line.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("requestfailed", lambda request: note_failure(page, request))
        return page

    with override_settings(**served_files):
        yield open_window
        for context in contexts:
            context.close()
    connections.close_all()


@pytest.fixture
def person(request):
    """``person("ani")`` gives one of the cast; ``person(None)`` nobody."""
    return lambda name: name and request.getfixturevalue(name)


@pytest.fixture
def have(request):
    """``have("fokuss")`` gives what a fixture of that name makes: for the addresses of ``pages.py``."""
    return request.getfixturevalue
