"""The official list comes in as often as one likes; history is kept."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from rembug.areas import edition, official
from rembug.areas.models import Area, AreaToken, FormerName, Kind, TimeZone
from rembug.areas.official import OfficialArea

FIRST = ("Decree 1", date(2022, 1, 1))
SECOND = ("Decree 2", date(2024, 1, 1))


def load(*arguments) -> str:
    out = StringIO()
    call_command("areas", "load", *arguments, stdout=out)
    return out.getvalue()


def listed(*rows):
    """An invented list: rows of code and name, parents first."""

    def give(_within=None):
        path = []
        for code, name in rows:
            level = code.count(".") + 1
            path = [name, *path[len(path) - level + 1 :]]
            kind = [Kind.PROVINCE, Kind.REGENCY, Kind.DISTRICT, Kind.VILLAGE][level - 1]
            yield OfficialArea(code, name, ", ".join(path), level, kind, TimeZone.WIB)

    return give


def bring_in(decree, *rows):
    return edition.bring_in(edition=decree, listed=listed(*rows))


HIGH = [("33", "Jawa Contoh"), ("33.01", "Contoh"), ("33.01.01", "Satu"), ("33.01.02", "Dua")]


def test_the_whole_list_has_every_area_of_the_country_once():
    everything = list(official.areas())
    codes = [area.code for area in everything]
    assert codes == sorted(set(codes))
    counted = {kind: sum(area.kind == kind for area in everything) for kind in Kind}
    assert counted == {
        Kind.PROVINCE: 38,
        Kind.REGENCY: 416,
        Kind.CITY: 98,
        Kind.DISTRICT: 7285,
        Kind.WARD: 8496,
        Kind.VILLAGE: 75252,
        Kind.CUSTOMARY_VILLAGE: 14,
    }


def test_the_list_says_which_decree_it_is():
    assert official.edition() == ("Kepmendagri 300.2.2-2138/2025", date(2025, 4, 25))


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("11", "WIB"), ("21", "WIB"), ("35", "WIB"), ("61", "WIB"), ("62", "WIB"),
        ("51", "WITA"), ("53", "WITA"), ("63.01.01", "WITA"), ("65", "WITA"), ("71", "WITA"), ("76", "WITA"),
        ("81", "WIT"), ("82", "WIT"), ("91", "WIT"), ("96", "WIT"),
    ],
)  # fmt: skip
def test_every_province_keeps_its_clock(code, zone):
    assert official.time_zone_of(code).label == zone


def test_a_district_comes_with_those_above_and_below_it(db):
    load("--within", "33.02.19.2006")
    assert [area.code for area in Area.objects.all()] == ["33", "33.02", "33.02.19", "33.02.19.2006"]
    load("--within", "33.02.19")
    assert Area.objects.filter(level=4).count() == 18
    klahang = Area.objects.get(code="33.02.19.2006")
    assert (klahang.full_name, klahang.path, klahang.time_zone, klahang.bps_code, klahang.bps_edition) == (
        "Desa Klahang", "Klahang, Sokaraja, Banyumas, Jawa Tengah", "Asia/Jakarta", "3302230005", "2018",
    )  # fmt: skip
    assert [Area.objects.get(code=code).full_name for code in klahang.ancestor_codes] == [
        "Kecamatan Sokaraja", "Kabupaten Banyumas", "Provinsi Jawa Tengah",
    ]  # fmt: skip


def test_a_second_load_changes_nothing_and_says_so(db):
    load("--within", "33.02.19")
    before = list(Area.objects.values()), list(AreaToken.objects.values())
    assert load("--within", "33.02.19") == "21 areas as in Kepmendagri 300.2.2-2138/2025: nothing to change.\n"
    assert (list(Area.objects.values()), list(AreaToken.objects.values())) == before


def test_bps_codes_are_known_by_comparison_and_never_derived(db):
    load("--within", "33.02.19.2002")
    load("--within", "63.01.03.1001")
    assert Area.objects.get(code="33.02.19.2002").bps_code == "3302230016"
    assert Area.objects.get(code="63.01.03.1001").bps_code is None


def test_names_tell_cities_from_regencies_and_jakarta_and_papua_are_named_their_way():
    city = next(area for area in official.areas("32.71") if area.code == "32.71.01")
    regency = next(area for area in official.areas("32.01") if area.code == "32.01.01")
    assert (city.path, regency.path) == (
        "Bogor Selatan, Kota Bogor, Jawa Barat",
        "Cibinong, Bogor, Jawa Barat",
    )

    def full_name(code):
        row = next(area for area in official.areas(code) if area.code == code)
        return Area(code=row.code, name=row.name, level=row.level, kind=row.kind).full_name

    assert [full_name(code) for code in ("31.71", "31.01", "32.71", "91.03.01", "91.03.01.3007")] == [
        "Kota Administrasi Jakarta Pusat",
        "Kabupaten Administrasi Kepulauan Seribu",
        "Kota Bogor",
        "Distrik Sentani",
        "Desa Adat Yoboi",
    ]


def test_an_unknown_code_is_refused_in_words(db):
    with pytest.raises(CommandError, match=r"The official list has no area 99\."):
        load("--within", "99")
    assert Area.objects.count() == 0


def test_a_renamed_area_keeps_its_former_name(db):
    bring_in(FIRST, *HIGH, ("33.01.01.2001", "Suka Lama"))
    outcome = bring_in(SECOND, *HIGH, ("33.01.01.2001", "Suka Baru"))
    assert (outcome.added, outcome.ended) == (0, 0)
    village = Area.objects.get(code="33.01.01.2001")
    assert (village.name, village.valid_from, village.edition) == ("Suka Baru", date(2024, 1, 1), "Decree 2")
    assert [(old.name, old.edition, old.valid_from, old.valid_to) for old in village.former_names.all()] == [
        ("Suka Lama", "Decree 1", date(2022, 1, 1), date(2024, 1, 1))
    ]


def test_a_village_with_a_new_code_in_the_same_district_is_the_successor(db):
    bring_in(FIRST, *HIGH, ("33.01.01.2001", "Mekar"))
    outcome = bring_in(SECOND, *HIGH, ("33.01.01.2009", "Mekar"), ("33.01.02.2001", "Mekar"))
    assert (outcome.added, outcome.ended, outcome.succeeded) == (2, 1, 1)
    ended = Area.objects.get(code="33.01.01.2001")
    assert (ended.valid_to, ended.successor_id) == (date(2024, 1, 1), "33.01.01.2009")


def test_people_say_where_a_village_went_when_the_list_leaves_a_doubt(db):
    bring_in(FIRST, *HIGH, ("33.01.01.2001", "Mekar"), ("33.01.01.2002", "Pudar"))
    outcome = bring_in(SECOND, *HIGH, ("33.01.01.2008", "Mekar"), ("33.01.01.2009", "Mekar"))
    assert (outcome.ended, outcome.succeeded) == (2, 0)


def test_villages_follow_their_district_to_its_new_code(db):
    bring_in(FIRST, *HIGH, ("33.01.02.2001", "Mekar"))
    moved = [*HIGH[:3], ("33.01.09", "Dua"), ("33.01.09.2001", "Mekar")]
    outcome = bring_in(SECOND, *moved)
    assert (outcome.added, outcome.ended, outcome.succeeded) == (2, 2, 2)
    assert Area.objects.get(code="33.01.02.2001").successor_id == "33.01.09.2001"
    assert list(Area.objects.in_force(date(2023, 1, 1)).values_list("code", flat=True)) == [
        "33", "33.01", "33.01.01", "33.01.02", "33.01.02.2001",
    ]  # fmt: skip


def test_a_code_that_comes_back_begins_a_new_life(db):
    bring_in(FIRST, *HIGH)
    bring_in(SECOND, *HIGH[:3])
    bring_in(("Decree 3", date(2025, 1, 1)), *HIGH)
    dua = Area.objects.get(code="33.01.02")
    assert (dua.valid_from, dua.valid_to) == (date(2025, 1, 1), None)
    assert list(FormerName.objects.values_list("name", "valid_from", "valid_to")) == [
        ("Dua", date(2022, 1, 1), date(2024, 1, 1))
    ]


def test_an_older_edition_is_refused(db):
    bring_in(SECOND, *HIGH)
    with pytest.raises(edition.OlderEdition):
        bring_in(FIRST, *HIGH[:3])
    assert Area.objects.filter(valid_to=None).count() == 4


def test_loading_a_part_does_not_end_what_lies_outside_it(db):
    bring_in(FIRST, *HIGH, ("33.01.02.2001", "Mekar"))
    edition.bring_in("33.01.01", edition=SECOND, listed=listed(*HIGH[:3]))
    assert Area.objects.filter(valid_to=None).count() == 5


def test_two_areas_in_force_never_share_a_bps_code(sokaraja):
    Area.objects.filter(code="33.02.19.2001").update(bps_code="3302230001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.filter(code="33.02.19.2006").update(bps_code="3302230001")
