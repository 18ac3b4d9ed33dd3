"""Addresses of the room."""

from django.urls import path, register_converter

from rembug.events.views import attendance, events, invitations, minutes, papers, records, tasks, villages


class PaperForm:
    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperForm, "paperform")

app_name = "events"
urlpatterns = [
    path("", events.events, name="events"),
    path("new/", events.new, name="new"),
    path("month/", events.by_month, name="this_month"),
    path("month/<int:year>/<int:number>/", events.by_month, name="month"),
    path("calendar/", papers.calendar_address, name="calendar_address"),
    path("calendar.ics", papers.calendar, name="calendar"),
    path("check-in/<str:key>/", attendance.check_in, name="check_in"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/edit/", tasks.edit, name="task_edit"),
    path("tasks/<int:pk>/completion/", tasks.completion, name="completion"),
    path("tasks/<int:pk>/completion/undo/", tasks.reopening, name="reopening"),
    path("<int:pk>/", events.event, name="event"),
    path("<int:pk>/edit/", events.edit, name="edit"),
    path("<int:pk>/cancellation/", events.cancellation, name="cancellation"),
    path("<int:pk>/cancellation/undo/", events.reinstatement, name="reinstatement"),
    path("<int:pk>/series/end/", events.series_end, name="series_end"),
    path("<int:pk>/share/<slug:what>/", events.share, name="share"),
    path("<int:pk>/event.ics", papers.event_calendar, name="event_calendar"),
    path("<int:pk>/villages/", villages.villages, name="villages"),
    path("<int:pk>/villages/district/", villages.district, name="district"),
    path("<int:pk>/invitations/", invitations.invitations, name="invitations"),
    path("<int:pk>/invitations/<int:invitation>/", invitations.reply_of, name="reply_of"),
    path("<int:pk>/invitations/<int:invitation>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path("<int:pk>/reply/", invitations.reply, name="reply"),
    path("<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("<int:pk>/attendance/list/", attendance.attendance_list, name="attendance_list"),
    path("<int:pk>/attendance/guests/", attendance.guests, name="guests"),
    path("<int:pk>/attendance/mine/", attendance.own_attendance, name="own_attendance"),
    path("<int:pk>/attendance/<int:attendance>/removal/", attendance.removal, name="removal"),
    path("<int:pk>/poster/", attendance.poster, name="poster"),
    path("<int:pk>/poster/renewal/", attendance.check_in_key, name="check_in_key"),
    path("<int:pk>/agenda/", records.agenda, name="agenda"),
    path("<int:pk>/agenda/<int:item>/", records.agenda_item, name="agenda_item"),
    path("<int:pk>/agenda/<int:item>/move/", records.agenda_move, name="agenda_move"),
    path("<int:pk>/agenda/<int:item>/removal/", records.agenda_removal, name="agenda_removal"),
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes/edit/", minutes.edit, name="minutes_edit"),
    path("<int:pk>/minutes/submission/", minutes.submission, name="submission"),
    path("<int:pk>/minutes/submission/undo/", minutes.take_back, name="take_back"),
    path("<int:pk>/minutes/approval/", minutes.approval, name="approval"),
    path("<int:pk>/minutes/corrections/", minutes.corrections, name="corrections"),
    path("<int:pk>/minutes/revisions/<int:number>/", minutes.revision, name="revision"),
    path("<int:pk>/decisions/", records.decisions, name="decisions"),
    path("<int:pk>/decisions/<int:decision>/", records.decision, name="decision"),
    path("<int:pk>/decisions/<int:decision>/removal/", records.decision_removal, name="decision_removal"),
    path("<int:pk>/tasks/", tasks.new, name="new_task"),
    path("<int:pk>/files/", papers.files, name="files"),
    path("<int:pk>/files/<int:file>/", papers.file, name="file"),
    path("<int:pk>/files/<int:file>/small/", papers.small_picture, name="small_picture"),
    path("<int:pk>/files/<int:file>/removal/", papers.file_removal, name="file_removal"),
    path("<int:pk>/papers/<slug:what>/", papers.paper, name="paper"),
    path("<int:pk>/papers/<slug:what>.<paperform:form>", papers.paper, name="paper"),
]
