"""The app `indicators` as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Measures, values, targets and judgements of children's services."""

    name = "indicators"
    label = "indicators"

    def ready(self) -> None:
        """Will register the background work of this app."""
        from indicators import tasks  # noqa: F401  (registers it)
