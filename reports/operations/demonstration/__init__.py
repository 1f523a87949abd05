"""The demonstration council: loaded from fixtures, safe to load twice, never in production."""

from reports.operations.demonstration.accounts import load_accounts
from reports.operations.demonstration.council import load_bodies, load_council, load_templates
from reports.operations.demonstration.meetings import load_meeting, load_minutes
from reports.operations.demonstration.plans import load_plan
from reports.operations.demonstration.reports import load_report
from reports.operations.demonstration.scrutiny import load_scrutiny

__all__ = [
    "load_accounts",
    "load_bodies",
    "load_council",
    "load_meeting",
    "load_minutes",
    "load_plan",
    "load_report",
    "load_scrutiny",
    "load_templates",
]
