from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from rembug.base import clock

NINE_IN_JAKARTA = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("id", "Asia/Jakarta", "Senin, 3 Agustus 2026 pukul 09.00 WIB"),
        ("id", "Asia/Pontianak", "Senin, 3 Agustus 2026 pukul 09.00 WIB"),
        ("id", "Asia/Makassar", "Senin, 3 Agustus 2026 pukul 10.00 WITA"),
        ("id", "Asia/Jayapura", "Senin, 3 Agustus 2026 pukul 11.00 WIT"),
        ("en", "Asia/Jayapura", "Monday, 3 August 2026 at 11:00 WIT"),
    ],
)
def test_a_time_is_written_as_people_write_it_with_the_name_of_its_zone(language, zone, words):
    with translation.override(language):
        assert clock.long_time(NINE_IN_JAKARTA, zone) == words


def test_without_a_zone_the_readers_own_zone_counts():
    with timezone.override(ZoneInfo("Asia/Makassar")), translation.override("id"):
        assert clock.short_time(NINE_IN_JAKARTA) == "3 Agu 2026, 10.00 WITA"


def test_a_zone_outside_indonesia_keeps_its_own_name():
    assert clock.zone_name(ZoneInfo("Asia/Singapore")) == "Asia/Singapore"


def test_a_date_in_words():
    with translation.override("id"):
        assert clock.long_date(date(2026, 5, 15)) == "Jumat, 15 Mei 2026"
        assert clock.short_date(date(2026, 5, 15)) == "15 Mei 2026"
    with translation.override("en"):
        assert clock.long_date(date(2026, 5, 15)) == "Friday, 15 May 2026"


def render(source, **context):
    return Template("{% load components %}" + source).render(Context(context))


def test_the_tag_tells_programs_the_exact_instant():
    with translation.override("id"):
        assert (
            render("{% local_time at 'Asia/Makassar' %}", at=NINE_IN_JAKARTA)
            == '<time datetime="2026-08-03T10:00+08:00">Senin, 3 Agustus 2026 pukul 10.00 WITA</time>'
        )
        assert (
            render("{% local_time at 'Asia/Makassar' 'clock' %}", at=NINE_IN_JAKARTA)
            == '<time datetime="2026-08-03T10:00+08:00">10.00 WITA</time>'
        )


def test_the_date_of_an_instant_is_that_of_the_zone():
    late = datetime(2026, 8, 3, 16, 30, tzinfo=UTC)
    with translation.override("id"):
        assert (
            render("{% local_date at 'long' 'Asia/Jayapura' %}", at=late)
            == '<time datetime="2026-08-04">Selasa, 4 Agustus 2026</time>'
        )
        assert render("{% local_date at 'short' %}", at=late) == '<time datetime="2026-08-03">3 Agu 2026</time>'


def test_no_time_is_written_as_nothing():
    assert render("{% local_time at %}{% local_date at %}", at=None) == ""
