"""Addresses of meetings, agendas, papers and packs."""

from django.urls import path

from reports.views import agenda, home, issued, meeting, minutes, pack, reading

urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/", meeting.meeting_list, name="meeting_list"),
    path("meetings/new/", meeting.meeting_new, name="meeting_new"),
    path("meetings/<uuid:pk>/", meeting.meeting_detail, name="meeting_detail"),
    path("meetings/<uuid:pk>/change/", meeting.meeting_change, name="meeting_change"),
    path("meetings/<uuid:pk>/agenda/", agenda.agenda_edit, name="agenda_edit"),
    path("meetings/<uuid:pk>/agenda/new/", agenda.item_new, name="item_new"),
    path("agenda-items/<uuid:pk>/change/", agenda.item_change, name="item_change"),
    path("agenda-items/<uuid:pk>/move/", agenda.item_move, name="item_move"),
    path("agenda-items/<uuid:pk>/remove/", agenda.item_remove, name="item_remove"),
    path("agenda-items/<uuid:pk>/reports/", agenda.item_place_report, name="item_place_report"),
    path("agenda-items/<uuid:pk>/reports/remove/", agenda.item_remove_report, name="item_remove_report"),
    path("meetings/<uuid:pk>/packs/build/", pack.packs_build, name="packs_build"),
    path("meetings/<uuid:pk>/publish/", pack.agenda_publish, name="agenda_publish"),
    path("packs/<uuid:pk>.pdf", pack.pack_download, name="pack_download"),
    path("meetings/<uuid:pk>/papers/", reading.meeting_papers, name="meeting_papers"),
    path("meetings/<uuid:pk>/papers/draft/", reading.meeting_draft, name="meeting_draft"),
    path("meetings/<uuid:pk>/papers/<uuid:item>/", issued.item_detail, name="item_detail"),
    path("meetings/<uuid:pk>/papers/<uuid:item>/exempt/", issued.exempt_paper, name="exempt_paper"),
    path("meetings/<uuid:pk>/files/<uuid:source>/", issued.issued_file, name="issued_file"),
    path("meetings/<uuid:pk>/minutes/", minutes.minutes_detail, name="minutes_detail"),
    # Last, because a body and a day look like any other two words of an address.
    path("meetings/<slug:body>/<str:on>/", meeting.meeting_by_day, name="meeting_by_day"),
]
