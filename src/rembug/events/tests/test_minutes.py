import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rembug.events.models import Minutes, StaleRevision
from rembug.journal.models import Deed

from .conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(meeting, ani):
    return meeting.write_minutes("Rapat dibuka pukul 09.10.", by=ani, revision=0)


@pytest.fixture
def approved(meeting, minutes, ani):
    meeting.decide("Iuran Rp20.000 setiap bulan.", by=ani)
    minutes.submit(by=ani)
    minutes.approve(by=ani, revision=1)
    return fresh(minutes)


def test_minutes_begin_with_the_agenda_as_headings(meeting, ani):
    meeting.add_agenda_item(by=ani, title="Pembukaan")
    meeting.add_agenda_item(by=ani, title="Laporan kas")
    assert meeting.minutes_draft() == "## 1. Pembukaan\n\n\n## 2. Laporan kas\n\n\n"


def test_the_one_asked_to_take_the_minutes_is_named(meeting, ani, budi):
    meeting.revise(by=ani, minutes_by=budi)
    assert meeting.write_minutes("Rapat dibuka.", by=ani, revision=0).taken_by == budi


def test_a_stale_save_is_refused_and_tells_what_stands(minutes, budi):
    minutes.write("Versi kedua.", by=budi, revision=1)
    with pytest.raises(StaleRevision) as refusal:
        minutes.write("Versi lain.", by=budi, revision=1)
    assert (refusal.value.minutes.text, refusal.value.minutes.revision) == ("Versi kedua.", 2)
    assert fresh(minutes).text == "Versi kedua."


def test_two_first_saves_do_not_overwrite_each_other(meeting, minutes, budi):
    with pytest.raises(StaleRevision):
        meeting.write_minutes("Ketikan lain.", by=budi, revision=0)
    assert fresh(minutes).text == "Rapat dibuka pukul 09.10."


def test_a_save_repeated_because_its_answer_was_lost_changes_nothing(minutes, ani):
    minutes.write("Versi kedua.", by=ani, revision=1)
    minutes.write("Versi kedua.", by=ani, revision=1)
    assert [each.number for each in minutes.revisions.all()] == [2, 1]


def test_text_rests_while_it_waits_for_approval(minutes, ani):
    minutes.submit(by=ani)
    with pytest.raises(ValidationError):
        minutes.write("Versi kedua.", by=ani, revision=1)
    minutes.take_back(by=ani)
    minutes.write("Versi kedua.", by=ani, revision=1)
    assert fresh(minutes).text == "Versi kedua."


def test_empty_minutes_cannot_be_submitted(meeting, ani):
    minutes = meeting.write_minutes("  \n", by=ani, revision=0)
    with pytest.raises(ValidationError):
        minutes.submit(by=ani)


def test_only_what_was_read_is_approved(minutes, ani):
    with pytest.raises(ValidationError):
        minutes.approve(by=ani, revision=1)
    minutes.submit(by=ani)
    with pytest.raises(StaleRevision):
        minutes.approve(by=ani, revision=2)
    assert minutes.approve(by=ani, revision=1).holds


def test_approved_minutes_and_decisions_no_longer_change(approved, meeting, ani):
    decision = meeting.decisions.get()
    for change in (
        lambda: approved.write("Lain.", by=ani, revision=1),
        lambda: approved.take_back(by=ani),
        lambda: meeting.decide("Lain.", by=ani),
        lambda: decision.revise("Lain.", by=ani),
        lambda: decision.remove(by=ani),
    ):
        with pytest.raises(ValidationError):
            change()
    assert fresh(approved).text == "Rapat dibuka pukul 09.10."
    assert [each.text for each in meeting.decisions.all()] == ["Iuran Rp20.000 setiap bulan."]


def test_a_change_behind_the_products_back_is_seen(approved):
    assert approved.approval.holds
    Minutes.objects.filter(pk=approved.pk).update(text="Diubah diam-diam.")
    assert not fresh(approved).approval.holds


def test_a_correction_is_added_and_the_text_stays(approved, minutes, ani):
    approved.correct("Pukul 09.15, bukan 09.10.", by=ani)
    assert [each.text for each in fresh(approved).corrections.all()] == ["Pukul 09.15, bukan 09.10."]
    assert fresh(approved).approval.holds


def test_a_correction_waits_for_the_approval(minutes, ani):
    with pytest.raises(ValidationError):
        minutes.correct("Pukul 09.15.", by=ani)


def test_decisions_are_numbered_again_when_one_is_taken_out(meeting, ani):
    for text in ("Satu", "Dua", "Tiga"):
        meeting.decide(text, by=ani)
    meeting.decisions.get(text="Dua").remove(by=ani)
    assert list(meeting.decisions.values_list("position", "text")) == [(1, "Satu"), (2, "Tiga")]


def test_the_agenda_moves_up_and_down_and_stops_at_its_ends(meeting, ani):
    items = [meeting.add_agenda_item(by=ani, title=title) for title in ("A", "B", "C")]
    fresh(items[2]).move(-1, by=ani)
    fresh(items[0]).move(-1, by=ani)
    fresh(items[1]).move(+1, by=ani)
    assert [(item.position, item.title) for item in meeting.agenda.all()] == [(1, "A"), (2, "C"), (3, "B")]
    fresh(items[0]).remove(by=ani)
    assert [(item.position, item.title) for item in meeting.agenda.all()] == [(1, "C"), (2, "B")]


def test_every_deed_is_in_the_journal_without_the_text(approved, ani):
    approved.correct("Pukul 09.15.", by=ani)
    deeds = list(Deed.objects.order_by("sequence").values_list("verb", flat=True))
    assert deeds == [
        "scheduled",
        "wrote minutes",
        "decided",
        "submitted minutes",
        "approved minutes",
        "corrected minutes",
    ]
    assert "09.1" not in str(list(Deed.objects.values_list("details", flat=True)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_whoever_saves_when_no_text_is_overwritten_unseen(meeting, ani, budi, deeds):
    """Two people read and save in any order: a save is based on what that person read last, or is refused."""
    Minutes.objects.filter(event=meeting).delete()
    seen = {ani: (0, ""), budi: (0, "")}
    stands = ""
    for number, (is_ani, reads) in enumerate(deeds):
        person = ani if is_ani else budi
        current = Minutes.objects.filter(event=meeting).first()
        if reads and current:
            seen[person] = (current.revision, current.text)
        revision, read = seen[person]
        mine = f"{read} {number}"
        if read == stands:
            saved = meeting.write_minutes(mine, by=person, revision=revision)
            stands, seen[person] = mine, (saved.revision, mine)
        else:
            with pytest.raises(StaleRevision) as refusal:
                meeting.write_minutes(mine, by=person, revision=revision)
            assert refusal.value.minutes.text == stands
    assert Minutes.objects.get(event=meeting).text == stands
