from html.parser import HTMLParser

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.utils import translation
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from rembug.base.forms import CodeInput, DateInput, FileDrop, PhoneInput
from rembug.base.pagination import paginate
from rembug.base.templatetags.components import initials, page_numbers


@pytest.fixture
def render(rf):
    def render(source, address="/", **context):
        with translation.override("en"):
            template = Template("{% load components %}" + source)
            return template.render(RequestContext(rf.get(address), context))

    return render


class Tags(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(markup, name):
    return [attrs for tag, attrs in Tags(markup).found if tag == name]


# Lists a page at a time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given"),
    [("1", 1), ("3", 3), ("4", 4), ("5", 4), ("0", 4), ("-1", 4), ("x", 1), ("", 1), ("9" * 5000, 1), ("1e9", 1)],
)
def test_any_page_number_gives_a_page(rf, asked, given):
    assert paginate(rf.get("/", {"page": asked}), range(100)).number == given


@given(st.text(max_size=30))
def test_whatever_stands_in_the_address_the_list_is_shown(asked):
    from django.test import RequestFactory

    page = paginate(RequestFactory().get("/", {"page": asked}), range(60))
    assert 1 <= page.number <= 3
    assert list(page) == list(range(60))[page.start_index() - 1 : page.end_index()]


def test_an_empty_list_has_one_empty_page(rf):
    assert list(paginate(rf.get("/?page=7"), [])) == []


def test_a_list_page_costs_a_count_and_a_fetch(rf, db, django_assert_num_queries):
    Session.objects.create(session_key="a", expire_date=now())
    with django_assert_num_queries(2):
        assert len(paginate(rf.get("/"), Session.objects.order_by("pk"))) == 1


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 80, [1, 2, None, 80]),
        (40, 80, [1, None, 39, 40, 41, None, 80]),
        (80, 80, [1, None, 79, 80]),
    ],
)
def test_the_way_through_a_list_shows_both_ends_and_the_neighbours(number, last, shown):
    assert page_numbers(Paginator(range(last), 1).page(number)) == shown


def test_turning_the_page_keeps_the_filters(render):
    page = Paginator(range(100), 10).page(2)
    markup = render("{% pagination page %}", "/?q=apbdes&page=2", page=page)
    assert [link["href"] for link in tags(markup, "a")] == [
        "?q=apbdes&page=1",
        "?q=apbdes&page=1",
        "?q=apbdes&page=2",
        "?q=apbdes&page=3",
        "?q=apbdes&page=10",
        "?q=apbdes&page=3",
    ]


def test_a_list_of_one_page_needs_no_way_through(render):
    assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


# Parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Siti Aminah", "SA"),
        ("Budi", "B"),
        ("Ani (contoh)", "A"),
        ("I Gusti Ngurah Rai", "IR"),
        ("", "?"),
        ("+62 812", "?"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_a_part_takes_nothing_from_the_page_around_it(render):
    around = {"url": "/danger/", "kind": "danger", "icon": "trash", "name": "delete", "text": "x", "tag": "y"}
    assert tags(render('{% button "Save" %}', **around), "button") == [{"class": "button "}]
    assert tags(render('{% row "Title" %}', **around), "a") == []


def test_what_people_write_is_never_markup(render):
    markup = render(
        "{% button words %}{% row words text=words person=words %}{% empty words text=words %}{% tag words %}"
        "{% progress words 1 2 %}{% bar_chart rows words %}",
        words="<script>alert(1)</script>",
        rows=[("<script>", 1)],
    )
    assert tags(markup, "script") == []


def test_progress_is_told_in_words_too(render):
    markup = render('{% progress "Import" 340 1000 %}')
    assert "340 of 1000" in markup
    assert tags(markup, "progress") == [{"max": "1000", "value": "340", "aria-label": "Import"}]


def test_progress_of_nothing_is_drawn(render):
    assert tags(render('{% progress "Import" 0 0 %}'), "progress") == [
        {"max": "1", "value": "0", "aria-label": "Import"}
    ]


def test_a_chart_is_a_table_whose_bars_are_decoration(render):
    markup = render('{% bar_chart rows "Attendance" %}', rows=[("Klahang", 12), ("Sokaraja", 3), ("Kalikidang", 0)])
    assert [bar["width"] for bar in tags(markup, "rect")] == ["100.0", "25.0", "0.0"]
    assert [drawing["aria-hidden"] for drawing in tags(markup, "svg")] == ["true"] * 3
    assert "<td>12</td>" in markup


@pytest.mark.parametrize("rows", [[], [("a", 0)]])
def test_a_chart_of_nothing_is_drawn(render, rows):
    assert len(tags(render('{% bar_chart rows "x" %}', rows=rows), "rect")) == len(rows)


def test_keep_renders_once(render):
    calls = []
    markup = render("{% keep as x %} {{ call }} {% endkeep %}[{{ x }}|{{ x }}]", call=lambda: calls.append(1) or "A<b")
    assert (markup, calls) == ("[A&lt;b|A&lt;b]", [1])


# Forms ----------------------------------------------------------------------------------------------------------


class Meeting(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the letter.")
    day = forms.DateField(label="Day", widget=DateInput)
    phone = forms.CharField(label="Phone", widget=PhoneInput, required=False)
    code = forms.CharField(label="Code", widget=CodeInput, required=False)
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    letter = forms.FileField(label="Letter", widget=FileDrop, required=False)
    agree = forms.BooleanField(label="I agree", help_text="It can be withdrawn.")
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def form_markup(form):
    with translation.override("en"):
        return str(form)


def test_every_input_has_its_label():
    markup = form_markup(Meeting())
    labelled = {label["for"] for label in tags(markup, "label") if "for" in label}
    inputs = {field["id"] for field in tags(markup, "input") if field["type"] != "hidden"}
    assert inputs <= labelled
    assert len(inputs) == 8


def test_what_may_stay_empty_is_said_in_words():
    assert form_markup(Meeting()).count("(optional)") == 3


def test_dates_numbers_and_codes_open_the_right_keyboard():
    inputs = {field["name"]: field for field in tags(form_markup(Meeting(initial={"day": "2026-08-03"})), "input")}
    assert (inputs["day"]["type"], inputs["day"]["value"]) == ("date", "2026-08-03")
    assert (inputs["phone"]["type"], inputs["phone"]["autocomplete"]) == ("tel", "tel")
    assert (inputs["code"]["inputmode"], inputs["code"]["autocomplete"]) == ("numeric", "one-time-code")


def test_a_wrong_field_says_why_and_points_there():
    markup = form_markup(Meeting({"name": ""}))
    name = next(field for field in tags(markup, "input") if field["name"] == "name")
    assert name["aria-invalid"] == "true"
    described = set(name["aria-describedby"].split())
    assert described == {"id_name_helptext", "id_name_error"}
    assert described <= {attrs.get("id") for _tag, attrs in Tags(markup).found}


def test_the_summary_takes_the_focus_and_each_link_meets_an_input():
    markup = form_markup(Meeting({"name": ""}))
    summary = next(attrs for attrs in tags(markup, "div") if attrs.get("class") == "errors")
    assert (summary["role"], summary["tabindex"], "autofocus" in summary) == ("alert", "-1", True)
    targets = [link["href"] for link in tags(markup, "a")]
    assert targets == ["#id_name", "#id_day", "#id_kind_0", "#id_agree"]
    ids = {attrs.get("id") for _tag, attrs in Tags(markup).found}
    assert {target[1:] for target in targets} <= ids


def test_a_form_without_errors_has_no_summary():
    assert 'class="errors"' not in form_markup(Meeting())


def test_hidden_fields_are_sent():
    assert [field["value"] for field in tags(form_markup(Meeting()), "input") if field["type"] == "hidden"] == ["s"]
