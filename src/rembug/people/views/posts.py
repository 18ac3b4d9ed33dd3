"""My posts: village secretary of Klahang since 2019."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembug.people.forms import EndOfPostForm, PostForm
from rembug.people.models import Post


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            Post.take_up(request.user, **form.cleaned_data, by=request.user)
            request.session["time_zone"] = request.user.time_zone
            messages.success(request, _("The post is recorded."))
            return redirect("people:me")
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "people/post.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    post = get_object_or_404(request.user.posts.filter(until=None).select_related("area"), pk=pk)
    form = EndOfPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            post.end(form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The post has ended."))
            return redirect("people:me")
        except ValidationError as error:
            form.add_error("on", error)
    return render(request, "people/post_end.html", {"form": form, "post": post}, status=422 if form.is_bound else 200)
