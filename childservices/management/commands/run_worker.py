"""Runs the background workers and looks after them."""

import ctypes
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils import timezone
from django_q.cluster import Cluster

from childservices.choices import JobState
from childservices.jobs import daily_kinds
from childservices.models import Job
from childservices.operations.audit import AuditHorizon, audit_horizon, seal_audit_log
from childservices.operations.jobs import beat, enqueue_daily_job, nudge_workers, requeue_expired_jobs

logger = logging.getLogger(__name__)

#: Seconds given to running jobs when the command is stopped; what is not finished goes on at the next start.
GRACE = 8
HOUR = 3600
PR_SET_PDEATHSIG = 1


class Supervisor:
    """Keeps one cluster of workers running, and every few seconds sees to what they cannot do themselves.

    It takes up the jobs of workers that have died, seals the audit log, asks for the work of each day, and gives a sign
    of life.
    """

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = False
        self.cluster: Cluster | None = None
        self._horizon: AuditHorizon | None = None
        self._idle_since: float | None = None
        self._day_seen_to: float | None = None

    def run(self) -> None:
        """Will work until a SIGTERM or SIGINT."""
        os.register_at_fork(after_in_child=_die_with_parent())
        while not self.stopping:
            if self.cluster is None or not self.cluster.sentinel.is_alive():
                self._start()
            self.look_after()
            self._sleep(settings.JOB_SWEEP_SECONDS)
        self._stop()

    def _start(self) -> None:
        connections.close_all()  # a connection shared with a child would break in both
        self._idle_since = None
        self.cluster = Cluster()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        self.cluster.start()

    def _ask_to_stop(self, number: int, frame: Any) -> None:
        self.stopping = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(0.1)

    def look_after(self) -> None:
        """Will do one round; a fault of the database is logged and tried again in the next."""
        try:
            waiting = self._tend()
        except DatabaseError:
            logger.exception("the worker's rounds failed; they are tried again")
            connections.close_all()
            return
        if self._is_stuck(waiting):
            logger.error("jobs wait and nothing runs: the workers are started anew")
            self._kill()

    def _tend(self) -> int:
        """Do one round and give the number of jobs that wait while none runs."""
        now = timezone.now()
        requeue_expired_jobs(at=now)
        self._see_to_the_day(now)
        waiting = Job.objects.waiting().count()
        nudge_workers(waiting=waiting)
        beat(name=self.name, at=now)
        if self._horizon is not None:
            seal_audit_log(horizon=self._horizon, at=now)
        self._horizon = audit_horizon()
        return 0 if Job.objects.filter(state=JobState.RUNNING).exists() else waiting

    def _see_to_the_day(self, now: datetime) -> None:
        """Ask for the work of each day, looking once an hour whether it is time."""
        if self._day_seen_to is not None and time.monotonic() - self._day_seen_to < HOUR:
            return
        for kind in daily_kinds() if settings.DAILY_JOBS else ():
            enqueue_daily_job(kind=kind, at=now)
        self._day_seen_to = time.monotonic()

    def _is_stuck(self, waiting: int) -> bool:
        """Say whether jobs have waited too long: an idle worker that is killed can take the queue's lock along."""
        if not waiting:
            self._idle_since = None
            return False
        self._idle_since = self._idle_since or time.monotonic()
        return time.monotonic() - self._idle_since > settings.JOB_STUCK_SECONDS

    def _stop(self) -> None:
        if self.cluster is not None and self.cluster.sentinel.is_alive():
            self.cluster.stop_event.set()
            self.cluster.sentinel.join(timeout=GRACE)
            self._kill()

    def _kill(self) -> None:
        """Kill the guard of the cluster; the kernel then kills its workers, whose jobs' leases run out."""
        if self.cluster is not None and self.cluster.sentinel.is_alive():
            self.cluster.sentinel.kill()
            self.cluster.sentinel.join()


def _die_with_parent() -> Callable[[], None]:
    """Give a hook that lets a forked child end with its parent; for the guard and its workers, not below them."""
    depth = 0
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def hook() -> None:
        nonlocal depth
        depth += 1
        if libc is not None and depth <= 2:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    return hook


class Command(BaseCommand):
    """Will run background jobs until it is stopped."""

    help = "Run background jobs, take up those of workers that died, and seal the audit log."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a SIGTERM or SIGINT."""
        Supervisor().run()
