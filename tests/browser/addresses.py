"""Where the screens of the demonstration are, each by a short name."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from childservices.models import Job
from indicators.models import ClinicRecommendation, Indicator
from partnerships.models import (
    Agreement,
    Bid,
    Commitment,
    Consultation,
    Group,
    Programme,
    Project,
    Protocol,
    QuarterlyReturn,
    Scorecard,
    ScorecardMeasure,
    Strategy,
    StrategyNeed,
)
from reports.models import (
    Appendix,
    Appraisal,
    Body,
    DataTable,
    Framework,
    ImprovementPlan,
    Meeting,
    Recommendation,
    Report,
    Review,
    Section,
    SelfAssessment,
)


def published_meetings() -> Sequence[Meeting]:
    """The two meetings whose packs are published: of 18 November 2009, and last week's."""
    return [
        _meeting("cabinet-member-cyps", on="2009-11-18"),
        _meeting("improving-lives-current", state="held"),
    ]


def addresses_of_screens() -> dict[str, str]:
    """The address of each screen that the browser tests open, by its name."""
    return (
        _of_accounts()
        | _of_meetings()
        | _of_reports()
        | _of_plans()
        | _of_indicators()
        | _of_periods()
        | _of_commissioning()
        | _of_partnerships()
        | _of_scrutiny()
    )


def _of_accounts() -> dict[str, str]:
    body = Body.objects.get(slug="improving-lives-current")
    return {
        "home": reverse("home"),
        "sign-in": reverse("account_login"),
        "sign-out": reverse("account_logout"),
        "password-reset": reverse("account_reset_password"),
        "password-change": reverse("account_change_password"),
        "second-factor": reverse("mfa_index"),
        "second-factor-activate": reverse("mfa_activate_totp"),
        "audit": reverse("audit_list"),
        "no-such-page": "/no-such-page/",
        "admin": reverse("admin:index"),
        "admin-bodies": reverse("admin:reports_body_changelist"),
        "admin-body": reverse("admin:reports_body_change", args=[body.pk]),
        "admin-body-new": reverse("admin:reports_body_add"),
        "admin-user-new": reverse("admin:childservices_user_add"),
        "admin-users": reverse("admin:childservices_user_changelist"),
    }


def _of_meetings() -> dict[str, str]:
    historic, held = published_meetings()
    planned = _meeting("improving-lives-current", state="planned")
    item = planned.items.filter(kind="report").order_by("position")[0]
    exempt = held.editions.get().papers.get(part="exempt").item_key
    paper = historic.editions.get().papers.filter(part="open", html__isnull=False).latest("position")
    earlier = _meeting("cabinet-member-cyps", on="2009-11-04")
    return {
        "meetings": reverse("meeting_list"),
        "meeting": historic.get_absolute_url(),
        "meeting-held": held.get_absolute_url(),
        "meeting-planned": planned.get_absolute_url(),
        "meeting-what-if": f"{planned.get_absolute_url()}?if_day=1&if_month=2&if_year=2027",
        "meeting-new": reverse("meeting_new"),
        "meeting-change": reverse("meeting_change", args=[planned.pk]),
        "agenda": reverse("agenda_edit", args=[planned.pk]),
        "item-new": reverse("item_new", args=[planned.pk]),
        "item-change": reverse("item_change", args=[item.pk]),
        "item-place-report": reverse("item_place_report", args=[item.pk]),
        "item-remove": reverse("item_remove", args=[item.pk]),
        "publish": reverse("agenda_publish", args=[planned.pk]),
        "publish-again": reverse("agenda_publish", args=[historic.pk]),
        "papers": reverse("meeting_papers", args=[historic.pk]),
        "papers-held": reverse("meeting_papers", args=[held.pk]),
        "papers-draft": reverse("meeting_draft", args=[planned.pk]),
        "item": reverse("item_detail", args=[historic.pk, paper.item_key]),
        "item-exempt": reverse("item_detail", args=[held.pk, exempt]),
        "exempt": reverse("exempt_paper", args=[held.pk, exempt]),
        "minutes": reverse("minutes_detail", args=[earlier.pk]),
        "minutes-held": reverse("minutes_detail", args=[held.pk]),
        "minutes-exempt": f"{reverse('minutes_detail', args=[held.pk])}?exempt",
    }


def _of_reports() -> dict[str, str]:
    draft = Report.objects.get(slug="early-help-waiting-times")
    returned = Report.objects.get(state="returned")
    section = Section.objects.get(report=draft, heading__key="summary")
    table = DataTable.objects.filter(section__report=returned)[0]
    recommendation = Recommendation.objects.filter(report=draft)[0]
    appendix = Appendix.objects.filter(report__state="accepted")[0]
    return {
        "reports": reverse("report_list"),
        "report": draft.get_absolute_url(),
        "report-returned": returned.get_absolute_url(),
        "report-new": reverse("report_new"),
        "report-edit": reverse("report_edit", args=[draft.pk]),
        "report-delete": reverse("report_delete", args=[draft.pk]),
        "report-submit": reverse("report_move", args=[draft.pk, "submit"]),
        "preview": reverse("report_preview", args=[draft.pk]),
        "preview-public": f"{reverse('report_preview', args=[draft.pk])}?as=public",
        "preview-exempt": reverse("report_preview", args=[Report.objects.exclude(neutral_title="")[0].pk]),
        "section": reverse("section_edit", args=[section.pk]),
        "section-with-table": reverse("section_edit", args=[table.section_id]),
        "recommendation": reverse("component_edit", args=["recommendation", recommendation.pk]),
        "recommendation-add": reverse("component_add", args=[draft.pk, "recommendation"]),
        "recommendation-remove": reverse("component_remove", args=["recommendation", recommendation.pk]),
        "risk-add": reverse("component_add", args=[draft.pk, "risk"]),
        "appendix": reverse("appendix_edit", args=[appendix.pk]),
        "appendix-add": reverse("appendix_add", args=[draft.pk]),
        "appendix-upload": reverse("appendix_upload", args=[appendix.pk]),
        "table": reverse("data_table_edit", args=[table.pk]),
        "table-add": reverse("data_table_add", args=["section", section.pk]),
        "table-remove": reverse("data_table_remove", args=[table.pk]),
    }


def _of_indicators() -> dict[str, str]:
    def of(reference: str) -> str:
        return Indicator.objects.get(reference=reference).get_absolute_url()

    return {
        "indicators": reverse("indicator_list"),
        "indicator": of("CF1"),
        "indicator-suppressed": of("NI148"),
        "indicator-published": of("ReReferral"),
        "indicator-new": reverse("indicator_new"),
        "indicator-change": reverse("indicator_change", args=["CF1"]),
        "indicator-retire": reverse("indicator_retire", args=["CF1"]),
        "admin-indicators": reverse("admin:indicators_indicator_changelist"),
        "admin-themes": reverse("admin:indicators_theme_changelist"),
        "admin-themes-load": reverse("admin:indicators_theme_load"),
        "admin-theme-new": reverse("admin:indicators_theme_add"),
    }


def _of_plans() -> dict[str, str]:
    plan = ImprovementPlan.objects.get(slug="improvement-plan-2009")
    immediate = ImprovementPlan.objects.get(slug="immediate-priorities-2009")
    report = plan.highlight_reports.get()
    action = immediate.actions.get(reference="25")
    return {
        "plans": reverse("plan_list"),
        "plan": f"{plan.get_absolute_url()}?as_at=2009-11-02",
        "plan-immediate": immediate.get_absolute_url(),
        "plan-overdue": reverse("plan_overdue", args=[immediate.slug]),
        "plan-update": reverse("plan_update", args=[immediate.slug]),
        "my-actions": reverse("my_actions"),
        "my-actions-update": reverse("my_actions_update"),
        "action": action.get_absolute_url(),
        "action-new": reverse("action_new", args=[immediate.slug]),
        "action-change": reverse("action_change", args=[action.pk]),
        "highlight-report": report.get_absolute_url(),
        "highlight-report-new": reverse("highlight_report_new", args=[plan.slug]),
        "highlight-section": reverse("highlight_section_edit", args=[report.sections.get(key="overdue").pk]),
        "admin-plan": reverse("admin:reports_improvementplan_change", args=[plan.pk]),
    }


def _of_periods() -> dict[str, str]:
    quarter, month = "2009-10-Q2", "2026-M09"
    recommended = ClinicRecommendation.objects.get(indicator__reference="NI117", period=quarter)
    return {
        "entry": reverse("entry_grid", args=[month]),
        "approve": reverse("values_approve", args=[month]),
        "monitoring": reverse("monitoring_table", args=[quarter]),
        "monitoring-month": reverse("monitoring_table", args=[month]),
        "themes": reverse("theme_summary", args=[quarter]),
        "theme-narrative": reverse("theme_narrative", args=[quarter, "staying-safe"]),
        "clinics": reverse("clinic_list", args=[quarter]),
        "clinic-choose": reverse("clinic_choose", args=[quarter]),
        "clinic-recommend": reverse("clinic_recommend", args=[quarter, "NI67"]),
        "clinic-recommendation": reverse("recommendation_detail", args=[recommended.pk]),
        "targets": reverse("target_list", args=["NI65"]),
        "target-new": reverse("target_add", args=["NI65"]),
    }


def _of_commissioning() -> dict[str, str]:
    current = Programme.objects.get(slug="early-help-current")
    historic = Programme.objects.get(slug="childrens-fund-2008-09").agreements.get(number=2)
    own = Agreement.objects.get(project="Family drop-in")
    draft = own.returns.filter(state="draft").earliest("quarter_ends_on")
    submitted, queried = (QuarterlyReturn.objects.get(state=state) for state in ("submitted", "queried"))
    bid = Bid.objects.earliest("project")
    return {
        "programmes": reverse("programme_list"),
        "programme": current.get_absolute_url(),
        "programme-2008": reverse("programme_detail", args=["childrens-fund-2008-09"]),
        "localities": reverse("locality_list", args=["hinckley-bosworth-centres-2008-09"]),
        "project": Project.objects.get(title="Extra Mile").get_absolute_url(),
        "attention": reverse("commissioning_attention"),
        "providers": reverse("provider_list"),
        "provider": own.provider.get_absolute_url(),
        "agreement": own.get_absolute_url(),
        "agreement-2008": historic.get_absolute_url(),
        "forecasts": reverse("agreement_forecasts", args=[own.pk]),
        "round": bid.round.get_absolute_url(),
        "bid-score": reverse("bid_score", args=[bid.pk]),
        "bid-decide": reverse("bid_decide", args=[bid.pk]),
        "programme-new": reverse("part_new", args=["programme"]),
        "agreement-add": reverse("part_add", args=["agreement", current.pk]),
        "agreement-change": reverse("part_change", args=["agreement", own.pk]),
        "agreement-remove": reverse("part_remove", args=["agreement", own.pk]),
        "visit-add": reverse("part_add", args=["visit", own.pk]),
        "returns": reverse("return_list"),
        "return": draft.get_absolute_url(),
        "return-edit": reverse("return_edit", args=[draft.pk]),
        "return-check": reverse("return_check", args=[draft.pk]),
        "return-sheet": reverse("return_sheet", args=[draft.pk]),
        "return-submitted": submitted.get_absolute_url(),
        "return-queried": queried.get_absolute_url(),
        "return-approve": reverse("return_move", args=[submitted.pk, "approve"]),
        "return-query": reverse("return_move", args=[submitted.pk, "query"]),
    }


def _of_partnerships() -> dict[str, str]:
    group = Group.objects.get(slug="best-start-strategic-group")
    measure = ScorecardMeasure.objects.get(reference="1.A2")
    need = StrategyNeed.objects.get(reference="B")
    member = group.members.order_by("position")[0]
    pages = {
        "scorecard": Scorecard.objects.get(slug="cypp-2016-19"),
        "strategy": Strategy.objects.get(slug="parenting-strategy"),
        "protocol": Protocol.objects.get(),
        "commitment": Commitment.objects.get(),
        "consultation": Consultation.objects.get(),
        "group": group,
    }
    lists = "group milestone scorecard protocol commitment consultation engagement demographic"
    return {
        "partnerships": reverse("partnership_home"),
        **{f"{name}s": reverse(f"{name}_list") for name in lists.split()},
        **{name: page.get_absolute_url() for name, page in pages.items()},
        "group-new": reverse("partnership_add", args=["group"]),
        "group-change": reverse("partnership_change", args=["group", group.pk]),
        "member-remove": reverse("partnership_remove", args=["member", member.pk]),
        "need-change": reverse("partnership_change", args=["need", need.pk]),
        "measure-change": reverse("partnership_change", args=["measure", measure.pk]),
        "target-new": reverse("partnership_add_to", args=["target", measure.pk]),
    }


def _of_scrutiny() -> dict[str, str]:
    appraisal = Appraisal.objects.get(slug="alternative-management-arrangements-2017")
    criterion, option = appraisal.criteria.order_by("position")[0], appraisal.options.get(number=8)
    assessment = SelfAssessment.objects.get()
    review = Review.objects.get()
    return {
        "scrutiny": reverse("scrutiny_home"),
        "appraisal": appraisal.get_absolute_url(),
        "appraisal-supposed": f"{appraisal.get_absolute_url()}?criterion={criterion.pk}&weight=3",
        "appraisal-annex": reverse("appraisal_annex", args=[appraisal.slug]),
        "option-score": reverse("option_score", args=[option.pk]),
        "review": review.get_absolute_url(),
        "recommendation-new": reverse("scrutiny_add_to", args=["recommendation", review.pk]),
        "self-assessment": Framework.objects.get(slug="improvement-journey").get_absolute_url(),
        "seven-tests": Framework.objects.get(slug="seven-tests").get_absolute_url(),
        "assessment-score": reverse("assessment_score", args=[assessment.pk]),
    }


def address_of_last_job() -> str:
    """The page of the job that was asked for last."""
    return reverse("job_detail", args=[Job.objects.latest("created_at").pk])


def _meeting(body: str, **which: Any) -> Meeting:
    return Meeting.objects.get(body__slug=body, **which)
