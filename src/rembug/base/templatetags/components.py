"""``{% load components %}``: the parts of a page that need a little thought before they are drawn."""

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from rembug.base import clock

register = template.Library()


@register.tag
def keep(parser, token):
    """``{% keep as NAME %}...{% endkeep %}``: render once, use several times as ``{{ NAME }}``."""
    _keep, _as, name = token.split_contents()
    inside = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Keep(name, inside)


class Keep(template.Node):
    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        # Rendered is escaped already.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())
        return ""


@register.simple_tag
def icon(name: str) -> str:
    """A picture from the sprite. It is decoration: the words beside it must say the same."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("base/icons.svg"),
        name,
    )


@register.filter
def initials(name: str) -> str:
    """ "Siti Aminah (contoh)" -> "SA": the first letters of the first and last word that begins with a letter."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.simple_tag
def local_time(value: datetime | None, zone=None, form: str = "long") -> str:
    """An instant with the name of its zone; ``form`` is "long", "short" or "clock"; nothing for None.

    ``zone`` is a zone's name ("Asia/Makassar"), or nothing for the zone of the person who reads.
    """
    if value is None:
        return ""
    here = clock.in_zone(value, zone)
    words = {
        "long": lambda: clock.long_time(value, zone),
        "short": lambda: clock.short_time(value, zone),
        "clock": lambda: f"{clock.clock_time(here)} {clock.zone_name(here.tzinfo)}",
    }[form]()
    return format_html('<time datetime="{}">{}</time>', here.isoformat(timespec="minutes"), words)


@register.simple_tag
def local_date(value: date | datetime | None, form: str = "long", zone=None) -> str:
    """A date in words, "long" with the weekday or "short"; an instant gives its date in the zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.in_zone(value, zone).date()
    words = clock.long_date(value) if form == "long" else clock.short_date(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.inclusion_tag("base/components/button.html")
def button(label, url="", kind="", icon="", name="", value="") -> dict:
    """A link that looks like a button where ``url`` is given, else the form's button.

    ``kind``: "" for the one main deed of a page, "quiet" for the others, "danger" for what cannot be undone.
    """
    return {"label": label, "url": url, "kind": kind, "icon": icon, "name": name, "value": value}


@register.inclusion_tag("base/components/tag.html")
def tag(label, tone="") -> dict:
    """A short word on a thing; ``tone`` is "", "good", "warn" or "bad". The word must say it without the colour."""
    return {"label": label, "tone": tone}


@register.inclusion_tag("base/components/avatar.html")
def avatar(name) -> dict:
    """A person's initials. Decoration: the name stands beside it."""
    return {"name": name}


@register.inclusion_tag("base/components/row.html")
def row(title, url="", text="", tag="", tone="", icon="", person="") -> dict:
    """An item of ``<ul class="rows">``; ``person`` is a name whose initials stand in front."""
    return {"title": title, "url": url, "text": text, "tag": tag, "tone": tone, "icon": icon, "person": person}


@register.inclusion_tag("base/components/empty.html")
def empty(title, text="", url="", label="", icon="mark") -> dict:
    """Nothing here: ``title`` says so, ``text`` says what to do next, ``url`` and ``label`` are that step."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("base/components/progress.html")
def progress(label, done: int, total: int, text="") -> dict:
    """How far a thing is; ``text`` takes the place of "done of total"."""
    return {"label": label, "done": done, "total": max(total, 1), "text": text}


@register.inclusion_tag("base/components/tabs.html")
def tabs(label, tabs) -> dict:
    """Links between the sides of one thing: dicts with label, url, current, and count as you like."""
    return {"label": label, "tabs": tabs}


@register.inclusion_tag("base/components/errors.html")
def errors(form) -> dict:
    """What is wrong in a form, with a link to each field. It takes the focus when the page opens."""
    return {"form": form}


@register.inclusion_tag("base/components/bar_chart.html")
def bar_chart(rows, title, label="", unit="") -> dict:
    """Bars in the table that they show, so that nothing depends on seeing them.

    ``rows`` are pairs of a label and a number that is not negative; ``label`` and ``unit`` head the two columns.
    """
    rows = list(rows)
    largest = max((number for _name, number in rows), default=0) or 1
    bars = [
        # A string: a decimal comma would break the drawing.
        {"name": name, "number": number, "width": f"{float(number) / float(largest) * 100:.1f}"}
        for name, number in rows
    ]
    return {"bars": bars, "title": title, "label": label or _("What"), "unit": unit or _("Number")}


@register.inclusion_tag("base/components/pagination.html", takes_context=True)
def pagination(context, page) -> dict:
    """The way through a long list; ``page`` is what ``base.pagination.paginate`` gave. Keeps the other filters."""
    return {"page": page, "numbers": page_numbers(page)}


def page_numbers(page) -> list[int | None]:
    """The numbers to show under a list: first, last and the neighbours; None where some are left out."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] is not None and number > numbers[-1] + 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.filter
def error_links(form) -> list[tuple[str, str, str]]:
    """For the summary above a form: id of the input, its label, the first thing wrong with it."""
    links = []
    for field in form:
        if not field.errors:
            continue
        # A group of choices has no input with the group's own id: its first choice has. A hidden one has no place.
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id
        links.append(("" if field.is_hidden else target, field.label, field.errors[0]))
    return links
