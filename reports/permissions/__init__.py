"""Who may do and see what. Views, templates, packs and the admin all ask here."""

from reports.permissions.agenda import can_build_agenda, can_read_agenda_drafts
from reports.permissions.improvement_plan import can_keep_plans, can_read_plan_updates, can_update_action
from reports.permissions.report import (
    can_accept_report,
    can_delete_report,
    can_edit_report,
    can_read_draft,
    can_return_report,
    can_submit_report,
    can_withdraw_report,
    can_write_reports,
    is_author,
)
from reports.permissions.scrutiny import can_keep_reviews
from reports.permissions.sight import (
    ReportSight,
    Standing,
    sight_of_drafts,
    sight_of_issued,
    sight_of_item,
    sight_of_minute,
    sight_of_report,
    standing_of,
    title_for,
)

__all__ = [
    "ReportSight",
    "Standing",
    "can_accept_report",
    "can_build_agenda",
    "can_delete_report",
    "can_edit_report",
    "can_keep_plans",
    "can_keep_reviews",
    "can_read_agenda_drafts",
    "can_read_draft",
    "can_read_plan_updates",
    "can_return_report",
    "can_submit_report",
    "can_update_action",
    "can_withdraw_report",
    "can_write_reports",
    "is_author",
    "sight_of_drafts",
    "sight_of_issued",
    "sight_of_item",
    "sight_of_minute",
    "sight_of_report",
    "standing_of",
    "title_for",
]
