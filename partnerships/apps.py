"""The app `partnerships` as Django knows it."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Groups, partnership plans, programmes and providers."""

    name = "partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from partnerships import tasks  # noqa: F401  (registers the job handlers)
