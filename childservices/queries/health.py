"""Whether the service is ready: database, migrations, workers and the queue before them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Max, Min

from childservices.models import Job, WorkerHeartbeat

#: A worker that has not been seen for so long does not count.
WORKER_SEEN_WITHIN = timedelta(seconds=60)
#: A job that has waited for so long shows that the workers do not keep up.
OLDEST_WAITING = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a readiness probe is told; ready when every part is."""

    migrated: bool
    worker_seen_at: datetime | None
    waiting: int
    oldest_waiting_since: datetime | None
    at: datetime

    @property
    def has_worker(self) -> bool:
        """Say whether a worker has been seen lately."""
        return self.worker_seen_at is not None and self.at - self.worker_seen_at <= WORKER_SEEN_WITHIN

    @property
    def keeps_up(self) -> bool:
        """Say whether no job has waited too long."""
        return self.oldest_waiting_since is None or self.at - self.oldest_waiting_since <= OLDEST_WAITING

    @property
    def is_ready(self) -> bool:
        """Say whether the service can do its work."""
        return self.migrated and self.has_worker and self.keeps_up


def are_migrations_applied() -> bool:
    """Say whether the database stands where the code expects it."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def readiness(*, at: datetime) -> Readiness:
    """The state of the service now; raises DatabaseError when the database does not answer."""
    if not are_migrations_applied():
        return Readiness(migrated=False, worker_seen_at=None, waiting=0, oldest_waiting_since=None, at=at)
    queue = Job.objects.waiting().aggregate(waiting=Count("pk"), oldest=Min("created_at"))
    return Readiness(
        migrated=True,
        worker_seen_at=WorkerHeartbeat.objects.aggregate(seen=Max("seen_at"))["seen"],
        waiting=queue["waiting"],
        oldest_waiting_since=queue["oldest"],
        at=at,
    )
