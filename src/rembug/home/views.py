import re

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rembug.base.cards import cards_for
from rembug.base.pagination import paginate
from rembug.home.forms import SearchForm
from rembug.home.greeting import greeting
from rembug.home.search import PAGE
from rembug.home.search import search as find
from rembug.organizations.models import Organization


@login_required
def home(request):
    """What needs me today, the most urgent first."""
    now = timezone.localtime()
    context = {"cards": cards_for(request), "greeting": greeting(now.hour), "now": now}
    return render(request, "home/home.html", context)


@login_required
@require_GET
def search(request):
    """The one search box: messages of the person's groups, each in its conversation."""
    form = SearchForm(request.GET, person=request.user)
    organizations = list(Organization.objects.visible_to(request.user))
    context = {"form": form, "organizations": organizations, "answer": None}
    valid = form.is_valid()
    if organizations and valid and (form.cleaned_data["q"] or any(form.facets())):
        organization = form.cleaned_data["organization"] or organizations[0]
        number = int(request.GET["page"]) if re.fullmatch("[1-9][0-9]{0,3}", request.GET.get("page", "")) else 1
        answer = find(request.user, organization.pk, form.cleaned_data["q"], *form.facets(), (number - 1) * PAGE)
        context |= {"answer": answer, "page": paginate(request, range(answer.total), PAGE)}
    return render(request, "home/search.html", context, status=200 if valid else 422)
