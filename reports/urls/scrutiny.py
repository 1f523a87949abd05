"""Addresses of appraisals, scrutiny reviews and self-assessments."""

from django.urls import path

from reports.views import appraisal, scoring, scrutiny

urlpatterns = [
    path("scrutiny/", scrutiny.scrutiny_home, name="scrutiny_home"),
    path("scrutiny/appraisals/<slug:slug>/", appraisal.appraisal_detail, name="appraisal_detail"),
    path("scrutiny/appraisals/<slug:slug>/annex/", appraisal.appraisal_annex, name="appraisal_annex"),
    path("scrutiny/options/<uuid:pk>/score/", scoring.option_score, name="option_score"),
    path("scrutiny/reviews/<slug:slug>/", scrutiny.review_detail, name="review_detail"),
    path("scrutiny/self-assessments/<slug:slug>/", scrutiny.framework_detail, name="framework_detail"),
    path("scrutiny/assessments/<uuid:pk>/score/", scoring.assessment_score, name="assessment_score"),
    path("scrutiny/keep/<slug:noun>/add/", scrutiny.keeper.add, name="scrutiny_add"),
    path("scrutiny/keep/<slug:noun>/add-to/<uuid:whole>/", scrutiny.keeper.add, name="scrutiny_add_to"),
    path("scrutiny/keep/<slug:noun>/<uuid:pk>/change/", scrutiny.keeper.change, name="scrutiny_change"),
    path("scrutiny/keep/<slug:noun>/<uuid:pk>/remove/", scrutiny.keeper.remove, name="scrutiny_remove"),
]
