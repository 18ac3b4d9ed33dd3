import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from rembug.people.phone_numbers import masked, normalised, whatsapp_link, written


@pytest.mark.parametrize(
    "text", ["0812-0000-0001", "62812 0000 0001", "+62 812-0000-0001", "81200000001", "(0812) 0000.0001"]
)
def test_every_usual_spelling_gives_one_number(text):
    assert normalised(text) == "+6281200000001"


@pytest.mark.parametrize("text", ["", "081", "halo", "0062006281200000001", "+99 1234"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValidationError):
        normalised(text)


@given(st.integers(min_value=0, max_value=99_999_999).map(lambda number: f"+62812{number:08}"))
def test_a_number_survives_being_written_and_read_again(phone):
    assert normalised(written(phone)) == phone


def test_a_foreign_number_keeps_its_country():
    assert written(normalised("+65 9123 4567")) == "+65 9123 4567"


def test_a_masked_number_hides_the_middle():
    assert masked("+6281200000001") == "0812-••••-0001"
    assert masked(None) == ""


def test_a_whatsapp_link_carries_the_text():
    assert whatsapp_link("Halo & selamat", "+6281200000001") == "https://wa.me/6281200000001?text=Halo%20%26%20selamat"
    assert whatsapp_link("Halo") == "https://wa.me/?text=Halo"
