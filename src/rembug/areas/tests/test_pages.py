"""The list of areas is open to everyone, and a form takes an area as people name it."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from rembug.areas.edition import tokens_of
from rembug.areas.fields import AreaField
from rembug.areas.models import Area, AreaToken, FormerName, Kind, Level


@pytest.fixture
def two_of_a_name(sokaraja):
    """A second Klahang, invented, in an invented district beside Sokaraja."""
    district = Area.objects.get(code="33.02.19")
    klahang = Area.objects.get(code="33.02.19.2006")
    district.pk, district.name, district.path = "33.02.69", "Contoh", "Contoh, Banyumas, Jawa Tengah"
    klahang.pk, klahang.path = "33.02.69.2001", "Klahang, Contoh, Banyumas, Jawa Tengah"
    for area in (district, klahang):
        area.save(force_insert=True)
        AreaToken.objects.bulk_create(tokens_of(area))


class PlaceForm(forms.Form):
    area = AreaField(label="Village")


class VillageForm(forms.Form):
    area = AreaField(label="Village", required=False, level=Level.VILLAGE, within="33.02.19")


def filled(form, **data):
    query = QueryDict(mutable=True)
    query.update({key.replace("_", "-"): value for key, value in data.items()})
    return form(query)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("33.02.19.2006", "33.02.19.2006"),
        ("Klahang, Sokaraja, Banyumas", "33.02.19.2006"),
        ("  klahang   banyumas ", "33.02.19.2006"),
        ("desa klahang", "33.02.19.2006"),
        ("Sokaraja, Banyumas, Jawa Tengah", "33.02.19"),
    ],
)
def test_a_form_takes_a_code_or_a_name_with_its_path(sokaraja, typed, code):
    form = filled(PlaceForm, area=typed)
    assert form.is_valid()
    assert form.cleaned_data["area"] == Area.objects.get(code=code)


def test_a_name_of_several_areas_is_asked_back_with_a_choice_for_each(two_of_a_name):
    form = filled(PlaceForm, area="Klahang")
    with override("id"):
        assert form.errors == {"area": ["Ada beberapa wilayah dengan nama ini. Silakan pilih salah satu."]}
    html = str(form)
    assert html.count('type="radio"') == 2
    assert 'name="area-asked" value="Klahang"' in html
    chosen = filled(PlaceForm, area="Klahang", area_asked="Klahang", area_choice="33.02.69.2001")
    assert chosen.is_valid()
    assert chosen.cleaned_data["area"].code == "33.02.69.2001"


def test_a_choice_does_not_overrule_what_was_typed_after_it(two_of_a_name):
    form = filled(PlaceForm, area="Kalikidang", area_asked="Klahang", area_choice="33.02.69.2001")
    assert form.is_valid()
    assert form.cleaned_data["area"].code == "33.02.19.2001"


def test_a_misspelt_name_is_offered_and_never_taken_silently(sokaraja):
    form = filled(PlaceForm, area="Klahng")
    with override("id"):
        assert form.errors == {
            "area": ["Tidak ada wilayah dengan nama persis seperti itu. Apakah yang Anda maksud salah satu dari ini?"]
        }
    assert 'value="33.02.19.2006"' in str(form)


def test_an_unknown_name_is_refused_with_advice(sokaraja):
    form = filled(PlaceForm, area="<b>Entah</b>")
    with override("en"):
        assert form.errors == {
            "area": ["No area of this name was found. Please check the spelling, or add the regency."]
        }
    assert "<b>Entah" not in str(form)


def test_a_form_can_be_kept_to_a_level_and_a_place(two_of_a_name):
    inside = filled(VillageForm, area="Klahang")
    assert inside.is_valid()
    assert inside.cleaned_data["area"].code == "33.02.19.2006"
    assert not filled(VillageForm, area="33.02.69.2001").is_valid()
    assert not filled(VillageForm, area="33.02.19").is_valid()
    empty = filled(VillageForm, area="")
    assert empty.is_valid()
    assert empty.cleaned_data["area"] is None


def test_a_form_shows_the_path_of_the_area_it_starts_with(sokaraja):
    for initial in (Area.objects.get(code="33.02.19.2006"), "33.02.19.2006"):
        form = PlaceForm(initial={"area": initial})
        assert 'value="Klahang, Sokaraja, Banyumas, Jawa Tengah"' in str(form)
    same = QueryDict("area=Klahang, Sokaraja, Banyumas, Jawa Tengah")
    assert not PlaceForm(same, initial={"area": "33.02.19.2006"}).has_changed()
    assert PlaceForm(QueryDict("area=Kalikidang"), initial={"area": "33.02.19.2006"}).has_changed()


def test_the_search_answers_scripts_with_a_list(client, sokaraja):
    answer = client.get("/areas/search/", {"q": "klahang", "format": "json"})
    assert answer.json() == {
        "areas": [
            {
                "code": "33.02.19.2006",
                "name": "Klahang",
                "full_name": "Desa Klahang",
                "path": "Klahang, Sokaraja, Banyumas, Jawa Tengah",
                "level": 4,
                "kind": "village",
                "time_zone": "Asia/Jakarta",
            }
        ]
    }
    assert client.get("/areas/search/?q=klahang", headers={"accept": "application/json"}).json() == answer.json()
    assert answer["Cache-Control"] == "public, max-age=600"


def test_the_search_answers_people_with_a_page(client, sokaraja):
    page = client.get("/areas/search/", {"q": "sokarja", "level": "3"})
    assert '<a href="/areas/33.02.19/">Kecamatan Sokaraja</a>' in page.content.decode()
    assert "Desa" not in page.content.decode().split("<main")[1].split("</form>")[1]
    assert "Tidak ada wilayah" in client.get("/areas/search/?q=zzzz").content.decode()


@pytest.mark.parametrize("query", ["level=9", "within=abc", "limit=1000", "q=" + "x" * 101])
def test_a_search_that_makes_no_sense_is_refused(client, sokaraja, query):
    assert client.get(f"/areas/search/?{query}&format=json").status_code == 422
    assert client.get(f"/areas/search/?{query}").status_code == 422


def test_an_area_has_a_page_with_its_codes_and_what_lies_in_it(client, sokaraja):
    Area.objects.filter(code="33.02.19").update(bps_code="3302230", bps_edition="2018")
    FormerName.objects.create(
        area=sokaraja, name="Soka Lama", edition="contoh", valid_from="2020-01-01", valid_to="2025-04-25"
    )
    text = client.get("/areas/33.02.19/").content.decode()
    for words in ("Kecamatan Sokaraja", "3302230", "2018", "WIB", "Soka Lama", "Desa Klahang", "Desa Kalikidang"):
        assert words in text
    assert '<a href="/areas/33.02/">Banyumas</a>' in text
    assert client.get("/areas/99/").status_code == 404
    assert client.get("/areas/33.2/").status_code == 404


def test_an_ended_area_says_what_it_became(client, sokaraja):
    Area.objects.filter(code="33.02.19.2001").update(valid_to="2026-01-01", successor="33.02.19.2006")
    text = client.get("/areas/33.02.19.2001/").content.decode()
    assert 'href="/areas/33.02.19.2006/"' in text
    assert "Desa Klahang (33.02.19.2006)" in text
    assert "Kalikidang (33.02.19.2001)" in client.get("/areas/33.02.19.2006/").content.decode()
    assert "Kalikidang" not in client.get("/areas/33.02.19/").content.decode()


def test_the_first_page_lists_the_provinces_or_says_how_to_load_them(client, db, sokaraja):
    assert "Jawa Tengah" in client.get("/areas/").content.decode()
    Area.objects.all().delete()
    assert "rembug areas load" in client.get("/areas/").content.decode()


def test_ten_times_the_villages_cost_no_more_statements(client, sokaraja, django_assert_num_queries):
    def ask():
        return client.get("/areas/33.02.19/").content.decode()

    with django_assert_num_queries(6):
        ask()
    Area.objects.bulk_create(
        Area(
            code=f"33.02.19.2{number:03}",
            name=f"Contoh {number}",
            path="Contoh",
            level=4,
            kind=Kind.VILLAGE,
            time_zone="Asia/Jakarta",
            valid_from="2025-04-25",
        )
        for number in range(100, 140)
    )
    with django_assert_num_queries(6):
        assert "Contoh 139" in ask()
