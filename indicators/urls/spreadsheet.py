"""Addresses of spreadsheets of values."""

from django.urls import path

from indicators.views import spreadsheet

urlpatterns = [
    path("indicators/spreadsheets/", spreadsheet.spreadsheet_list, name="spreadsheet_list"),
    path("indicators/spreadsheets/new/", spreadsheet.spreadsheet_new, name="spreadsheet_new"),
    path(
        "indicators/spreadsheets/columns.csv", spreadsheet.spreadsheet_template, name="spreadsheet_template"
    ),
    path("indicators/spreadsheets/<uuid:pk>/", spreadsheet.spreadsheet_detail, name="spreadsheet_detail"),
    path(
        "indicators/spreadsheets/<uuid:pk>/load/", spreadsheet.spreadsheet_confirm, name="spreadsheet_confirm"
    ),
    path("indicators/spreadsheets/<uuid:pk>/undo/", spreadsheet.spreadsheet_undo, name="spreadsheet_undo"),
]
