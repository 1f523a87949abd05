"""The app `indicators` as Django knows it."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Measures, values, targets and judgements of children's services."""

    name = "indicators"
    label = "indicators"
