"""Where Django is told of the committee papers."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Committee papers: what is written, what is decided, and what becomes of it."""

    name = "reports"
    verbose_name = "Committee papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports import tasks  # noqa: F401  (registers the job handlers)
