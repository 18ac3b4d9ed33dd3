"""Who a sender may be, and how the name is shown to fellow members."""

import pytest

from rembug.messaging.labels import is_number, shown, suggest

MEMBERS = {
    1: ("Ani (contoh)", "+6281200000001", "Kalikidang"),
    2: ("Budi Santosa (contoh)", "+6281200000002", "Klahang"),
    3: ("Budi Raharjo (contoh)", "+6281200000003", "Wiradadi"),
}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("+62 812-0000-0001", "+62 812-••••-0001"),
        ("+62 812‑0000‑0001", "+62 812-••••-0001"),
        ("0812 0000 0001", "+62 812-••••-0001"),
        ("~ Bu Ani", "Bu Ani"),
        ("~\u202fBu Ani", "Bu Ani"),
        ("Sekdes Klahang", "Sekdes Klahang"),
    ],
)
def test_a_number_is_shown_without_its_middle_and_a_name_without_its_tilde(label, expected):
    assert shown(label) == expected


def test_a_name_with_a_digit_is_not_a_number():
    assert [is_number(label) for label in ("RT 03", "Klahang 2", "+62 812-0000-0001")] == [False, False, True]


@pytest.mark.parametrize(
    ("labels", "member"),
    [
        (["+62 812-0000-0002"], 2),
        (["Pak Budi Santosa"], 2),
        (["Sekdes Budi Raharjo Wiradadi"], 3),
        (["Bu Ani Kalikidang"], 1),
        (["Citra"], None),
        (["Budi"], None),
        (["+62 812-9999-0002"], None),
        (["Citra", "+62 812-0000-0003"], 3),
    ],
)
def test_a_suggestion_needs_a_number_or_a_name_that_only_one_member_has(labels, member):
    assert suggest(labels, MEMBERS) == member
