"""Groups, their history, imports, and what people are told."""

from django.urls import path

from rembug.messaging.views import chats, imports, notifications

app_name = "messaging"
urlpatterns = [
    path("", chats.chats, name="chats"),
    path("chats/<int:pk>/", chats.chat, name="chat"),
    path("chats/<int:pk>/senders/", chats.senders, name="senders"),
    path("chats/<int:pk>/messages/<int:message_pk>/attachment/", chats.attachment, name="attachment"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.imports, name="new_import"),
    path("imports/shared/", imports.shared, name="shared_import"),
    path("imports/<int:pk>/", imports.import_, name="import"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/pass-on/", notifications.pass_on, name="pass_on"),
]
