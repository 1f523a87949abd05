"""Registers the slow job in the worker's process."""

import os
import time
from datetime import date
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class WorkerTestConfig(AppConfig):
    """An app with nothing but a job: it counts slowly, leaves its process number, and stores one row."""

    name = "tests.integration.childservices.worker"
    label = "worker_test"

    def ready(self) -> None:
        """Will register the job."""
        from childservices.jobs import JobRun, job_handler
        from childservices.models import OfficeClosure

        @job_handler("count_slowly")
        def count_slowly(run: JobRun) -> None:
            Path(settings.DATA_DIR, f"pid-{run.job.pk}-{run.attempt}").write_text(str(os.getpid()))
            steps = run.parameters["steps"]
            for step in range(steps):
                run.progress(100 * step // steps, f"Step {step} of {steps}")
                time.sleep(0.1)
            with run.accept():
                OfficeClosure.objects.create(on=date(2009, 12, 24), reason=f"attempt {run.attempt}")
