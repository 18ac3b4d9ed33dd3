"""The language and the clock of the person who asks."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

SUPPORTED = {code for code, _name in settings.LANGUAGES}


class LanguageAndTimeZone:
    """Indonesian unless the person chose otherwise; times in the zone where the person works.

    The browser's Accept-Language is not asked: many phones in the villages are set to
    English by the shop, while their owners read Indonesian.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in SUPPORTED:
            language = settings.LANGUAGE_CODE
        zone = request.session.get("time_zone") or settings.TIME_ZONE
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
