"""Every model of the kernel."""

from childservices.models.audit import AuditEvent, AuditSeal
from childservices.models.base import Identified, Kept, Part, Publishable
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
    "Kept",
    "OfficeClosure",
    "Organisation",
    "OrganisationAlias",
    "Part",
    "Person",
    "Post",
    "PostHolding",
    "Publishable",
    "Rendering",
    "StoredFile",
    "User",
    "WorkerHeartbeat",
]
