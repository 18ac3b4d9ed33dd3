import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rembug.search import index, snapshot
from rembug.search.index import Hit, Results
from rembug.search.models import Block, Index, Segment
from rembug.search.tests.reference import Reference

WORDS = ["rapat", "desa", "anggaran", "anggran", "perangkat", "APBDes", "yg", "utk", "laporan", "lapor", "siltap"]
WORDS += ["bendahara", "bendahra", "2026", "Rp1.500.000"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
keys = st.integers(-5, 40)
facets = st.frozensets(st.sampled_from(["sender:1", "sender:2", "kind:media", "month:2026-07"]), max_size=3)
documents = st.lists(st.tuples(keys, texts, facets), max_size=10)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("add"), documents),
        st.tuples(st.just("remove"), st.lists(keys, max_size=8)),
        st.tuples(st.just("compact"), st.none()),
        st.tuples(st.just("forget"), st.none()),
    ),
    max_size=14,
)


def found(query, **how):
    return [(hit.key, hit.score) for hit in index.search("test", query, limit=1000, **how).hits]


class AnyHistory(TestCase):
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(deeds, texts, facets, facets)
    def test_search_equals_plain_bm25_after_any_adds_removals_and_merges(self, history, query, required, alternatives):
        truth = Reference()
        for deed, what in history:
            if deed == "add":
                truth.add(what)
                index.add("test", what)
            elif deed == "remove":
                truth.remove(what)
                index.remove("test", what)
            elif deed == "compact":
                index.compact("test")
            else:
                snapshot.memory.clear()
        assert found(query) == truth.search(query)
        narrowed = {"facets": sorted(required), "any_facets": sorted(alternatives)}
        assert found(query, **narrowed) == truth.search(query, **narrowed)


@pytest.mark.django_db
def test_many_small_additions_are_merged_and_found_alike():
    truth = Reference()
    for key in range(1, 101):
        document = (key, " ".join(WORDS[(key * step) % len(WORDS)] for step in range(1, 1 + key % 7)), ["sender:1"])
        truth.add([document])
        index.add("test", [document])
    assert Segment.objects.count() < index.CROWD
    assert {query: found(query) for query in WORDS} == {query: truth.search(query) for query in WORDS}


@pytest.mark.django_db
def test_segments_of_a_large_history_grow_no_more_than_by_its_logarithm():
    for start in range(0, 40_000, 1000):
        index.add("test", ((key, f"pesan {key % 7}", ()) for key in range(start, start + 1000)))
    assert Segment.objects.count() <= 2 * index.CROWD
    index.compact("test")
    assert Segment.objects.count() == 1
    assert index.search("test", "pesan 3").total == 40_000


@pytest.mark.django_db
def test_a_page_of_results_continues_the_page_before():
    index.add("test", ((key, "rapat " * (1 + key % 3) + "desa " * (key % 5), ()) for key in range(50)))
    whole = index.search("test", "rapat desa", limit=50).hits
    pages = [index.search("test", "rapat desa", limit=7, offset=offset).hits for offset in range(0, 56, 7)]
    assert [hit for page in pages for hit in page] == whole
    assert [index.search("test", "rapat", limit=0).total, index.search("test", "rapat", offset=90).hits] == [50, []]


@pytest.mark.django_db
def test_equal_messages_come_newest_first_over_all_segments():
    for key in (3, 9, 1, 7):
        index.add("test", [(key, "rapat besok", [])])
    assert [hit.key for hit in index.search("test", "rapat", limit=3).hits] == [9, 7, 3]


@pytest.mark.django_db
def test_facets_without_a_query_give_the_newest():
    index.add("test", [(1, "rapat", ["sender:1"]), (2, "", ["sender:1"]), (3, "rapat", ["sender:2"])])
    assert index.search("test", "", facets=["sender:1"]) == Results([Hit(2, 0.0, 0.0), Hit(1, 0.0, 0.0)], 2)
    assert index.search("test", "", any_facets=["sender:2", "sender:3"]).total == 1
    assert index.search("test", "", facets=["sender:9"]) == Results()


@pytest.mark.django_db
def test_a_facet_is_not_found_as_a_word_nor_a_word_as_a_facet():
    index.add("test", [(1, "media", ["kind:media"]), (2, "kind:media", [])])
    assert [hit.key for hit in index.search("test", "media").hits] == [1, 2]
    assert [hit.key for hit in index.search("test", "", facets=["kind:media"]).hits] == [1]
    with pytest.raises(ValueError, match="kind:value"):
        index.add("test", [(3, "rapat", ["media"])])
    assert index.search("test", "rapat").total == 0


@pytest.mark.django_db
def test_a_document_added_again_is_found_by_its_new_text_only():
    index.add("test", [(1, "rapat di balai desa", []), (2, "rapat di kecamatan", [])])
    index.add("test", [(1, "musyawarah", []), (1, "pelatihan", [])])
    assert [hit.key for hit in index.search("test", "rapat musyawarah").hits] == [2]
    assert [hit.key for hit in index.search("test", "pelatihan").hits] == [1]


@pytest.mark.django_db
def test_a_word_whose_documents_are_all_gone_from_a_segment_is_still_found_in_another():
    index.add("test", [(key, "rapat" if key else "rapat musyawarah", []) for key in range(9)])
    index.add("test", [(20, "rapat musyawarah", [])])
    index.remove("test", [0])
    assert [hit.key for hit in index.search("test", "rapat musyawarah", limit=2).hits] == [20, 8]
    assert index.search("test", "musyawarah").total == 1


@pytest.mark.django_db
def test_indexes_do_not_see_each_other_and_can_be_dropped():
    index.add("messages:1", [(1, "rapat", [])])
    index.add("messages:12", [(2, "rapat", [])])
    assert [hit.key for hit in index.search("messages:1", "rapat").hits] == [1]
    index.drop("messages:1")
    assert index.search("messages:1", "rapat") == Results()
    index.remove("messages:12", [2])
    assert (Segment.objects.count(), Block.objects.count()) == (0, 0)
    index.drop("messages:12")
    assert Index.objects.count() == 0


@pytest.mark.django_db
def test_a_misspelt_word_finds_its_neighbours_and_says_so():
    index.add("test", [(1, "penghasilan tetap perangkat", []), (2, "laporan bendahara", [])])
    results = index.search("test", "bendahra")
    assert [hit.key for hit in results.hits] == [2]
    assert results.terms == ["bendahara"]
    assert index.search("test", "zzzz xyzw").hits == []


@pytest.mark.django_db
def test_coverage_tells_how_much_of_the_question_is_answered():
    known = ["batas laporan realisasi semester", "laporan kegiatan", "jadwal rapat"]
    index.add("test", [(key, text, []) for key, text in enumerate(known)])
    whole, part, nothing = (
        index.search("test", query) for query in ("realisasi semester", "laporan kucing hutan", "kucing hutan")
    )
    assert whole.coverage == 1.0
    assert 0 < part.coverage < 0.3
    assert (nothing.coverage, nothing.total) == (0.0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "   \n\t",
        "?!… — …",
        "🙏🙏🏽👨‍👩‍👧",
        "\x00",
        "rapat\x00desa",
        "'; DROP TABLE search_segment; --",
        '"rapat" AND (desa OR NOT *) NEAR/2 ^',
        "%_\\",
        "rapat " * 10_000,
        " ".join(f"kata{number}" for number in range(10_000)),
        "a" * 100_000,
        "\ud800",
        "١٢٣ ราชการ 会議",
    ],
)
def test_no_query_breaks_the_search(query):
    index.add("test", [(1, "rapat desa 🙏 \x00 会議", [])])
    with_limit = index.search("test", query)
    assert len(with_limit.hits) == with_limit.total <= 1


@pytest.mark.django_db
def test_a_search_takes_one_statement_when_known_and_a_fixed_number_when_not(django_assert_num_queries):
    for start in range(5):
        index.add("test", ((start * 3000 + key, f"rapat desa {key}", ["sender:1"]) for key in range(3000)))
    index.remove("test", range(0, 15_000, 10))
    assert Segment.objects.count() == 5
    snapshot.memory.clear()
    with django_assert_num_queries(4):
        index.search("test", "rapat desa 17", facets=["sender:1"])
    with django_assert_num_queries(1):
        index.search("test", "rapat desa 17", facets=["sender:1"])


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_there():
    index.add("test", [(1, "rapat", [])])
    with transaction.atomic():
        index.add("test", [(2, "rapat", [])])
        index.remove("test", [1])
        assert [hit.key for hit in index.search("test", "rapat").hits] == [2]
        transaction.set_rollback(True)
    index.add("test", [(3, "musyawarah", [])])
    assert [hit.key for hit in index.search("test", "rapat musyawarah").hits] == [3, 1]


@contextmanager
def readers(count, query):
    """Threads that search while something else happens; what they saw and what went wrong."""
    seen, wrong, stop = set(), [], threading.Event()

    def read():
        try:
            while not stop.is_set():
                seen.add(index.search("test", query, limit=0).total)
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield seen, wrong
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_importers_and_readers_at_once_lose_nothing_and_see_whole_batches():
    wrong = []

    def importer(offset):
        try:
            for batch in range(20):
                first = offset + batch * 50
                index.add("test", ((first + key, f"rapat {key}", ["kind:text"]) for key in range(50)))
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    importers = [threading.Thread(target=importer, args=(offset,)) for offset in (0, 100_000)]
    with readers(2, "rapat") as (seen, failed):
        for thread in importers:
            thread.start()
        for thread in importers:
            thread.join()
    assert (wrong, failed) == ([], [])
    assert {total % 50 for total in seen} == {0}
    hits = index.search("test", "rapat", limit=5000).hits
    assert sorted(hit.key for hit in hits) == [*range(1000), *range(100_000, 101_000)]
