"""Addresses of the room."""

from django.urls import path, re_path

from rembug.areas import views

app_name = "areas"
urlpatterns = [
    path("", views.areas, name="list"),
    path("search/", views.search, name="search"),
    re_path(r"^(?P<code>\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.[123]\d{3})?)?)?)/$", views.area, name="area"),
]
