"""What the page shell needs on every page."""

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict:
    """Demo and debug marks; costs no query."""
    return {"demo": settings.DEMO, "debug": settings.DEBUG}
