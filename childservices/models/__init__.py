"""Every model of the kernel."""

from childservices.models.audit import AuditEvent, AuditSeal
from childservices.models.base import Identified
from childservices.models.closure import OfficeClosure
from childservices.models.exact import ExactDecimalField
from childservices.models.file import StoredFile
from childservices.models.job import Job, WorkerHeartbeat
from childservices.models.organisation import Organisation, OrganisationAlias
from childservices.models.person import Person, Post, PostHolding
from childservices.models.rendering import Rendering
from childservices.models.upload import CleanedUpload
from childservices.models.user import User

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "CleanedUpload",
    "ExactDecimalField",
    "Identified",
    "Job",
    "OfficeClosure",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Post",
    "PostHolding",
    "Rendering",
    "StoredFile",
    "User",
    "WorkerHeartbeat",
]
