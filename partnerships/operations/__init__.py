"""Everything that changes partnerships and commissioning, one verb each."""

from partnerships.operations.award import (
    agree_forecasts,
    announce_agreement,
    announce_round,
    decide_bid,
    score_bid,
)
from partnerships.operations.evidence import attach_evidence, record_refused_sight, remove_evidence
from partnerships.operations.keeping import add_row, change_row, remove_row
from partnerships.operations.part import add_part, change_part, remove_part
from partnerships.operations.quarterly_return import (
    TypedOutput,
    answer_return,
    approve_return,
    faults_of,
    pay_return,
    query_return,
    save_return,
    submit_return,
)
from partnerships.operations.reminders import remind_providers

__all__ = [
    "TypedOutput",
    "add_part",
    "add_row",
    "agree_forecasts",
    "announce_agreement",
    "announce_round",
    "answer_return",
    "approve_return",
    "attach_evidence",
    "change_part",
    "change_row",
    "decide_bid",
    "faults_of",
    "pay_return",
    "query_return",
    "record_refused_sight",
    "remind_providers",
    "remove_evidence",
    "remove_part",
    "remove_row",
    "save_return",
    "score_bid",
    "submit_return",
]
