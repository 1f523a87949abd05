"""Addresses of reports and their parts, as officers and clerks write them."""

from django.urls import path

from reports.views import appendix, component, data_table, preview, report, section

urlpatterns = [
    path("reports/", report.report_list, name="report_list"),
    path("reports/new/", report.report_new, name="report_new"),
    path("reports/<uuid:pk>/", report.report_detail, name="report_detail"),
    path("reports/<uuid:pk>/details/", report.report_edit, name="report_edit"),
    path("reports/<uuid:pk>/delete/", report.report_delete, name="report_delete"),
    path("reports/<uuid:pk>/preview/", preview.report_preview, name="report_preview"),
    path("reports/<uuid:pk>/preview.pdf", preview.report_pdf, name="report_pdf"),
    path("reports/<uuid:pk>/move/<slug:verb>/", report.report_move, name="report_move"),
    path("reports/<uuid:pk>/add/appendix/", appendix.appendix_add, name="appendix_add"),
    path("reports/<uuid:pk>/add/<slug:kind>/", component.component_add, name="component_add"),
    path("reports/sections/<uuid:pk>/", section.section_edit, name="section_edit"),
    path("reports/appendices/<uuid:pk>/", appendix.appendix_edit, name="appendix_edit"),
    path("reports/appendices/<uuid:pk>/file/", appendix.appendix_download, name="appendix_download"),
    path("reports/appendices/<uuid:pk>/file/change/", appendix.appendix_upload, name="appendix_upload"),
    path(
        "reports/appendices/<uuid:pk>/file/remove/",
        appendix.appendix_file_remove,
        name="appendix_file_remove",
    ),
    path("reports/parts/<slug:kind>/<uuid:pk>/", component.component_edit, name="component_edit"),
    path("reports/parts/<slug:kind>/<uuid:pk>/move/", component.component_move, name="component_move"),
    path("reports/parts/<slug:kind>/<uuid:pk>/remove/", component.component_remove, name="component_remove"),
    path("reports/tables/add/<slug:holder>/<uuid:pk>/", data_table.data_table_add, name="data_table_add"),
    path(
        "reports/tables/add-live/<slug:holder>/<uuid:pk>/", data_table.live_table_add, name="live_table_add"
    ),
    path("reports/tables/<uuid:pk>/", data_table.data_table_edit, name="data_table_edit"),
    path("reports/tables/<uuid:pk>/remove/", data_table.data_table_remove, name="data_table_remove"),
    path("reports/tables/<uuid:pk>.csv", data_table.draft_table_csv, name="draft_table_csv"),
]
