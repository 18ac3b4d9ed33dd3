import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from rembug.search import index
from rembug.search.evaluation import TestSet, evaluate, evaluate_baseline, load, measure
from rembug.search.models import Index
from rembug.search.tests.reference import Reference

OWN = Path(__file__).parent / "data" / "evaluation_id.jsonl"
GOOD = '{"passage_id": "a", "text": "Rapat hari Kamis."}\n{"question": "kapan rapat?", "relevant": ["a"]}\n'


def run(*words):
    out = StringIO()
    call_command("search", "evaluate", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(text, name="soal.jsonl"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.django_db
def test_our_own_questions_find_at_least_what_fts5_with_snowball_finds():
    tests = load([OWN])
    ours, peer = evaluate(tests), evaluate_baseline(tests)
    assert (ours.passages, ours.questions) == (peer.passages, peer.questions) == (332, 256)
    assert ours.recall_at_1 >= peer.recall_at_1
    assert ours.mrr_at_10 >= peer.mrr_at_10
    assert Index.objects.count() == 0


@pytest.mark.django_db
def test_top_ten_of_our_own_questions_are_those_of_plain_bm25():
    tests = load([OWN])
    documents = [(place, text, ()) for place, text in enumerate(tests.passages.values())]
    truth = Reference()
    truth.add(documents)
    for start in range(0, len(documents), 60):
        index.add("test", documents[start : start + 60])
    found = {
        question.text: [(hit.key, hit.score) for hit in index.search("test", question.text).hits]
        for question in tests.questions
    }
    assert found == {question.text: truth.search(question.text)[:10] for question in tests.questions}


def test_measures_follow_from_the_ranks():
    tests = load([OWN])
    few = TestSet(tests.passages, tests.questions[:4])
    keys = list(few.passages)
    right = {question.text: keys.index(min(question.relevant)) for question in few.questions}
    others = [place for place in range(50) if place not in right.values()]
    ranks = dict(zip(right, (1, 2, 10, None), strict=True))

    def answer(question):
        found = others[:10]
        if ranks[question]:
            found[ranks[question] - 1] = right[question]
        return found

    report = measure("test", few, answer)
    assert (report.recall_at_1, report.recall_at_5, report.recall_at_10) == (0.25, 0.5, 0.75)
    assert report.mrr_at_10 == (1 + 1 / 2 + 1 / 10) / 4


@pytest.mark.django_db
def test_command_reports_as_json_and_leaves_nothing_behind(written):
    ours, peer = map(json.loads, run(written(GOOD), "--json", "--baseline").splitlines())
    assert {ours.pop("median_ms") > 0, ours.pop("p95_ms") > 0} == {True}
    assert ours == {
        "engine": "rembug",
        "passages": 1,
        "questions": 1,
        "recall_at_1": 1.0,
        "recall_at_5": 1.0,
        "recall_at_10": 1.0,
        "mrr_at_10": 1.0,
    }
    assert peer["engine"] == "FTS5"
    assert Index.objects.count() == 0


@pytest.mark.django_db
def test_command_reports_for_people_in_their_language(written):
    path = written(GOOD)
    with translation.override("en"):
        assert "1 questions, 1 passages\n  R@1 1.000   R@5 1.000   R@10 1.000   MRR@10 1.000\n" in run(path)
    with translation.override("id"):
        assert "1 pertanyaan, 1 bagian teks\n  R@1 1,000   R@5 1,000   R@10 1,000   MRR@10 1,000\n" in run(path)


@pytest.mark.django_db
def test_questions_and_passages_may_stand_in_several_files_in_any_order(written):
    passage, question = GOOD.splitlines()
    first, second = written(question, "tanya.jsonl"), written(f"\n{passage}\n\n", "teks.jsonl")
    assert json.loads(run(first, second, "--json"))["recall_at_1"] == 1.0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + "{", "line 3: not JSON"),
        (b'{"passage_id": "a", "text": "\xff"}\n', "line 1: not JSON"),
        (GOOD + "[1]\n", "line 3: expected"),
        (GOOD + '{"question": "apa?", "relevant": []}', "line 3: expected"),
        (GOOD + '{"question": "apa?", "relevant": "a"}', "line 3: expected"),
        (GOOD + '{"passage_id": "a", "text": "lagi"}', "line 3: passage a is there twice"),
        (GOOD + '{"question": "apa?", "relevant": ["a", "b"]}', "line 3: there is no passage b"),
        ("", "At least one passage and one question"),
    ],
)
def test_a_bad_line_is_named(written, text, complaint):
    path = written(text)
    with translation.override("en"), pytest.raises(CommandError) as refusal:
        run(path)
    assert complaint in str(refusal.value)
    assert not text or str(path) in str(refusal.value)


def test_a_missing_file_is_named(tmp_path):
    with translation.override("en"), pytest.raises(CommandError, match=r"tidak-ada.jsonl cannot be read"):
        run(tmp_path / "tidak-ada.jsonl")


@pytest.mark.django_db
def test_a_database_without_tables_is_named(written, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with translation.override("en"), pytest.raises(CommandError, match="Run: rembug migrate"):
        run(written(GOOD))
