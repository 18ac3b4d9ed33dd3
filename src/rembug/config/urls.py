"""Every address of Rembug. Each room owns what lies below its noun."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rembug.home.urls")),
    path("", include("rembug.base.urls")),
    path("account/", include("rembug.people.account_urls")),
    path("people/", include("rembug.people.urls")),
    path("areas/", include("rembug.areas.urls")),
    path("organizations/", include("rembug.organizations.urls")),
    path("events/", include("rembug.events.urls")),
    path("messages/", include("rembug.messaging.urls")),
]

handler400 = "rembug.base.views.bad_request"
handler403 = "rembug.base.views.forbidden"
handler404 = "rembug.base.views.not_found"
handler500 = "rembug.base.views.server_error"

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
