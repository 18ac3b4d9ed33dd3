"""Paper from a page: WeasyPrint, which needs the Pango library of the system."""

import logging

from django.contrib.staticfiles import finders

STYLES = "events/documents.css"


class CannotPrint(Exception):
    """The system lacks the libraries that draw a PDF; printing from the browser and DOCX still work."""


def from_html(html: str) -> bytes:
    """A PDF of the page, with the styles for paper. It fetches nothing from anywhere. Raises CannotPrint."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 -- slow import, and fails without its system libraries
    except OSError as error:
        raise CannotPrint from error
    # It warns of every property for screens that it does not know.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    styles = CSS(filename=finders.find(STYLES))
    return HTML(string=html, url_fetcher=_nothing).write_pdf(stylesheets=[styles])


def _nothing(url, *_args, **_options):
    raise ValueError("a document fetches nothing")
