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


@settings(max_examples=24, deadline=None, derandomize=True)
@given(groups_of_views())
def test_views_of_several_phones_merge_to_their_exact_union_in_order(case):
    happenings, views = made(case)
    store = History()
    for view in views:
        store.take(export_of(view, happenings))
    assert store.told() == union_of(views, happenings)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(groups_of_views())
def test_the_same_files_again_change_nothing(case):
    happenings, views = made(case)
    store = History()
    for view in views:
        store.take(export_of(view, happenings))
    before = store.told()
    assert [store.take(export_of(view, happenings)) for view in views] == [0] * len(views)
    assert store.told() == before


# Single minutes


MINUTE = datetime(2026, 7, 21, 8, 0)


def said(sender, text, *, second=None, edited=False, kind="text", event=None, mentions=(), as_of=None):
    record = Record(1, 1, MINUTE, sender, kind, text, None, edited, event, mentions)
    return Message(record, sender, kind, fingerprint(record), text, second, edited, as_of)


def test_nothing_is_inserted_where_all_is_known():
    ani, budi = said("Ani", "selamat pagi"), said("Budi", "nggih")
    assert plan([ani, budi], [ani, budi], {"Ani": "Ani", "Budi": "Budi"}) == [Same(ani, ani), Same(budi, budi)]


def test_a_missing_message_is_inserted_between_its_neighbours():
    ani, budi, citra = said("Ani", "satu"), said("Budi", "dua"), said("Citra", "tiga")
    names = {"Ani": "Ani", "Budi": "Budi", "Citra": "Citra"}
    assert plan([ani, budi, citra], [ani, citra], names) == [Same(ani, ani), Insert(budi, ani), Same(citra, citra)]


def test_the_same_words_twice_in_a_minute_stay_twice():
    once = said("Ani", "siap")
    assert plan([once, said("Ani", "siap")], [once], {"Ani": "Ani"}) == [Same(once, once), Insert(once, once)]


def test_two_people_saying_the_same_stay_two_where_both_exports_are_cut():
    stored, new = said("Ani", "siap"), said("Budi", "siap")
    outcomes = plan([new], [stored], {"Budi": "Budi"}, new_cut=True, stored_cut=True)
    assert outcomes == [Insert(new, stored)]


def test_a_message_edited_later_is_the_same_message_changed():
    before, after = said("Ani", "rapat jam 8"), said("Ani", "rapat jam 9", edited=True)
    assert plan([after], [before], {"Ani": "Ani"}) == [Update(before, after)]
    assert plan([before], [after], {"Ani": "Ani"}) == [Earlier(after, before)]


def test_of_two_edited_versions_the_later_export_tells_the_valid_one():
    older = said("Ani", "jam 8", edited=True, as_of=MINUTE)
    newer = said("Ani", "jam 9", edited=True, as_of=MINUTE + timedelta(days=1))
    assert plan([newer], [older], {"Ani": "Ani"}) == [Update(older, newer)]
    assert plan([older], [newer], {"Ani": "Ani"}) == [Earlier(newer, older)]


def test_a_message_deleted_later_keeps_its_place():
    ani, budi, gone = said("Ani", "a"), said("Budi", "b"), said("Ani", "", kind="deleted")
    names = {"Ani": "Ani", "Budi": "Budi"}
    assert plan([gone, budi], [ani, budi], names) == [Update(ani, gone), Same(budi, budi)]


def test_a_deletion_is_not_guessed_where_both_exports_are_cut():
    ani, gone = said("Ani", "a"), said("Ani", "", kind="deleted")
    assert plan([gone], [ani], {"Ani": "Ani"}, new_cut=True, stored_cut=True) == [Insert(gone, ani)]


def test_seconds_refine_a_stored_minute():
    stored, new = said("Ani", "halo"), said("Ani", "halo", second=41)
    assert plan([new], [stored], {"Ani": "Ani"}) == [Same(stored, new, refines=True)]


def test_seconds_tell_which_of_equal_messages_is_meant():
    early, late = said("Ani", "siap", second=3), said("Ani", "siap", second=50)
    assert plan([said("Ani", "siap", second=50)], [early, late], {"Ani": "Ani"}) == [Same(late, late)]


def test_system_lines_meet_across_languages():
    stored = said(None, "Ani menambahkan Budi", kind="system", event="added")
    new = said(None, "Ani added Budi", kind="system", event="added")
    unknown = said(None, "Ani hat Budi aufgenommen", kind="system", event="other")
    assert plan([new], [stored], {}) == [Same(stored, new)]
    assert plan([unknown], [stored], {}) == [Same(stored, unknown)]


def test_what_was_said_has_one_fingerprint_on_every_phone():
    def same(*records):
        return len({fingerprint(Record(1, 1, MINUTE, *record)) for record in records}) == 1

    assert same(
        ("Ani", "text", "halo @Bu Siti, siap?", None, False, None, ("Bu Siti",)),
        ("Ani", "text", "halo  @+62 812-0000-0001, siap?", None, False, None, ("+62 812-0000-0001",)),
        ("Ani", "text", "halo @6281200000001, siap?"),
    )
    assert same(("Ani", "media", "undangan", "IMG-1.jpg"), ("Ani", "media", "undangan"))
    assert same(("Ani", "contact", "", "Budi.vcf"), ("Ani", "contact", ""))
    assert same(("Ani", "poll", "POLLING:\nKapan?\nOPSI: Senin (2 suara)"),
                ("Ani", "poll", "POLL:\nKapan?\nOPTION: Senin (3 votes)"))  # fmt: skip
    assert same(("Ani", "location", "lokasi: https://maps.google.com/?q=1,2"),
                ("Ani", "location", "location: https://maps.google.com/?q=1,2"))  # fmt: skip
    assert not same(("Ani", "text", "siap"), ("Ani", "text", "siap."))


def test_labels_are_learnt_from_messages_that_stand_alone():
    evidence = SenderEvidence()
    evidence.observe([said("~ Ani", "a"), said("+62 1", "siap")], [said(7, "a"), said(8, "siap"), said(9, "siap")])
    evidence.observe([said("~ Ani", "b")], [said(7, "b")])
    assert evidence.decide() == {"~ Ani": 7}


def test_shared_messages_weigh_more_than_a_shared_name():
    evidence = SenderEvidence()
    evidence.observe([said("Budi", "a")], [said(7, "a")])
    assert evidence.decide({"Budi": 8, "Citra": 9}) == {"Budi": 7}


def test_a_gap_between_exports_is_reported():
    day = timedelta(days=1)
    stored = [(MINUTE, MINUTE + day)]
    after = gap(first=MINUTE + 3 * day, last=MINUTE + 4 * day, cut=True, stored=stored)
    assert [notice.code for notice in after] == ["gap"]
    assert gap(first=MINUTE + 3 * day, last=MINUTE + 4 * day, cut=False, stored=stored) == []
    assert gap(first=MINUTE + day, last=MINUTE + 4 * day, cut=True, stored=stored) == []
    before = gap(first=MINUTE - 3 * day, last=MINUTE - day, cut=False, stored=stored)
    assert [notice.code for notice in before] == ["gap"]
    assert gap(first=MINUTE - 3 * day, last=MINUTE + day, cut=True, stored=stored) == []


def test_a_minute_is_cut_until_an_export_reaches_beyond_it():
    hour = timedelta(hours=1)
    assert is_cut(MINUTE, [(MINUTE, MINUTE + hour)])
    assert not is_cut(MINUTE, [(MINUTE, MINUTE + hour), (MINUTE - hour, MINUTE + hour)])


def test_messages_that_arrived_late_join_their_minute():
    def at(number, minutes):
        return Record(number, number, MINUTE + timedelta(minutes=minutes), "Ani", "text", str(number))

    records = [at(1, 0), at(2, 5), at(3, 0), at(4, 60 * 24 * 5)]
    assert [[record.number for record in group] for _minute, group in by_minute(records)] == [[1, 3], [2], [4]]
