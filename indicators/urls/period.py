"""Addresses of a period's report: entry, approval, monitoring, themes and clinics; and of targets."""

from django.urls import path

from indicators.views import approval, clinics, entry, monitoring, targets, themes

urlpatterns = [
    path("indicators/entry/<str:period>/", entry.entry_grid, name="entry_grid"),
    path("indicators/approve/<str:period>/", approval.values_approve, name="values_approve"),
    path("indicators/values/<uuid:pk>/return/", approval.value_return, name="value_return"),
    path("indicators/monitoring/<str:period>/", monitoring.monitoring_table, name="monitoring_table"),
    path("indicators/themes/<str:period>/", themes.theme_summary, name="theme_summary"),
    path("indicators/themes/<str:period>/<slug:theme>/", themes.theme_narrative, name="theme_narrative"),
    path("indicators/clinics/<str:period>/", clinics.clinic_list, name="clinic_list"),
    path("indicators/clinics/<str:period>/choose/", clinics.clinic_choose, name="clinic_choose"),
    path(
        "indicators/clinics/<str:period>/recommend/<path:reference>/",
        clinics.clinic_recommend,
        name="clinic_recommend",
    ),
    path(
        "indicators/clinics/<str:period>/arrange/<path:reference>/",
        clinics.clinic_arrange,
        name="clinic_arrange",
    ),
    path(
        "indicators/clinic-recommendations/<uuid:pk>/",
        clinics.recommendation_detail,
        name="recommendation_detail",
    ),
    path("indicators/held-clinics/<uuid:pk>/", clinics.clinic_change, name="clinic_change"),
    path("indicators/held-clinics/<uuid:pk>/findings/add/", clinics.finding_add, name="finding_add"),
    path("indicators/targets/<path:reference>/", targets.target_list, name="target_list"),
    path("indicators/new-target/<path:reference>/", targets.target_add, name="target_add"),
    path("indicators/target/<uuid:pk>/", targets.target_change, name="target_change"),
    path("indicators/target/<uuid:pk>/remove/", targets.target_remove, name="target_remove"),
]
