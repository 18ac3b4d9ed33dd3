from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "rembug.base"

    def ready(self):
        from rembug.base import checks  # noqa: F401, PLC0415 -- registers itself
