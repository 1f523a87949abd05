"""Addresses of commissioning, all under /commissioning/."""

from django.urls import path

from partnerships.views import (
    agreement,
    attention,
    bidding,
    exports,
    part,
    programme,
    provider,
    quarterly_return,
    return_moves,
    return_sheet,
)

urlpatterns = [
    path("", programme.programme_list, name="programme_list"),
    path("programmes/<slug:slug>/", programme.programme_detail, name="programme_detail"),
    path("programmes/<slug:slug>/localities/", programme.locality_list, name="locality_list"),
    path("programmes/<slug:slug>/grants.json", exports.grants_json, name="grants_json"),
    path("programmes/<slug:slug>/grants.xlsx", exports.grants_spreadsheet, name="grants_spreadsheet"),
    path("programmes/<slug:slug>/transparency.csv", exports.transparency_list, name="transparency_list"),
    path("attention/", attention.attention, name="commissioning_attention"),
    path("projects/<uuid:pk>/", programme.project_detail, name="project_detail"),
    path("providers/", provider.provider_list, name="provider_list"),
    path("providers/<uuid:pk>/", provider.provider_detail, name="provider_detail"),
    path("rounds/<uuid:pk>/", bidding.round_detail, name="round_detail"),
    path("rounds/<uuid:pk>/announce/", bidding.round_announce, name="round_announce"),
    path("bids/<uuid:pk>/score/", bidding.bid_score, name="bid_score"),
    path("bids/<uuid:pk>/decide/", bidding.bid_decide, name="bid_decide"),
    path("agreements/<uuid:pk>/", agreement.agreement_detail, name="agreement_detail"),
    path("agreements/<uuid:pk>/announce/", agreement.agreement_announce, name="agreement_announce"),
    path("agreements/<uuid:pk>/forecasts/", agreement.agreement_forecasts, name="agreement_forecasts"),
    path("returns/", quarterly_return.return_list, name="return_list"),
    path("returns/<uuid:pk>/", quarterly_return.return_detail, name="return_detail"),
    path("returns/<uuid:pk>/edit/", quarterly_return.return_edit, name="return_edit"),
    path("returns/<uuid:pk>/outputs.csv", return_sheet.return_csv, name="return_csv"),
    path("returns/<uuid:pk>/spreadsheet/", return_sheet.return_sheet, name="return_sheet"),
    path("returns/<uuid:pk>/check/", quarterly_return.return_check, name="return_check"),
    path("returns/<uuid:pk>/move/<slug:verb>/", return_moves.return_move, name="return_move"),
    path("evidence/<uuid:pk>/", return_moves.evidence_download, name="evidence_download"),
    path("evidence/<uuid:pk>/remove/", return_moves.evidence_remove, name="evidence_remove"),
    path("parts/<slug:kind>/new/", part.part_new, name="part_new"),
    path("parts/<slug:kind>/add/<uuid:pk>/", part.part_add, name="part_add"),
    path("parts/<slug:kind>/<uuid:pk>/", part.part_change, name="part_change"),
    path("parts/<slug:kind>/<uuid:pk>/remove/", part.part_remove, name="part_remove"),
]
