"""Long lists, a page at a time."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def paginate(request: HttpRequest, queryset, per_page: int = 25) -> Page:
    """The page that the address asks for with ``?page=``; the first or the last where it asks for nonsense.

    Two statements: one counts, one fetches. The queryset must be ordered.
    """
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
