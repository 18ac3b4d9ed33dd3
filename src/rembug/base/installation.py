"""What makes Rembug an app on a phone's home screen: the manifest and the service worker."""

import hashlib
import json

from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SHELL_FILES = ["base/rembug.css", "base/shell.js", "base/icons.svg", "base/icon-192.png"]

# The share sheet hands over a chat export here. The service worker takes it in and goes on to the import page.
SHARE_TARGET = "/messages/imports/shared/"
SHARE_NEXT = "/messages/imports/new/?shared=1"


@require_safe
@cache_control(max_age=86_400)
def manifest(request):
    """Name, colours and icons for the home screen, and what other apps may share with Rembug."""
    content = {
        "id": "/",
        "name": "Rembug",
        "short_name": "Rembug",
        "description": _("For the people who run Indonesia's villages"),
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": "#3b2314",
        "background_color": "#faf4e8",
        "icons": [
            {"src": static("base/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("base/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("base/icon-maskable-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
        "share_target": {
            "action": SHARE_TARGET,
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "file", "accept": ["text/plain", ".txt", "application/zip", ".zip"]}]},
        },
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def service_worker(request):
    """The worker, at the root so that it serves every page; a new version whenever a file of the shell changes."""
    files = [static(name) for name in SHELL_FILES]
    context = {
        "files": json.dumps(files),
        "version": hashlib.sha256("".join(files).encode()).hexdigest()[:12],
        "share_target": SHARE_TARGET,
        "share_next": SHARE_NEXT,
    }
    return render(request, "base/service-worker.js", context, content_type="text/javascript")


@require_safe
@cache_control(max_age=86_400)
def offline(request):
    """The page that the service worker shows where there is no line. The same for everyone, in both languages."""
    return render(request, "base/offline.html")
