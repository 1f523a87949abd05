"""Plans: what the operations keep and what they refuse, whoever calls them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from reports.choices import ActionStatus, DueKind, HighlightKey, LinkKind
from reports.models import ActionUpdate, Objective, PlanRisk
from reports.operations import (
    RowsRefused,
    RowUpdate,
    add_action,
    change_action,
    generate_highlight_report,
    save_highlight_section,
    update_action,
    update_actions,
)
from reports.queries.highlight_report import highlight_report_of
from tests.office_files import paragraph, word
from tests.papers import user_in
from tests.plans import AT, ON, Planning, make_planning


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


def said(**values: Any) -> dict[str, Any]:
    """What somebody says of an action today, completed unless the values say otherwise."""
    return {"on": ON, "status": ActionStatus.COMPLETED, "text": "", "value": None, **values}


def described(planning: Planning, **values: Any) -> dict[str, Any]:
    """What an action is, as the form gives it."""
    return {
        "objective": Objective.objects.filter(theme__plan=planning.plan).order_by("theme__position")[0],
        "priority": planning.plan.priorities.get(number=1),
        "reference": "1.9",
        "text": "Fill the vacant posts",
        "due_kind": DueKind.MONTH,
        "due_on": date(2009, 11, 3),
        **values,
    }


class TestAction:
    def test_is_added_at_the_end_due_until_the_last_day_of_its_month(self, planning: Planning) -> None:
        planning.action()

        action = add_action(
            plan=planning.plan,
            values=described(planning),
            leads=["Head of Early Help", "All managers"],
            links={LinkKind.INDICATOR: ["NI 59"]},
            by=planning.keeper,
            at=AT,
        )

        assert (action.position, action.due_on, str(action.due)) == (2, date(2009, 11, 30), "November 2009")
        assert list(action.leads.order_by("position").values_list("post_title", "person")) == [
            ("Head of Early Help", planning.lead.person_id),
            ("All managers", None),
        ]
        assert AuditEvent.objects.get(verb="plan_action_added").label == "Action 1.9 of Recovery Plan"

    @pytest.mark.parametrize(
        ("values", "field", "sentence"),
        [
            (
                {"reference": "1.1"},
                "reference",
                "The plan has an action with this reference. Choose another.",
            ),
            ({"due_on": None}, "due_on", "Enter the day or the month in which the action is due."),
        ],
    )
    def test_is_refused_with_what_to_do(
        self, planning: Planning, values: dict[str, Any], field: str, sentence: str
    ) -> None:
        planning.action("1.1")

        with pytest.raises(Invalid) as refused:
            add_action(
                plan=planning.plan,
                values=described(planning, **values),
                leads=[],
                links={},
                by=planning.keeper,
                at=AT,
            )

        assert (refused.value.field, refused.value.sentence) == (field, sentence)
        assert planning.plan.actions.count() == 1

    def test_is_only_kept_by_performance_officers(self, planning: Planning) -> None:
        action = planning.action()

        with pytest.raises(NotAllowed):
            change_action(
                action=action,
                expected=1,
                values=described(planning),
                leads=[],
                links={},
                by=planning.lead,
                at=AT,
            )

    def test_a_lead_that_stays_keeps_its_person(self, planning: Planning) -> None:
        action = planning.action()
        action.leads.update(post_title="Lead officer A")

        change_action(
            action=action,
            expected=1,
            values=described(planning),
            leads=["Lead officer A", "Lead officer B"],
            links={LinkKind.RESOLUTION: ["D68"]},
            by=planning.keeper,
            at=AT,
        )

        action.refresh_from_db()
        assert dict(action.leads.values_list("post_title", "person")) == {
            "Lead officer A": planning.lead.person_id,
            "Lead officer B": None,
        }
        assert (action.text, action.edit_number) == ("Fill the vacant posts", 2)
        assert str(action.links.get()) == "Resolution: D68"

    def test_two_people_do_not_overwrite_each_other(self, planning: Planning) -> None:
        action = planning.action()
        change: dict[str, Any] = {"leads": [], "links": {}, "by": planning.keeper, "at": AT}
        change_action(action=action, expected=1, values=described(planning, text="Theirs"), **change)

        with pytest.raises(EditConflict) as conflict:
            change_action(action=action, expected=1, values=described(planning, text="Mine"), **change)

        assert conflict.value.current["text"] == "Theirs"


class TestUpdate:
    def test_overwrites_nothing(self, planning: Planning) -> None:
        action = planning.action()

        for expected, status in enumerate((ActionStatus.NOT_COMPLETED, ActionStatus.COMPLETED), start=1):
            update_action(
                action=action, expected=expected, values=said(status=status), by=planning.lead, at=AT
            )

        assert list(action.updates.order_by("number").values_list("number", "status")) == [
            (1, "not_completed"),
            (2, "completed"),
        ]
        event = AuditEvent.objects.filter(verb="plan_action_updated").latest("id")
        assert event.detail == {"update": 2, "status": "completed"}

    def test_keeps_the_value_and_the_evidence(self, planning: Planning) -> None:
        action = planning.action()

        update = update_action(
            action=action,
            expected=1,
            values=said(value=Decimal("58.7")),
            file=word(paragraph("The audit was done.")),
            file_name="audit.docx",
            by=planning.lead,
            at=AT,
        )

        update.refresh_from_db()
        assert (update.value, update.evidence_name) == (Decimal("58.7"), "audit.docx")
        assert update.evidence is not None
        assert update.evidence.kind_words == "a Word document"

    @pytest.mark.parametrize(
        ("values", "field", "sentence"),
        [
            (
                {"on": date(2009, 11, 3)},
                "on",
                "This day is still to come. Enter today or a day before it.",
            ),
            ({"status": ""}, "", "Say how the action stands: choose a status, or write a sentence."),
        ],
    )
    def test_is_refused_with_what_to_do(
        self, planning: Planning, values: dict[str, Any], field: str, sentence: str
    ) -> None:
        action = planning.action()

        with pytest.raises(Invalid) as refused:
            update_action(action=action, expected=1, values=said(**values), by=planning.lead, at=AT)

        assert (refused.value.field, refused.value.sentence) == (field, sentence)
        assert action.updates.count() == 0

    def test_a_file_that_cannot_be_kept_leaves_the_action_alone(self, planning: Planning) -> None:
        action = planning.action()

        with pytest.raises(Invalid) as refused:
            update_action(
                action=action,
                expected=1,
                values=said(),
                file=b"not a file",
                file_name="a.pdf",
                by=planning.lead,
                at=AT,
            )

        assert refused.value.field == "file"
        assert action.updates.count() == 0

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.MEMBER])
    def test_is_not_made_by_somebody_who_does_not_lead_it(self, planning: Planning, role: Role) -> None:
        action = planning.action()

        with pytest.raises(NotAllowed):
            update_action(action=action, expected=1, values=said(), by=user_in(role), at=AT)

    def test_the_second_of_two_people_sees_what_the_first_said(self, planning: Planning) -> None:
        action = planning.action()
        theirs = said(status=ActionStatus.NOT_COMPLETED, text="Delayed", value=Decimal("12.50"))
        update_action(action=action, expected=1, values=theirs, by=planning.lead, at=AT)

        with pytest.raises(EditConflict) as conflict:
            update_action(action=action, expected=1, values=said(), by=planning.keeper, at=AT)

        assert (
            conflict.value.current.items()
            >= {
                "status": "not_completed",
                "text": "Delayed",
                "value": "12.5",
                "edit_number": "2",
            }.items()
        )
        assert action.updates.count() == 1

    def test_a_change_of_the_action_meanwhile_is_a_conflict_too(self, planning: Planning) -> None:
        action = planning.action()
        change_action(
            action=action,
            expected=1,
            values=described(planning),
            leads=[],
            links={},
            by=planning.keeper,
            at=AT,
        )

        with pytest.raises(EditConflict):
            update_action(action=action, expected=1, values=said(), by=planning.keeper, at=AT)


class TestManyUpdates:
    def test_are_all_kept(self, planning: Planning) -> None:
        actions = [planning.action(f"1.{number}") for number in range(1, 11)]

        update_actions(rows=[RowUpdate(action, 1, said()) for action in actions], by=planning.lead, at=AT)

        assert ActionUpdate.objects.filter(status=ActionStatus.COMPLETED).count() == 10

    def test_or_none_of_them(self, planning: Planning) -> None:
        rows = [RowUpdate(planning.action(f"1.{number}"), 1, said()) for number in range(1, 4)]
        rows[1] = RowUpdate(rows[1].action, 1, said(on=date(2009, 12, 1)))

        with pytest.raises(RowsRefused) as refused:
            update_actions(rows=rows, by=planning.lead, at=AT)

        assert {place: one.sentence for place, one in refused.value.rows.items()} == {
            1: "This day is still to come. Enter today or a day before it."
        }
        assert ActionUpdate.objects.count() == 0


class TestHighlightReport:
    def test_is_computed_and_then_written_on_with_both_kept(self, planning: Planning) -> None:
        done, late = planning.action("1.1"), planning.action("1.2", due_on=date(2009, 10, 15))
        planning.action("1.3", text="")
        planning.said(done, date(2009, 10, 20), ActionStatus.COMPLETED)
        PlanRisk.objects.create(
            plan=planning.plan, reference="R1", text="Too few staff", raised_on=ON.replace(day=1)
        )
        PlanRisk.objects.create(
            plan=planning.plan, reference="R2", text="Old buildings", raised_on=date(2009, 10, 1)
        )

        report = generate_highlight_report(
            plan=planning.plan, month=date(2009, 10, 20), by=planning.keeper, at=AT
        )
        section = report.sections.get(key=HighlightKey.OVERDUE)
        save_highlight_section(
            section=section, expected=1, body="<p>One audit.</p>", by=planning.keeper, at=AT
        )

        shown = highlight_report_of(planning.plan, month=date(2009, 10, 31))
        assert shown is not None
        assert {one.key: one.generated for one in shown.sections} == {
            "completed": "<ul><li>Do 1.1 (1.1)</li></ul>",
            "planned": "<ul><li>1 action whose title was not published: 1.3</li></ul>",
            "overdue": f"<ul><li>Do 1.2 (1.2, due {late.due})</li></ul>",
            "risks": "<ul><li>Old buildings</li></ul>",
            "other": "",
        }
        assert [one.key for one in shown.sections if one.is_edited] == ["overdue"]
        assert ">One audit.</p>" in shown.body_of(HighlightKey.OVERDUE)

    def test_is_made_once_a_month(self, planning: Planning) -> None:
        generate_highlight_report(plan=planning.plan, month=ON, by=planning.keeper, at=AT)

        with pytest.raises(Invalid) as refused:
            generate_highlight_report(plan=planning.plan, month=ON, by=planning.keeper, at=AT)

        assert refused.value.sentence == "There is a report for November 2009 already. Open it from the plan."

    def test_two_writers_do_not_overwrite_each_other(self, planning: Planning) -> None:
        report = generate_highlight_report(plan=planning.plan, month=ON, by=planning.keeper, at=AT)
        section = report.sections.get(key=HighlightKey.OTHER)
        save_highlight_section(section=section, expected=1, body="<p>Theirs</p>", by=planning.keeper, at=AT)

        with pytest.raises(EditConflict):
            save_highlight_section(section=section, expected=1, body="<p>Mine</p>", by=planning.keeper, at=AT)

        section.refresh_from_db()
        assert "Theirs" in section.body

    def test_is_written_by_performance_officers_alone(self, planning: Planning) -> None:
        with pytest.raises(NotAllowed):
            generate_highlight_report(plan=planning.plan, month=ON, by=planning.lead, at=AT)
