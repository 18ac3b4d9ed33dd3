"""Addresses of the room: each person's own data. Other people are met as members of an organization."""

from django.urls import path

from rembug.people.views import consents, contact, me, posts

app_name = "people"
urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/name/", me.name, name="name"),
    path("me/password/", me.password, name="password"),
    path("me/export/", me.export, name="export"),
    path("me/erasure/", me.erasure, name="erasure"),
    path("me/erasure/cancellation/", me.erasure_cancellation, name="erasure_cancellation"),
    path("me/phone/", contact.change, {"kind": "phone"}, name="phone"),
    path("me/phone/removal/", contact.removal, {"kind": "phone"}, name="phone_removal"),
    path("me/email/", contact.change, {"kind": "email"}, name="email"),
    path("me/email/removal/", contact.removal, {"kind": "email"}, name="email_removal"),
    path("me/contact/code/", contact.code, name="contact_code"),
    path("me/posts/new/", posts.new, name="post_new"),
    path("me/posts/<int:pk>/end/", posts.end, name="post_end"),
    path("me/consents/<slug:purpose>/", consents.consent, name="consent"),
]
