"""Every address of the product, asked by everyone there is. A new address without a row in tests/addresses/ fails."""

import re

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from tests.things import ASKING, every_address, things_of

# What a visit may write: the session and the counts of attempts.
WRITES = re.compile(r'^\s*(INSERT|UPDATE|DELETE|REPLACE)\b(?!.*"(django_session|cache)")', re.IGNORECASE | re.DOTALL)


def names_of(resolver, prefix=""):
    """The names of all URL patterns; one that several share stands once for each, with its arguments."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield (
                f"{prefix}{pattern.name}",
                tuple(sorted(pattern.pattern.converters or pattern.pattern.regex.groupindex)),
            )


FOUND = list(names_of(get_resolver()))
NAMES = [
    name if [other for other, _arguments in FOUND].count(name) == 1 else f"{name}({','.join(arguments)})"
    for name, arguments in FOUND
]


@pytest.fixture
def things(fokuss, ani, budi, citra):
    cache.clear()
    return things_of(fokuss, ani, budi, citra)


def ask(things, role, method, address):
    """The status that this person gets, and what was written; whatever the deed changed is undone."""
    client = Client()
    if person := things.asking[role]:
        client.force_login(person)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        status = (client.get(address) if method == "GET" else client.post(address, {"field": "x"})).status_code
        transaction.set_rollback(True)
    return status, [query["sql"] for query in queries if WRITES.match(query["sql"])]


def test_every_address_has_its_row():
    assert sorted(every_address()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_those_of_the_table(things, name):
    expected = every_address()[name]
    address = reverse(name.partition("(")[0], kwargs=expected.fill(things))
    got = {role: ask(things, role, "GET", address) for role in ASKING}
    assert {role: status for role, (status, _writes) in got.items()} == dict(zip(ASKING, expected.get, strict=True))
    assert {role: writes for role, (_status, writes) in got.items() if writes} == {}, "a visit changes nothing"
    posted = {role: ask(things, role, "POST", address)[0] for role in ASKING}
    assert posted == dict(zip(ASKING, expected.post, strict=True))


def test_a_visitor_gets_in_nowhere_but_where_a_door_is():
    """The public list: signing in, the shell, the official areas, and two links that carry their own secret."""
    open_to_visitors = {name for name, expected in every_address().items() if expected.get[0] == 200}
    assert open_to_visitors == {
        "account_inactive",
        "account_login",
        "areas:area",
        "areas:list",
        "areas:search",
        "events:check_in",
        "health",
        "manifest",
        "offline",
        "organizations:join",
        "service_worker",
    }


def test_an_outsider_never_gets_what_a_person_without_organization_does_not_get():
    """The chair of another organization has no more say over the things of FOKUSS than anybody."""
    more = {
        name
        for name, expected in every_address().items()
        if expected.get[2] == 200 and expected.get[1] not in {200, 302}
    }
    assert more == {"account_reauthenticate", "events:new", "organizations:erasures", "organizations:new"}
