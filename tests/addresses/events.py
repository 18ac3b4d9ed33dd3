from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from rembug.events.models import Event, EventFile, EventKind, Method
from rembug.files.models import StoredFile
from tests.things import GOVERNORS, MEMBERS, OFFICERS, ONLY_POST, PARTICIPANTS, SIGNED_IN, Expected, instead

# Those who manage any organization plan events.
PLANNERS = (302, 403, 200, 403, 403, 200, 200)
# The member is the one who brought the file, owns the task and was asked to write the minutes.
OWNER_AND_OFFICERS = PARTICIPANTS


def meeting(**names):
    """The key of the meeting, and further arguments by the attribute of ``things``."""
    return lambda things: (
        {"pk": things.meeting.pk} | {argument: getattr(things, name).pk for argument, name in names.items()}
    )


def task(things):
    return {"pk": things.task.pk}


def asked(who, **names):
    """A page with a form that a POST without its fields does not satisfy."""
    return Expected(who, instead(who, 422), meeting(**names))


def done(who, **names):
    """A deed that needs no fields, by POST only."""
    return Expected(ONLY_POST, instead(who, 302), meeting(**names))


ADDRESSES = {
    "events:events": Expected(SIGNED_IN, SIGNED_IN),
    "events:new": Expected(PLANNERS, instead(PLANNERS, 422)),
    "events:this_month": Expected(SIGNED_IN, SIGNED_IN),
    "events:month": Expected(SIGNED_IN, SIGNED_IN, lambda things: {"year": 2026, "number": 8}),
    "events:calendar_address": Expected(SIGNED_IN, SIGNED_IN),
    # The secret in its query is the key, whoever asks.
    "events:calendar": Expected((404,) * 7, (404,) * 7),
    # Who holds the poster's code is at the meeting; a guest gives the name, everybody else taps.
    "events:check_in": Expected((200,) * 7, (422,) + (200,) * 6, lambda things: {"key": things.meeting.check_in_key}),
    "events:tasks": Expected(SIGNED_IN, SIGNED_IN),
    "events:task": Expected(MEMBERS, MEMBERS, task),
    "events:task_edit": Expected(OFFICERS, instead(OFFICERS, 422), task),
    "events:completion": Expected(ONLY_POST, instead(OWNER_AND_OFFICERS, 422), task),
    "events:reopening": Expected(ONLY_POST, instead(OWNER_AND_OFFICERS, 302), task),
    "events:event": Expected(MEMBERS, MEMBERS, meeting()),
    "events:edit": asked(OFFICERS),
    "events:cancellation": asked(OFFICERS),
    "events:reinstatement": done(OFFICERS),
    "events:series_end": Expected(instead(OFFICERS, 404), instead(OFFICERS, 404), meeting()),
    "events:share": Expected(MEMBERS, MEMBERS, lambda things: {"pk": things.meeting.pk, "what": "invitation"}),
    "events:event_calendar": Expected(MEMBERS, MEMBERS, meeting()),
    "events:villages": Expected(OFFICERS, instead(OFFICERS, 302), meeting()),
    "events:district": Expected(ONLY_POST, instead(OFFICERS, 422), meeting()),
    "events:invitations": Expected(MEMBERS, instead(OFFICERS, 422), meeting()),
    "events:reply_of": asked(OFFICERS, invitation="invitation_of_budi"),
    "events:withdrawal": Expected(ONLY_POST, instead(OFFICERS, 302), meeting(invitation="invitation_of_budi")),
    "events:reply": Expected(ONLY_POST, instead(PARTICIPANTS, 422), meeting()),
    "events:attendance": Expected(MEMBERS, MEMBERS, meeting()),
    "events:attendance_list": Expected(ONLY_POST, instead(OFFICERS, 422), meeting()),
    "events:guests": Expected(ONLY_POST, instead(OFFICERS, 422), meeting()),
    "events:own_attendance": done(PARTICIPANTS),
    "events:removal": asked(OFFICERS, attendance="attendance_of_budi"),
    "events:poster": Expected(OFFICERS, OFFICERS, meeting()),
    "events:check_in_key": done(OFFICERS),
    "events:agenda": asked(OFFICERS),
    "events:agenda_item": asked(OFFICERS, item="agenda_item"),
    "events:agenda_move": Expected(ONLY_POST, instead(OFFICERS, 404), meeting(item="agenda_item")),
    "events:agenda_removal": done(OFFICERS, item="agenda_item"),
    "events:minutes": Expected(MEMBERS, MEMBERS, meeting()),
    "events:minutes_edit": asked(OFFICERS),
    "events:submission": done(OFFICERS),
    "events:take_back": done(OFFICERS),
    "events:approval": done(GOVERNORS),
    "events:corrections": asked(GOVERNORS),
    "events:revision": Expected(OFFICERS, OFFICERS, lambda things: {"pk": things.meeting.pk, "number": 1}),
    "events:decisions": asked(OFFICERS),
    "events:decision": asked(OFFICERS, decision="decision"),
    "events:decision_removal": done(OFFICERS, decision="decision"),
    "events:new_task": asked(OFFICERS),
    "events:files": Expected(MEMBERS, instead(PARTICIPANTS, 422), meeting()),
    "events:file": Expected(MEMBERS, MEMBERS, meeting(file="event_file")),
    "events:small_picture": Expected(MEMBERS, MEMBERS, meeting(file="event_file")),
    "events:file_removal": done(OWNER_AND_OFFICERS, file="event_file"),
    "events:paper(pk,what)": Expected(MEMBERS, MEMBERS, lambda things: {"pk": things.meeting.pk, "what": "minutes"}),
    "events:paper(form,pk,what)": Expected(
        MEMBERS, MEMBERS, lambda things: {"pk": things.meeting.pk, "what": "minutes", "form": "docx"}
    ),
}


def prepare(things):
    """A meeting of FOKUSS that goes on now, with everything that a meeting can have."""
    now = timezone.now().replace(microsecond=0)
    ani, budi = things.ani, things.budi
    things.meeting = meeting = Event.schedule(
        by=ani,
        organization=things.fokuss,
        kind=EventKind.ROUTINE_MEETING,
        title="Rapat rutin (contoh)",
        time_zone="Asia/Jakarta",
        place="Balai Desa Klahang",
        area=things.fokuss.area,
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(hours=2),
    )
    meeting.invite([budi, ani, things.dewi], by=ani)
    things.invitation_of_budi = meeting.invitations.get(person=budi)
    things.attendance_of_budi = meeting.attend(budi, by=budi, method=Method.TAP)
    things.agenda_item = meeting.add_agenda_item(by=ani, title="Pembukaan")
    meeting.write_minutes("Rapat dibuka.", by=ani, revision=0)
    things.decision = meeting.decide("Iuran tetap.", by=ani)
    things.task = meeting.assign("Kirim notulen", owner=budi, due_on=now.date(), by=ani, decision=things.decision)
    picture = BytesIO()
    Image.new("RGB", (32, 32), "brown").save(picture, "PNG")
    picture.seek(0)
    things.event_file = EventFile.add(meeting, StoredFile.objects.store(picture, name="foto.png"), by=budi)
