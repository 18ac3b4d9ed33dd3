import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rembug.areas.models import Area
from rembug.events.models import Attendance, Event, Method, TooManyGuests
from rembug.events.models.attended import MOST_GUESTS_A_MINUTE
from rembug.journal.models import Deed
from rembug.people.models import Post, PostKind

from .conftest import NOW, fresh, member

pytestmark = pytest.mark.django_db


def test_a_tap_counts_for_the_village_the_member_speaks_for(meeting, budi):
    Post.objects.create(
        person=budi, kind=PostKind.VILLAGE_SECRETARY, title="Sekdes", area_id="33.02.19.2006", since=date(2019, 1, 1)
    )
    attendance = meeting.attend(budi, by=budi, method=Method.TAP)
    assert (attendance.name, attendance.position_title, attendance.area_id, attendance.arrived_at) == (
        "Budi (contoh)",
        "Sekdes",
        "33.02.19.2006",
        NOW,
    )


def test_a_repeated_operation_counts_once(meeting, ani):
    operation = uuid.uuid4()
    first = meeting.attend_as_guest("Tamu Contoh", by=ani, method=Method.LIST, operation=operation)
    again = meeting.attend_as_guest("Tamu Contoh lagi", by=ani, method=Method.LIST, operation=operation)
    assert first == again
    assert [attendance.name for attendance in meeting.attendances.all()] == ["Tamu Contoh"]


def test_an_operation_of_another_event_is_not_taken_for_this_one(meeting, ani, plan):
    other = Event.schedule(by=ani, starts_at=meeting.starts_at, ends_at=meeting.ends_at, **plan)
    operation = uuid.uuid4()
    meeting.attend(ani, by=ani, method=Method.TAP, operation=operation)
    other.attend(ani, by=ani, method=Method.TAP, operation=operation)
    assert [meeting.attendances.count(), other.attendances.count()] == [1, 1]


def test_a_guest_is_the_same_by_name_and_village(meeting, sokaraja):
    klahang, kalikidang = Area.objects.get(pk="33.02.19.2006"), Area.objects.get(pk="33.02.19.2001")
    for name, area in [("Tamu  Contoh", klahang), (" tamu contoh ", klahang), ("Tamu Contoh", kalikidang)]:
        meeting.attend_as_guest(name, by=None, method=Method.QR, area=area)
    assert [(each.name, each.area) for each in meeting.attendances.in_order()] == [
        ("Tamu Contoh", klahang),
        ("Tamu Contoh", kalikidang),
    ]


def test_the_database_itself_refuses_a_second_attendance(meeting, budi):
    meeting.attend(budi, by=budi, method=Method.TAP)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(event=meeting, person=budi, method=Method.LIST)


@pytest.mark.parametrize(("hours", "open_"), [(-1, False), (-0.5, True), (0, True), (4.4, True), (4.6, False)])
def test_check_in_is_open_from_an_hour_before_until_two_hours_after(meeting, budi, clock, hours, open_):
    clock.shift(timedelta(hours=hours))
    if open_:
        assert meeting.attend(budi, by=budi, method=Method.TAP).person == budi
    else:
        with pytest.raises(ValidationError):
            meeting.attend(budi, by=budi, method=Method.TAP)
    assert list(Event.objects.open_for_check_in()) == [meeting] * open_
    assert meeting.takes_check_in == open_


def test_the_committee_may_complete_the_list_later_but_not_before(meeting, ani, budi, clock):
    clock.shift(timedelta(hours=-3))
    with pytest.raises(ValidationError):
        meeting.attend(budi, by=ani, method=Method.LIST)
    clock.shift(timedelta(days=20))
    assert meeting.attend(budi, by=ani, method=Method.LIST).recorded_by == ani


def test_nobody_attends_a_cancelled_event(meeting, ani, budi):
    meeting.cancel(by=ani, reason="Banjir")
    with pytest.raises(ValidationError):
        fresh(meeting).attend(budi, by=budi, method=Method.TAP)


def test_after_the_approval_only_the_committee_with_a_reason(meeting, ani, budi):
    minutes = meeting.write_minutes("Rapat dibuka.", by=ani, revision=0)
    minutes.submit(by=ani)
    minutes.approve(by=ani, revision=1)
    for refused in ({"by": budi, "method": Method.TAP}, {"by": ani, "method": Method.LIST}):
        with pytest.raises(ValidationError):
            meeting.attend(budi, **refused)
    late = meeting.attend(budi, by=ani, method=Method.LIST, reason="Tanda tangan di kertas")
    assert late.reason == "Tanda tangan di kertas"


def test_who_was_taken_off_the_list_cannot_tap_back_in(meeting, ani, budi):
    attendance = meeting.attend(budi, by=budi, method=Method.QR)
    attendance.remove(by=ani, reason="Tidak ada di tempat")
    assert list(meeting.attendances.present()) == []
    with pytest.raises(ValidationError):
        meeting.attend(budi, by=budi, method=Method.TAP)
    meeting.attend(budi, by=ani, method=Method.LIST)
    assert [each.person for each in meeting.attendances.present()] == [budi]


def test_a_removal_needs_a_reason(meeting, ani, budi):
    attendance = meeting.attend(budi, by=budi, method=Method.TAP)
    with pytest.raises(ValidationError):
        attendance.remove(by=ani, reason="  ")
    assert list(meeting.attendances.present()) == [attendance]


def test_a_flood_of_guests_is_stopped_and_the_next_minute_is_free(meeting, clock):
    for number in range(MOST_GUESTS_A_MINUTE):
        meeting.attend_as_guest(f"Tamu {number}", by=None, method=Method.QR)
    with pytest.raises(TooManyGuests):
        meeting.attend_as_guest("Tamu terakhir", by=None, method=Method.QR)
    clock.shift(timedelta(minutes=2))
    meeting.attend_as_guest("Tamu terakhir", by=None, method=Method.QR)
    assert meeting.attendances.count() == MOST_GUESTS_A_MINUTE + 1


def test_villages_without_attendance_are_counted_as_none(meeting, ani, budi, sokaraja):
    meeting.villages.set(Area.objects.within(sokaraja.pk))
    meeting.attend(budi, by=ani, method=Method.LIST)
    gone = meeting.attend(ani, by=ani, method=Method.LIST)
    gone.remove(by=ani, reason="Salah ketuk")
    assert [(village.name, village.present) for village in meeting.villages_with_attendance()] == [
        ("Kalikidang", 0),
        ("Klahang", 1),
    ]


def test_the_journal_tells_the_deed_without_names(meeting, ani):
    attendance = meeting.attend_as_guest("Tamu Contoh", by=ani, method=Method.LIST)
    attendance.remove(by=ani, reason="Salah orang")
    deeds = Deed.objects.filter(thing_type="events.attendance").order_by("sequence").values_list("verb", "details")
    assert list(deeds) == [
        ("attended", {"event": meeting.pk, "method": "list"}),
        ("took an attendance off the list", {"event": meeting.pk}),
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(3)), st.sampled_from(Method), st.integers(0, 3), st.booleans()), max_size=15
    )
)
def test_whatever_the_order_of_taps_lists_and_codes_each_person_is_there_once(meeting, ani, fokuss, deeds):
    meeting.attendances.all().delete()
    if fokuss.memberships.count() < 4:
        for number, name in enumerate(("Fitri", "Gilang", "Hana"), 20):
            member(fokuss, name, number)
    people = list(meeting.members().exclude(pk=ani.pk))
    operations = [uuid.uuid4() for _ in range(4)]
    told = set()
    for who, method, operation, as_new in deeds:
        person = people[who]
        key = uuid.uuid4() if as_new else uuid.uuid5(operations[operation], str(person.pk))
        meeting.attend(person, by=ani if method == Method.LIST else person, method=method, operation=key)
        told.add(person)
    assert sorted(each.person_id for each in meeting.attendances.all()) == sorted(person.pk for person in told)
