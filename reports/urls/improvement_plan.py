"""Addresses of improvement plans, their actions and highlight reports."""

from django.urls import path

from reports.views import highlight_report, improvement_plan, own_action, plan_action

urlpatterns = [
    path("plans/", improvement_plan.plan_list, name="plan_list"),
    path("plans/my-actions/", own_action.my_actions, name="my_actions"),
    path("plans/my-actions/update/", own_action.my_actions_update, name="my_actions_update"),
    path("plans/actions/<uuid:pk>/", plan_action.action_detail, name="action_detail"),
    path("plans/actions/<uuid:pk>/update/", plan_action.action_update, name="action_update"),
    path("plans/actions/<uuid:pk>/change/", plan_action.action_change, name="action_change"),
    path("plans/updates/<uuid:pk>/evidence/", plan_action.update_evidence, name="update_evidence"),
    path(
        "plans/highlight-reports/<uuid:pk>/",
        highlight_report.highlight_report_detail,
        name="highlight_report_detail",
    ),
    path(
        "plans/highlight-sections/<uuid:pk>/",
        highlight_report.highlight_section_edit,
        name="highlight_section_edit",
    ),
    path("plans/<slug:slug>/", improvement_plan.plan_detail, name="plan_detail"),
    path("plans/<slug:slug>/overdue/", improvement_plan.plan_overdue, name="plan_overdue"),
    path("plans/<slug:slug>/update/", own_action.plan_update, name="plan_update"),
    path("plans/<slug:slug>/actions/new/", plan_action.action_new, name="action_new"),
    path(
        "plans/<slug:slug>/highlight-reports/new/",
        highlight_report.highlight_report_new,
        name="highlight_report_new",
    ),
]
