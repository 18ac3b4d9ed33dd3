"""An area is found by what people type: its name, those above it, and one slip of the finger."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rembug.areas.models import Area, AreaToken, Level
from rembug.areas.search import named, search


@pytest.fixture
def country(db):
    """The regency Banyumas and the city Bogor, whole, by the official list."""
    for code in ("33.02", "32.71", "32.01.01"):
        call_command("areas", "load", "--within", code, stdout=StringIO())


def found(text, **options):
    return [f"{area.code} {area.name}" for area in search(text, **options)]


FIRST = {
    "sokaraja banyumas": "33.02.19 Sokaraja",
    "banyumas sokaraja": "33.02.19 Sokaraja",
    "SOKARAJA": "33.02.19 Sokaraja",
    "soka": "33.02.19 Sokaraja",
    "sokaraja tengah": "33.02.19.2004 Sokaraja Tengah",
    "sokaraja tengah banyumas jawa tengah": "33.02.19.2004 Sokaraja Tengah",
    "klahang, sokaraja, banyumas": "33.02.19.2006 Klahang",
    "banyumas": "33.02 Banyumas",
    "banyumas, banyumas": "33.02.11 Banyumas",
    "banyumas banyumas": "33.02.11 Banyumas",
    "kec banyumas": "33.02.11 Banyumas",
    "kecamatan sokaraja kabupaten banyumas": "33.02.19 Sokaraja",
    "desa sokaraja": "33.02.19.2013 Sokaraja Lor",
    "bogor kota": "32.71 Bogor",
    "kota bogor": "32.71 Bogor",
    "kab. bogor": "32.01 Bogor",
    "jateng": "33 Jawa Tengah",
    "klahang jateng": "33.02.19.2006 Klahang",
    "sokaraja keca": "33.02.19 Sokaraja",
    "sokarja": "33.02.19 Sokaraja",
    "sokaraja banyumsa": "33.02.19 Sokaraja",
    "xklahang": "33.02.19.2006 Klahang",
    "klahng banyumas": "33.02.19.2006 Klahang",
    "karang kedawung banyumas": "33.02.19.2003 Karangkedawung",
    "sokarajatengah": "33.02.19.2004 Sokaraja Tengah",
    "33.02.19": "33.02.19 Sokaraja",
    "33.02.19.20": "33.02.19.2001 Kalikidang",
    "33.02.19.2006": "33.02.19.2006 Klahang",
}


def test_what_people_type_finds_the_area_first(country):
    assert {text: (found(text) or ["nothing"])[0] for text in FIRST} == FIRST


def test_the_whole_name_comes_before_its_beginning_and_the_higher_level_first(country):
    names = found("sokaraja", limit=20)
    assert names[0] == "33.02.19 Sokaraja"
    assert sorted(names[1:]) == [
        "33.02.19.2004 Sokaraja Tengah",
        "33.02.19.2005 Sokaraja Kidul",
        "33.02.19.2008 Sokaraja Wetan",
        "33.02.19.2013 Sokaraja Lor",
        "33.02.19.2016 Sokaraja Kulon",
    ]
    assert names[1] == "33.02.19.2013 Sokaraja Lor"  # the shortest


def test_every_village_is_first_under_its_name_and_path(country):
    villages = list(Area.objects.filter(code__startswith="33.02.", level=Level.VILLAGE))
    assert len(villages) == 331
    assert [area.code for area in villages if search(area.path, limit=1) != [area]] == []


def test_a_name_above_alone_does_not_bring_all_that_lies_in_it(country):
    assert all("anyumas" in name for name in found("banyumas", limit=100))


def test_nothing_is_found_for_nothing(country):
    assert [found(text) for text in ("", "   ", ",,", "!!", "zzzz", "banyumas zzzz", "99", "99.99.99.2001")] == [[]] * 8


def test_level_and_place_narrow_the_search(country):
    assert found("banyumas", level=Level.DISTRICT) == ["33.02.11 Banyumas"]
    assert found("sokaraja", within="33.02.11") == []
    assert found("klahang", within="33.02.19") == ["33.02.19.2006 Klahang"]
    assert len(found("33.02.19", level=Level.VILLAGE, limit=50)) == 18
    assert found("33.02.19", within="32") == []


def test_two_letters_search_only_whole_words_and_the_upper_levels(country):
    assert found("bo", limit=50) == ["32.01 Bogor", "32.71 Bogor"]


def test_an_area_that_ended_is_not_found(country):
    AreaToken.objects.filter(area="33.02.19.2006").delete()
    Area.objects.filter(code="33.02.19.2006").update(valid_to="2026-01-01")
    assert found("klahang") == []
    assert found("33.02.19.2006") == []


def test_a_name_is_meant_only_when_it_is_whole(country):
    assert [area.code for area in named("bogor")] == ["32.01", "32.71"]
    assert [area.code for area in named("sokaraja, banyumas")] == ["33.02.19"]
    assert named("sokaraj") == named("sokarja banyumas") == named("sokaraja banyu") == []


def test_a_search_costs_few_statements(country, django_assert_max_num_queries):
    search("pemanasan mesin")
    for text in FIRST:
        with django_assert_max_num_queries(12):
            search(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.from_regex(r"(desa|kota|banyu|soka|, |\.|33){0,5}", fullmatch=True))
def test_no_text_breaks_the_search(country, text):
    codes = [area.code for area in search(text, limit=5)]
    assert len(codes) == len(set(codes)) <= 5


def test_the_command_prints_code_path_and_zone(country):
    out = StringIO()
    call_command("areas", "search", "klahang", "banyumas", stdout=out)
    assert out.getvalue() == "33.02.19.2006  Klahang, Sokaraja, Banyumas, Jawa Tengah  WIB\n"
    with pytest.raises(CommandError, match="No area"):
        call_command("areas", "search", "zzzz")
