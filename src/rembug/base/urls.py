"""Addresses of the shell."""

from django.conf import settings
from django.urls import path

from rembug.base import installation, views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("health", views.health, name="health"),
    path("manifest.webmanifest", installation.manifest, name="manifest"),
    path("service-worker.js", installation.service_worker, name="service_worker"),
    path("offline/", installation.offline, name="offline"),
]

if settings.DEBUG:
    from rembug.base import gallery

    urlpatterns.append(path("components/", gallery.components, name="components"))
