"""Addresses of groups, strategies, scorecards, protocols, commitments and consultations."""

from django.urls import path

from partnerships.views import group, register, strategy
from partnerships.views.keeping import keeper

urlpatterns = [
    path("partnerships/", group.partnership_home, name="partnership_home"),
    path("partnerships/groups/", group.group_list, name="group_list"),
    path("partnerships/groups/<slug:slug>/", group.group_detail, name="group_detail"),
    path("partnerships/milestones/", group.milestone_list, name="milestone_list"),
    path("partnerships/strategies/", strategy.strategy_list, name="strategy_list"),
    path("partnerships/strategies/<slug:slug>/", strategy.strategy_detail, name="strategy_detail"),
    path("partnerships/scorecards/", register.scorecard_list, name="scorecard_list"),
    path("partnerships/scorecards/<slug:slug>/", register.scorecard_detail, name="scorecard_detail"),
    path("partnerships/protocols/", register.protocol_list, name="protocol_list"),
    path("partnerships/protocols/<slug:slug>/", register.protocol_detail, name="protocol_detail"),
    path("partnerships/commitments/", register.commitment_list, name="commitment_list"),
    path("partnerships/commitments/<slug:slug>/", register.commitment_detail, name="commitment_detail"),
    path("partnerships/consultations/", register.consultation_list, name="consultation_list"),
    path("partnerships/consultations/<slug:slug>/", register.consultation_detail, name="consultation_detail"),
    path("partnerships/engagement/", register.engagement_list, name="engagement_list"),
    path("partnerships/population/", register.demographic_list, name="demographic_list"),
    path("partnerships/keep/<slug:noun>/add/", keeper.add, name="partnership_add"),
    path("partnerships/keep/<slug:noun>/add-to/<uuid:whole>/", keeper.add, name="partnership_add_to"),
    path("partnerships/keep/<slug:noun>/<uuid:pk>/change/", keeper.change, name="partnership_change"),
    path("partnerships/keep/<slug:noun>/<uuid:pk>/remove/", keeper.remove, name="partnership_remove"),
]
