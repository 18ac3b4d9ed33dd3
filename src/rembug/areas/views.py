"""Pages of the room. The list of areas is public, as the decree is."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from rembug.areas.forms import SearchForm
from rembug.areas.models import Area, Level
from rembug.areas.search import search as find
from rembug.base.pagination import paginate


@require_GET
def areas(request):
    """The provinces."""
    provinces = Area.objects.filter(level=Level.PROVINCE, valid_to=None)
    return render(request, "areas/list.html", {"provinces": provinces, "form": SearchForm()})


@require_GET
@vary_on_headers("Accept")
@cache_control(public=True, max_age=600)
def search(request):
    """Areas by name and path: a page for people, a list for scripts (``format=json`` or Accept)."""
    form = SearchForm(request.GET)
    found = find(**form.cleaned_data) if form.is_valid() else []
    status = 200 if form.is_valid() else 422
    if request.GET.get("format") == "json" or request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    ):
        return JsonResponse({"areas": [_plain(area) for area in found]}, status=status)
    return render(request, "areas/search.html", {"form": form, "areas": found}, status=status)


@require_GET
def area(request, code):
    """One area: where it lies, what lies in it, its codes in both systems and since when they hold."""
    one = get_object_or_404(Area.objects.select_related("successor"), code=code)
    context = {
        "area": one,
        "above": Area.objects.filter(code__in=one.ancestor_codes).order_by("code"),
        "former_names": one.former_names.all(),
        "predecessors": one.predecessors.all(),
        "page": paginate(request, one.children(), per_page=50),
    }
    return render(request, "areas/area.html", context)


def _plain(area: Area) -> dict:
    return {
        "code": area.code,
        "name": area.name,
        "full_name": area.full_name,
        "path": area.path,
        "level": area.level,
        "kind": area.kind,
        "time_zone": area.time_zone,
    }
