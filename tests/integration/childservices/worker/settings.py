"""The project's settings with the slow job of this folder."""

from childservices.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.integration.childservices.worker.apps.WorkerTestConfig"]  # noqa: F405
