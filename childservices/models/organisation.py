"""Organisations: directorates, partner agencies and providers, each exactly once."""

from django.db import models
from django.db.models import F, Q

from childservices.choices import OrganisationKind
from childservices.models.base import Identified


class Organisation(Identified):
    """A directorate, partner agency or provider, whatever part it plays."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its name in addresses; never changes.")
    name = models.CharField(max_length=200, help_text="The name it uses now; earlier names are aliases.")
    kind = models.CharField(
        max_length=20, choices=OrganisationKind.choices, help_text="The sector that it belongs to."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_name_not_empty", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=OrganisationKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(Identified):
    """Another name under which papers of some years know an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases", help_text="Whose name this is."
    )
    name = models.CharField(max_length=200, help_text="The name as papers print it.")
    starts_on = models.DateField(null=True, blank=True, help_text="First day of the name; empty if unknown.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day of the name; empty while in use.")

    class Meta:
        verbose_name_plural = "organisation aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "starts_on"], name="organisation_alias_once"
            ),
            models.CheckConstraint(name="organisation_alias_name_not_empty", condition=~Q(name="")),
            models.CheckConstraint(
                name="organisation_alias_dates_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
