"""What is in the journal stays in it, in one unbroken chain, whoever writes at the same time."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rembug.journal import chain, guard
from rembug.journal.models import GENESIS, Deed, record


@pytest.fixture
def deeds(fokuss, ani):
    return [record(verb, fokuss, by=ani, number=number) for number, verb in enumerate(("founded", "moved", "ended"))]


def verify(*arguments) -> str:
    out = StringIO()
    call_command("journal", "verify", *arguments, stdout=out)
    return out.getvalue()


def tamper(sql, *values):
    with guard.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_each_deed_names_the_hash_of_the_one_before(deeds):
    assert [deed.sequence for deed in deeds] == [1, 2, 3]
    assert [deed.previous_hash for deed in deeds] == [GENESIS, deeds[0].hash, deeds[1].hash]
    assert len({deed.hash for deed in deeds}) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_deed SET verb = 'x' WHERE sequence = 2",
        "DELETE FROM journal_deed WHERE sequence = 3",
        "DELETE FROM journal_deed",
        "TRUNCATE journal_deed",
        "INSERT OR REPLACE INTO journal_deed SELECT * FROM journal_deed WHERE sequence = 3",
        "INSERT INTO journal_deed SELECT * FROM journal_deed WHERE sequence = 3",
    ],
)
def test_the_database_refuses_to_change_a_deed(deeds, statement):
    before = list(Deed.objects.values())
    expected = IntegrityError
    if (connection.vendor == "sqlite") == statement.startswith("TRUNCATE") or (
        connection.vendor == "postgresql" and "REPLACE" in statement
    ):
        expected = Exception  # the other database's dialect: refused as no statement at all
    with pytest.raises(expected), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Deed.objects.values()) == before


def test_the_models_own_ways_are_refused_too(deeds):
    for way in (deeds[0].save, deeds[0].delete, Deed.objects.all().delete, lambda: Deed.objects.update(verb="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            way()


def test_a_whole_journal_is_verified_and_its_head_told(deeds):
    assert verify() == (
        "3 deeds, all as they were recorded.\n"
        f"Head: 3 {deeds[2].hash}\n"
        "Note the head elsewhere: only with it (--expect HASH) a cut end is seen next time.\n"
    )
    assert f"Head: 3 {deeds[2].hash}" in verify("--expect", deeds[1].hash)


def test_an_empty_journal_is_whole(db):
    assert f"Head: 0 {GENESIS}" in verify()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE journal_deed SET verb = 'x' WHERE sequence = 2", "Deed 2 was changed"),
        ("UPDATE journal_deed SET thing_id = '9' WHERE sequence = 1", "Deed 1 was changed"),
        ("UPDATE journal_deed SET actor_id = NULL WHERE sequence = 3", "Deed 3 was changed"),
        ("UPDATE journal_deed SET details = '{\"number\": 7}' WHERE sequence = 3", "Deed 3 was changed"),
        ("DELETE FROM journal_deed WHERE sequence = 2", "Deed 2 is missing"),
        ("DELETE FROM journal_deed WHERE sequence = 1", "Deed 1 is missing"),
        ("UPDATE journal_deed SET previous_hash = 'x' WHERE sequence = 2", "Deed 2 does not continue deed 1"),
    ],
)
def test_the_first_wrong_deed_is_named(deeds, statement, words):
    tamper(statement)
    with pytest.raises(CommandError, match=words):
        verify()


def test_a_replaced_deed_with_a_right_hash_breaks_the_next_one(deeds):
    deeds[1].verb = "x"
    tamper("UPDATE journal_deed SET verb = 'x', hash = %s WHERE sequence = 2", deeds[1].seal())
    with pytest.raises(CommandError, match="Deed 3 does not continue deed 2"):
        verify()


def test_a_cut_end_is_seen_only_against_a_noted_head(deeds):
    tamper("DELETE FROM journal_deed WHERE sequence = 3")
    assert f"Head: 2 {deeds[1].hash}" in verify()
    with pytest.raises(CommandError, match="deeds were cut off the end"):
        verify("--expect", deeds[2].hash)


def test_a_missing_guard_is_reported_and_migrate_brings_it_back(deeds):
    guard.lift()
    with pytest.raises(CommandError, match="does not guard"):
        verify()
    call_command("migrate", verbosity=0)
    assert guard.is_installed()


def test_details_that_the_databases_would_change_are_refused(fokuss):
    for details in ({"a": 0.1}, {"a": ["x", {"b": 1.0}]}, {"a": "x\0y"}):
        with pytest.raises(ValueError, match="The journal keeps no"):
            record("moved", fokuss, **details)
    assert Deed.objects.count() == 0


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details=JSON)
def test_what_was_recorded_reads_back_to_the_same_hash(fokuss, details):
    deed = record("moved", fokuss, details=details)
    read = Deed.objects.get(sequence=deed.sequence)
    assert (read.seal(), read.canonical()) == (deed.hash, deed.canonical())


def test_a_deed_of_a_transaction_that_fails_was_never_recorded(deeds, fokuss):
    with transaction.atomic():
        record("moved", fokuss)
        transaction.set_rollback(True)
    assert record("moved", fokuss).sequence == 4
    assert chain.verify().sequence == 4


def test_a_thing_tells_its_history_with_the_newest_first(deeds, fokuss, ani, django_assert_num_queries):
    record("moved", ani, by=ani)
    with django_assert_num_queries(1), override("id"):
        text = render_to_string("journal/_deeds.html", {"deeds": Deed.objects.about(fokuss)})
    assert [text.index(words) for words in ("mengakhiri", "memindahkan", "mendirikan")] == sorted(
        text.index(words) for words in ("mengakhiri", "memindahkan", "mendirikan")
    )
    assert text.count("Ani (contoh)") == 3


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_without_fork_or_gap(fokuss):
    problems = []

    def write(number):
        try:
            for _turn in range(15):
                with transaction.atomic():
                    record("moved", fokuss, by=None, writer=number)
                    if number == 0:
                        transaction.set_rollback(True)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert problems == []
    assert chain.verify().sequence == 75


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_empties_the_journal_and_leaves_it_guarded(fokuss):
    record("moved", fokuss)
    call_command("flush", interactive=False, verbosity=0)
    assert Deed.objects.count() == 0
    assert guard.is_installed()
