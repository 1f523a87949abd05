"""Everything that changes committee papers and improvement plans, one verb each."""

from childservices.operations.editing import NotAllowed
from reports.operations.agenda import (
    add_item,
    change_item,
    change_meeting,
    create_meeting,
    move_item,
    place_report,
    remove_item,
    remove_report_from_item,
)
from reports.operations.component import (
    add_component,
    change_component,
    keep_appendix_file,
    move_component,
    remove_appendix_file,
    remove_component,
    save_section,
)
from reports.operations.data_table import add_data_table, change_data_table, remove_data_table
from reports.operations.highlight_report import generate_highlight_report, save_highlight_section
from reports.operations.improvement_plan import (
    RowsRefused,
    RowUpdate,
    add_action,
    change_action,
    update_action,
    update_actions,
)
from reports.operations.pack import keep_packs, publish_agenda
from reports.operations.report import (
    change_report_details,
    create_report,
    delete_report,
    move_report,
)
from reports.operations.scoring import score_assessment, score_option
from reports.operations.scrutiny import add_review_row, change_review_row, remove_review_row
from reports.operations.sight import grant_sight, record_exempt_sight
from reports.operations.tidying import tidy_files

__all__ = [
    "NotAllowed",
    "RowUpdate",
    "RowsRefused",
    "add_action",
    "add_component",
    "add_data_table",
    "add_item",
    "add_review_row",
    "change_action",
    "change_component",
    "change_data_table",
    "change_item",
    "change_meeting",
    "change_report_details",
    "change_review_row",
    "create_meeting",
    "create_report",
    "delete_report",
    "generate_highlight_report",
    "grant_sight",
    "keep_appendix_file",
    "keep_packs",
    "move_component",
    "move_item",
    "move_report",
    "place_report",
    "publish_agenda",
    "record_exempt_sight",
    "remove_appendix_file",
    "remove_component",
    "remove_data_table",
    "remove_item",
    "remove_report_from_item",
    "remove_review_row",
    "save_highlight_section",
    "save_section",
    "score_assessment",
    "score_option",
    "tidy_files",
    "update_action",
    "update_actions",
]
