"""Registers of protocols, commitments and consultations: one line each, with what stands behind it counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.choices import APPROVED_STATES, Stance
from partnerships.domain.commitment import Kept, Promised, sum_up
from partnerships.domain.consultation import Answers, Response, count_answers, is_late, late_sentence
from partnerships.domain.due import Standing, standing
from partnerships.models import (
    Commitment,
    Consultation,
    ConsultationResponse,
    DataStream,
    Protocol,
    ProtocolPartner,
)


@dataclass(frozen=True)
class PartnerRow:
    """A partner of a protocol with how its approval stands on the day asked about."""

    partner: ProtocolPartner
    standing: Standing


@dataclass(frozen=True)
class StreamRow:
    """A data stream with how its review stands on the day asked about."""

    stream: DataStream
    standing: Standing


@dataclass(frozen=True)
class ProtocolRow:
    """A protocol with its partners and streams, and how many have approved."""

    protocol: Protocol
    partners: Sequence[PartnerRow]
    streams: Sequence[StreamRow]
    review: Standing

    @property
    def approved(self) -> str:
        """How many partners have approved, of how many."""
        count = sum(row.partner.state in APPROVED_STATES for row in self.partners)
        return f"{count} of {len(self.partners)}"

    @property
    def overdue(self) -> int:
        """How many approvals and reviews are overdue."""
        approvals = [row.standing for row in self.partners]
        reviews = [self.review, *(row.standing for row in self.streams)]
        return sum(one.is_overdue for one in (*approvals, *reviews))


@dataclass(frozen=True)
class CommitmentRow:
    """A commitment with its promises and its money."""

    commitment: Commitment
    kept: Kept


@dataclass(frozen=True)
class ResponseRow:
    """A response, and whether it came after the matter was decided."""

    response: ConsultationResponse
    is_late: bool


@dataclass(frozen=True)
class ConsultationRow:
    """A consultation with its responses, counted by stance."""

    consultation: Consultation
    responses: Sequence[ResponseRow]
    answers: Answers

    @property
    def by_stance(self) -> Sequence[tuple[str, int]]:
        """The number of responses by the words of each stance."""
        return [(Stance(stance).label, count) for stance, count in self.answers.by_stance]

    @property
    def late_sentence(self) -> str:
        """How many came after the decision, in a sentence; empty where none did."""
        return late_sentence(self.answers, self.consultation.decided_on)


def protocol_rows(protocols: Any, *, on: dt.date) -> Sequence[ProtocolRow]:
    """Protocols with their partners and streams as they stand on a day; three queries."""
    return [
        ProtocolRow(
            protocol,
            [PartnerRow(one, _approval(one, on)) for one in _in_order(protocol.partners)],
            [
                StreamRow(one, standing(is_done=False, due_on=one.review_on, on=on))
                for one in _in_order(protocol.streams)
            ],
            standing(is_done=False, due_on=protocol.review_on, on=on),
        )
        for protocol in protocols.prefetch_related("partners__organisation", "streams")
    ]


def commitment_rows(commitments: Any) -> Sequence[CommitmentRow]:
    """Commitments with what was promised, done and spent; three queries."""
    return [
        CommitmentRow(
            one,
            sum_up(
                [Promised(promise.promised, promise.done) for promise in one.promises.all()],
                amount=one.amount,
                spent=[spend.amount for spend in one.spending.all()],
            ),
        )
        for one in commitments.prefetch_related("promises", "spending")
    ]


def consultation_rows(consultations: Any) -> Sequence[ConsultationRow]:
    """Consultations with their responses; two queries."""
    return [_consultation(one) for one in consultations.prefetch_related("responses__organisation")]


def _consultation(consultation: Consultation) -> ConsultationRow:
    responses = _in_order(consultation.responses)
    plain = [Response(one.stance, one.received_on) for one in responses]
    decided_on = consultation.decided_on
    rows = [
        ResponseRow(one, is_late(heard, decided_on=decided_on))
        for one, heard in zip(responses, plain, strict=True)
    ]
    answers = count_answers(plain, stances=Stance.values, decided_on=decided_on)
    return ConsultationRow(consultation, rows, answers)


def _approval(partner: ProtocolPartner, on: dt.date) -> Standing:
    return standing(is_done=partner.state in APPROVED_STATES, due_on=partner.due_on, on=on)


def _in_order(parts: Any) -> list[Any]:
    return sorted(parts.all(), key=lambda part: part.position)
