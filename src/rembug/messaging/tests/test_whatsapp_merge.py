"""Several phones, languages and cuts give one history, once. All people are invented."""

import io
from collections import defaultdict
from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rembug.messaging.whatsapp_export import Record, read
from rembug.messaging.whatsapp_export.merge import (
    Earlier,
    Insert,
    Message,
    Same,
    SenderEvidence,
    Update,
    by_minute,
    fingerprint,
    gap,
    is_cut,
    message,
    minute_of,
    plan,
)
from rembug.messaging.whatsapp_export.synthetic import history
from rembug.messaging.whatsapp_export.synthetic_views import View


class History:
    """What a caller keeps: messages by minute in order, senders, and the spans of the exports taken."""

    def __init__(self):
        self.minutes = defaultdict(list)
        self.senders = {}
        self.spans = []

    def take(self, data):
        """Import an export; returns how many messages were added or changed."""
        with read(io.BytesIO(data)) as export:
            records = list(export)
            precision = export.precision
            is_cut_export = export.is_cut
        as_of = records[-1].sent_at
        groups = {
            minute: [message(record, precision=precision, as_of=as_of) for record in group]
            for minute, group in by_minute(records)
        }
        evidence = SenderEvidence()
        for minute, group in groups.items():
            evidence.observe(group, self.minutes.get(minute, ()))
        senders = evidence.decide(self.senders)
        self.senders |= senders
        changed = 0
        start = min(groups) if is_cut_export else datetime.min
        edges = {start, max(groups)}
        for minute, group in groups.items():
            outcomes = plan(
                group, self.minutes[minute], senders, new_cut=minute in edges, stored_cut=is_cut(minute, self.spans)
            )
            changed += self._apply(self.minutes[minute], outcomes, senders)
        self.spans.append((start, max(groups)))
        return changed

    def _apply(self, rows, outcomes, senders):
        changed = 0
        kept = {}
        for outcome in outcomes:
            new = outcome.new
            if isinstance(outcome, Insert):
                sender = senders.get(new.sender, new.sender)
                self.senders.setdefault(new.sender, sender)
                row = new._replace(sender=None if new.sender is None else sender)
                after = kept.get(id(outcome.after), outcome.after)
                rows.insert(0 if after is None else next(i for i, one in enumerate(rows) if one is after) + 1, row)
                kept[id(new)] = row
                changed += 1
            elif isinstance(outcome, Update):
                place = next(i for i, one in enumerate(rows) if one is outcome.stored)
                rows[place] = new._replace(sender=outcome.stored.sender)
                kept[id(outcome.stored)] = rows[place]
                changed += 1
            elif outcome.new.second is not None and isinstance(outcome, Same) and outcome.refines:
                place = next(i for i, one in enumerate(rows) if one is outcome.stored)
                rows[place] = outcome.stored._replace(second=new.second)
                kept[id(outcome.stored)] = rows[place]
        return changed

    def told(self):
        """The history without names: kind, fingerprint and whether edited, in order."""
        return [
            (minute, one.kind if one.kind != "contact" else "media", one.fingerprint, one.edited)
            for minute in sorted(self.minutes)
            for one in self.minutes[minute]
        ]


def export_of(view, happenings):
    return "".join(view.lines(happenings)).encode()


def union_of(views, happenings):
    """What the views together tell: each happening once, in its latest version, in the order of the truth."""
    latest = {}
    for view in sorted(views, key=lambda view: view.until or 10**9):
        # The longest view speaks last.
        with read(io.BytesIO(export_of(view, happenings))) as export:
            for happening, record in zip(view.selected(happenings), export, strict=True):
                latest[happening.number] = (
                    minute_of(record.sent_at),
                    "media" if record.kind == "contact" else record.kind,
                    fingerprint(record),
                    record.edited,
                )
    return [latest[number] for number in sorted(latest)]


STYLES = ("android_id", "ios_id", "android_en", "ios_en")
NAMES = ("short", "numbers", "push", "mixed")


def first_and_last(view, happenings):
    shown = view.selected(happenings)
    return {minute_of(shown[0].sent_at), minute_of(shown[-1].sent_at)}


@st.composite
def groups_of_views(draw):
    """A seed, and phones that overlap as those of one group do."""
    records = draw(st.integers(60, 200))
    case = {
        "records": records,
        "seed": draw(st.integers(0, 10**6)),
        "members": draw(st.sampled_from((4, 12, 40))),
        "pace": draw(st.sampled_from((15, 60, 400))),
        "views": [],
    }
    for _ in range(draw(st.integers(2, 4))):
        until = draw(st.one_of(st.none(), st.integers(records // 2, records)))
        shown = (until or records + 1) - 1
        case["views"].append(
            {
                "style": draw(st.sampled_from(STYLES)),
                "owner": draw(st.integers(0, 3)),
                "names": draw(st.sampled_from(NAMES)),
                "keep": draw(st.one_of(st.none(), st.integers(shown - records // 4, shown))),
                "until": until,
                "with_media": draw(st.booleans()),
            }
        )
    return case


def made(case):
    happenings = list(history(case["records"], case["seed"], members=case["members"], pace=case["pace"]))
    views = [View(members=40, **view) for view in case["views"]]
    # Two exports that are both cut within one minute are covered by a test of their own.
    cuts = [first_and_last(view, happenings) for view in views if view.keep or view.until]
    assume(sum(map(len, cuts)) == len(set().union(*cuts)))
    return happenings, views


@settings(max_examples=60, deadline=None, derandomize=True)
@given(groups_of_views())
def test_views_of_several_phones_merge_to_their_exact_union_in_order(case):
    happenings, views = made(case)
    store = History()
    for view in views:
        store.take(export_of(view, happenings))
    assert store.told() == union_of(views, happenings)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(groups_of_views())
def test_the_same_files_again_change_nothing(case):
    happenings, views = made(case)
    store = History()
    for view in views:
        store.take(export_of(view, happenings))
    before = store.told()
    assert [store.take(export_of(view, happenings)) for view in views] == [0] * len(views)
    assert store.told() == before
