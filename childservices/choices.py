"""The fixed words of the kernel: roles, kinds of organisation and states of a job."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What an account may be for; each role is a group of the same name."""

    OFFICER = "officer", "Officer"
    CLEARER = "clearer", "Clearer"
    CLERK = "clerk", "Democratic services clerk"
    PROPER_OFFICER = "proper_officer", "Proper officer"
    MEMBER = "member", "Member"
    PERFORMANCE_OFFICER = "performance_officer", "Performance officer"
    COMMISSIONING_MANAGER = "commissioning_manager", "Commissioning manager"
    PROVIDER = "provider", "Provider"
    ADMINISTRATOR = "administrator", "Administrator"


#: Roles of the council's staff, who must sign in with a second factor; members and providers may turn one on.
SECOND_FACTOR_ROLES: frozenset[str] = frozenset(Role.values) - {Role.MEMBER, Role.PROVIDER}


class OrganisationKind(TextChoices):
    """The sector that an organisation belongs to, whatever part it plays."""

    DIRECTORATE = "directorate", "Council directorate"
    COUNCIL = "council", "Council"
    HEALTH = "health", "Health"
    POLICE = "police", "Police and justice"
    SCHOOL = "school", "School or college"
    VOLUNTARY = "voluntary", "Voluntary or community"
    PRIVATE = "private", "Private"
    OTHER = "other", "Other"


class JobState(TextChoices):
    """Where a background job stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


#: States in which a job can still change.
LIVE_JOB_STATES: frozenset[str] = frozenset({JobState.QUEUED, JobState.RUNNING})
