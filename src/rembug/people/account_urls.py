"""Signing in and out: allauth's flow under our address."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
