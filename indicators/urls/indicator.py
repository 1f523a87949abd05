"""Addresses of indicators; a reference may hold strokes, so what can follow it is looked for first."""

from django.urls import path

from indicators.views import indicator

urlpatterns = [
    path("indicators/", indicator.indicator_list, name="indicator_list"),
    path("indicators/new/", indicator.indicator_new, name="indicator_new"),
    path("indicators/<path:reference>/change/", indicator.indicator_change, name="indicator_change"),
    path("indicators/<path:reference>/retire/", indicator.indicator_retire, name="indicator_retire"),
    path(
        "indicators/<path:reference>/figures.csv", indicator.indicator_values_csv, name="indicator_values_csv"
    ),
    path("indicators/<path:reference>/areas.csv", indicator.indicator_areas_csv, name="indicator_areas_csv"),
    path("indicators/<path:reference>/", indicator.indicator_detail, name="indicator_detail"),
]
