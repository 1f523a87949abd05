"""Live tables: they follow the data, are fixed by publishing, and say what to do where there is nothing to show."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from childservices.operations.editing import Invalid
from reports.choices import ActionStatus, BlockKind, ReportState
from reports.models import Appendix, DataTable, Report
from reports.operations import add_data_table, change_data_table, publish_agenda
from reports.papers.blocks import NothingToShow, block_of, fill_live_tables
from reports.papers.packs import gather_packs
from tests.conftest import SignedInClient
from tests.indicator_demonstration import load, load_posts
from tests.papers import AT, Office
from tests.plans import Planning, load_demonstration_plan, make_planning
from tests.published import PASSED, PUBLISHED_AT, built, publish
from tests.screens import value_of, words

pytestmark = pytest.mark.django_db
NOVEMBER = date(2009, 11, 2)
LIVE = {
    "key": "plan",
    "caption": "The plan as it stands",
    "block": BlockKind.PLAN_OVERALL,
    "subject": "recovery-plan",
    "as_at": NOVEMBER,
}
SENT = {
    "caption": "The plan as it stands",
    "block": "plan_overall",
    "subject": "recovery-plan",
    "as_at_day": "2",
    "as_at_month": "11",
    "as_at_year": "2009",
}


@pytest.fixture
def planning() -> Planning:
    made = make_planning()
    made.said(made.action("1.1"), NOVEMBER, ActionStatus.COMPLETED)
    made.action("1.2")
    return made


@pytest.fixture
def report(office: Office) -> Report:
    return office.report("Recovery", state=ReportState.ACCEPTED)


@pytest.fixture
def appendix(office: Office, report: Report) -> Appendix:
    return Appendix.objects.create(report=report, position=1, title="Figures", body="", classification="open")


@pytest.fixture
def table(appendix: Appendix, planning: Planning) -> DataTable:
    return DataTable.objects.create(appendix=appendix, **LIVE)


def rows(table: DataTable) -> list[list[str]]:
    table.refresh_from_db()
    fill_live_tables([table])
    return table.rows


def test_a_live_table_follows_the_data(table: DataTable, planning: Planning) -> None:
    assert rows(table)[0] == ["Number of actions", "2", "1", "0", "0", "1"]

    planning.said(planning.plan.actions.get(reference="1.2"), NOVEMBER, ActionStatus.NOT_COMPLETED)

    assert rows(table)[0] == ["Number of actions", "2", "1", "0", "1", "0"]
    assert (table.source, table.row_headers) == ("Recovery Plan", 1)


def test_publishing_fixes_its_figures(
    office: Office, report: Report, table: DataTable, planning: Planning
) -> None:
    publish(office, office.meeting(report))

    planning.said(planning.plan.actions.get(reference="1.2"), NOVEMBER, ActionStatus.NOT_COMPLETED)

    assert rows(table)[0] == ["Number of actions", "2", "1", "0", "0", "1"]
    assert table.frozen_at == PUBLISHED_AT


def test_a_figure_that_moves_while_packs_are_made_stops_the_publication(
    office: Office, report: Report, table: DataTable, planning: Planning
) -> None:
    gathered = gather_packs(office.meeting(report), at=PUBLISHED_AT)
    planning.said(planning.plan.actions.get(reference="1.2"), NOVEMBER, ActionStatus.NOT_COMPLETED)

    packs = {
        audience: built(audience, source, PUBLISHED_AT, PASSED)
        for audience, source in gathered.sources.items()
    }
    with pytest.raises(Invalid, match="A figure moved while the packs were being made"):
        publish_agenda(gathered=gathered, packs=packs, by=office.clerk, at=PUBLISHED_AT)

    table.refresh_from_db()
    assert table.frozen_at is None


def test_saving_it_takes_frozen_figures_anew(
    office: Office, report: Report, table: DataTable, planning: Planning
) -> None:
    publish(office, office.meeting(report))
    Report.objects.update(state=ReportState.RETURNED)
    planning.said(planning.plan.actions.get(reference="1.2"), NOVEMBER, ActionStatus.NOT_COMPLETED)

    change_data_table(
        table=DataTable.objects.get(), expected=1, values={"frozen_at": None}, by=office.officer, at=AT
    )

    assert rows(table)[0] == ["Number of actions", "2", "1", "0", "1", "0"]


def test_what_is_not_there_says_what_to_choose(table: DataTable) -> None:
    DataTable.objects.update(subject="another-plan")

    assert rows(table) == []
    assert table.note == "The improvement plan is not there any more. Choose another."
    with pytest.raises(NothingToShow, match="Choose another"):
        block_of(table)


@pytest.mark.parametrize(
    ("block", "subject", "sentence"),
    [
        (BlockKind.PLAN_THEME, "recovery-plan/9", "The plan has no such theme. Choose one of its themes."),
        (BlockKind.PERIOD_TARGETS, "2009-Q9", "There is no such period."),
    ],
)
def test_a_theme_or_a_period_that_is_none_is_refused(
    appendix: Appendix, planning: Planning, block: str, subject: str, sentence: str
) -> None:
    Report.objects.update(state=ReportState.DRAFT)
    with pytest.raises(NothingToShow, match=sentence):
        add_data_table(
            holder=appendix,
            values=LIVE | {"block": block, "subject": subject},
            by=appendix.report.created_by,
            at=AT,
        )

    assert DataTable.objects.count() == 0


class TestScreens:
    @pytest.fixture
    def officer(self, office: Office, report: Report) -> SignedInClient:
        Report.objects.update(state=ReportState.DRAFT)
        return SignedInClient(office.officer)

    def test_live_figures_are_added_from_a_list(
        self, appendix: Appendix, officer: SignedInClient, planning: Planning
    ) -> None:
        answer = officer.post(reverse("live_table_add", args=["appendix", appendix.pk]), SENT, follow=True)

        added = DataTable.objects.get()
        assert (added.key, added.block, added.subject, added.rows) == (
            "the-plan-as-it-stands",
            "plan_overall",
            "recovery-plan",
            [],
        )
        assert "Live figures" in words(answer)

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            (
                {"block": "period_targets"},
                "Choose a period of the indicators: this table shows nothing else.",
            ),
            ({"block": "plan_theme"}, "Choose one theme of the plan."),
            ({"subject": "recovery-plan/1"}, "Choose a whole plan."),
            ({"block": "", "subject": ""}, "Choose one for “What it shows”."),
        ],
    )
    def test_what_does_not_go_together_is_said_beside_the_field(
        self,
        appendix: Appendix,
        officer: SignedInClient,
        planning: Planning,
        sent: dict[str, str],
        sentence: str,
    ) -> None:
        answer = officer.post(reverse("live_table_add", args=["appendix", appendix.pk]), SENT | sent)

        assert sentence in words(answer)
        assert value_of(answer, "caption") == "The plan as it stands"
        assert DataTable.objects.count() == 0

    def test_a_preview_and_the_file_show_the_figures_as_they_are(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        page = officer.post(reverse("data_table_edit", args=[table.pk]), SENT | {"preview": "1"})
        file = officer.get(reverse("draft_table_csv", args=[table.pk]))

        assert "Number of actions 2 1 0 0 1" in words(page)
        assert b"Number of actions,2,1,0,0,1" in b"".join(file.streaming_content)

    def test_changing_it_counts_from_what_was_read(self, table: DataTable, officer: SignedInClient) -> None:
        url = reverse("data_table_edit", args=[table.pk])

        stale = officer.post(url, SENT | {"expected": "7", "caption": "Mine"})
        officer.post(url, SENT | {"expected": "1", "caption": "Changed"})

        assert stale.status_code == 409
        assert DataTable.objects.get().caption == "Changed"


def test_the_papers_of_november_2009_show_the_printed_figures(office: Office) -> None:
    load_demonstration_plan("improvement-plan-2009")
    load_demonstration_plan("immediate-priorities-2009")
    load_posts()
    load(office.officer)

    def shown(block: str, subject: str) -> list[list[str]]:
        table = DataTable(block=block, subject=subject, as_at=NOVEMBER)
        return [list(row) for row in block_of(table).rows]

    assert shown("plan_overall", "improvement-plan-2009") == [
        ["Number of actions", "181", "106", "46", "29", "0"],
        ["Share of all actions", "", "58.56%", "25.41%", "16.02%", "0.00%"],
    ]
    assert [row[1:] for row in shown("plan_theme", "improvement-plan-2009/3")] == [
        ["32", "28", "2", "2", "0"],
        ["11", "3", "5", "3", "0"],
        ["1", "0", "0", "1", "0"],
        ["44", "31", "7", "6", "0"],
        ["", "70%", "16%", "14%", "0%"],
    ]
    assert [row[1:] for row in shown("plan_priorities", "improvement-plan-2009")][:3] == [
        ["117", "91", "20", "6", "0"],
        ["44", "12", "20", "12", "0"],
        ["20", "3", "6", "11", "0"],
    ]
    assert [row[1:6] for row in shown("plan_themes", "improvement-plan-2009")] == [
        ["20", "7", "12", "1", "0"],
        ["46", "29", "11", "6", "0"],
        ["44", "31", "7", "6", "0"],
        ["43", "19", "15", "9", "0"],
        ["28", "20", "1", "7", "0"],
        ["181", "106", "46", "29", "0"],
    ]
    assert len(shown("plan_shares", "improvement-plan-2009")) == 24
    assert shown("plan_counts", "immediate-priorities-2009")[-1] == ["All themes", "18", "15", "4", "37"]
    assert shown("plan_leads", "immediate-priorities-2009")[0] == ["Lead officer A", "18"]
    actions = shown("plan_actions", "immediate-priorities-2009")
    assert (len(actions), actions[0][1]) == (37, "1 (NI 59)")
    targets = shown("period_targets", "2009-10-Q2")
    assert targets[0][-2:] == ["13", "52.0%"]
    assert targets[-1] == [
        "Components in all",
        "3",
        "",
        "10",
        "",
        "6",
        "",
        "2",
        "",
        "3",
        "",
        "1",
        "",
        "25",
        "",
    ]
    assert [row[-2] for row in shown("period_travel", "2009-10-Q2")] == ["16", "1", "5", "3", "25"]
    assert [row[-2] for row in shown("period_year_to_date", "2009-10-Q2")] == ["11", "2", "9", "3", "25"]
    assert shown("period_outline", "2009-10-Q2")[0] == [
        "Against targets",
        "✓ Target met",
        "13",
        "52.0%",
        "59.1%",
    ]
    assert len(shown("period_monitoring", "2009-10-Q2")) == 25
    values = {(row[0].split()[0], row[1]): row[2:4] for row in shown("period_values", "2009-10-Q2")}
    assert values["NI59", "2008/09"] == ["77.8%", "1,767/2,270"]
    assert values["NI148", "Quarter 2 2009/10"] == ["c", ""]
    assert [row[1] for row in shown("clinic_candidates", "2009-10-Q2")] == ["NI67", "NI117", "NI148", "NI13"]
    assert [row[1] for row in shown("clinic_reviews", "2009-10-Q2")][:3] == ["NI52b", "NI59", "NI60"]
    assert len(shown("clinic_findings", "2009-10-Q2")) == 8


def test_a_table_that_is_not_live_is_left_alone(appendix: Appendix) -> None:
    typed = DataTable(
        appendix=appendix, columns=[{"label": "Ward", "group": "", "numeric": False}], rows=[["Maltby"]]
    )

    fill_live_tables([typed])

    assert typed.rows == [["Maltby"]]


def test_without_a_day_it_is_as_at_the_last_update(table: DataTable, planning: Planning) -> None:
    DataTable.objects.update(as_at=None)
    later = NOVEMBER + timedelta(days=30)
    planning.said(planning.plan.actions.get(reference="1.2"), later, ActionStatus.COMPLETED)

    assert rows(table)[0] == ["Number of actions", "2", "2", "0", "0", "0"]
