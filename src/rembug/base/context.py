"""What the page shell needs on every page."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rembug.base import navigation


def shell(request: HttpRequest) -> dict:
    """Navigation, demo and debug marks; costs no query."""
    return {
        "demo": settings.DEMO,
        "debug": settings.DEBUG,
        "navigation": SimpleLazyObject(lambda: navigation.entries(request)),
    }
