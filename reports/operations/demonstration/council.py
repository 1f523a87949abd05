"""Organisations, posts, templates and bodies of the demonstration."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from childservices.models import Organisation, OrganisationAlias, Person, Post, PostHolding
from reports.choices import Classification, SectionKind
from reports.models import Body, Membership, ReportTemplate, StandingItem, TemplateSection, TemplateVersion
from reports.operations.demonstration.identity import person_of, stable_id

FIRST_DAY = date(2008, 1, 1)


@transaction.atomic
def load_council(*, organisations: Sequence[Mapping[str, Any]], posts: Sequence[Mapping[str, Any]]) -> None:
    """Will make the organisations with their earlier names, the posts, and a person called by each post."""
    for row in organisations:
        organisation, _ = Organisation.objects.get_or_create(
            slug=row["slug"],
            defaults={"pk": stable_id("organisation", row["slug"]), "name": row["name"], "kind": row["kind"]},
        )
        for alias in row.get("aliases", ()):
            OrganisationAlias.objects.get_or_create(
                organisation=organisation,
                name=alias["name"],
                defaults={"starts_on": alias.get("starts_on"), "ends_on": alias.get("ends_on")},
            )
    for row in posts:
        organisation = Organisation.objects.get(slug=row["organisation"])
        post, _ = Post.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "pk": stable_id("post", row["slug"]),
                "title": row["title"],
                "organisation": organisation,
            },
        )
        person, _ = Person.objects.get_or_create(
            pk=stable_id("person", post.slug), defaults={"name": row["title"]}
        )
        PostHolding.objects.get_or_create(person=person, post=post, defaults={"starts_on": FIRST_DAY})


@transaction.atomic
def load_templates(*, templates: Sequence[Mapping[str, Any]]) -> None:
    """Will make the report templates with the headings of their versions."""
    for row in templates:
        template, _ = ReportTemplate.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"]})
        version, is_new = TemplateVersion.objects.get_or_create(
            template=template,
            number=row["version"],
            defaults={
                "banner": row["banner"],
                "is_numbered": row["numbered"],
                "has_header": bool(row["header"]),
                "directorate_label": row["directorate_label"],
                "valid_from": row.get("valid_from"),
            },
        )
        if is_new:
            TemplateSection.objects.bulk_create(
                _section(version, position, section)
                for position, section in enumerate(row["sections"], start=1)
            )


def _section(version: TemplateVersion, position: int, row: Mapping[str, Any]) -> TemplateSection:
    return TemplateSection(
        version=version,
        position=position,
        key=row["key"],
        heading=row["heading"],
        kind=row.get("kind", SectionKind.TEXT),
        is_required=row.get("required", True),
        guidance=row.get("guidance", ""),
        default_classification=row.get("default_classification", Classification.OPEN),
    )


@transaction.atomic
def load_bodies(*, bodies: Sequence[Mapping[str, Any]]) -> None:
    """Will make the bodies with their standing items and the memberships that people hold in them."""
    for row in bodies:
        template = ReportTemplate.objects.filter(slug=row.get("template") or "").first()
        body, is_new = Body.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "pk": stable_id("body", row["slug"]),
                "name": row["name"],
                "kind": row["kind"],
                "regime": row["regime"],
                "minute_prefix": row.get("minute_prefix", ""),
                "call_in_applies": row["call_in_applies"],
                "quorum": row.get("quorum"),
                "parent": Body.objects.filter(slug=row.get("parent") or "").first(),
                "template": template,
                "active_from": row.get("active_from"),
                "active_to": row.get("active_to"),
            },
        )
        if is_new:
            _fill_body(body, row)


def _fill_body(body: Body, row: Mapping[str, Any]) -> None:
    for position, item in enumerate(row.get("standing_items", ()), start=1):
        StandingItem.objects.create(body=body, position=position, title=item["title"], kind=item["kind"])
    for member in row.get("memberships", ()):
        Membership.objects.create(
            body=body,
            person=person_of(member["post"]),
            role=member["role"],
            starts_on=member["starts_on"],
            ends_on=member.get("ends_on"),
        )
