"""Pages for persons, posts, organisations and the days on which the offices are closed."""

from typing import Any

from django.contrib import admin

from childservices.admin_site import CouncilInline, CouncilModelAdmin
from childservices.models import OfficeClosure, Organisation, OrganisationAlias, Person, Post, PostHolding


class AliasInline(CouncilInline):
    """Other names of an organisation."""

    model = OrganisationAlias


class HoldingInline(CouncilInline):
    """The times in which posts are held."""

    model = PostHolding
    autocomplete_fields = ("person", "post")


@admin.register(Organisation)
class OrganisationAdmin(CouncilModelAdmin):
    """Directorates, partner agencies and providers, each once."""

    list_display = ("name", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("name", "slug", "aliases__name")
    ordering = ("name",)
    inlines = (AliasInline,)


@admin.register(Person)
class PersonAdmin(CouncilModelAdmin):
    """Persons, with the posts that they hold and have held."""

    list_display = ("name",)
    search_fields = ("name",)
    ordering = ("name",)
    inlines = (HoldingInline,)


@admin.register(Post)
class PostAdmin(CouncilModelAdmin):
    """Posts, with whoever holds and has held them."""

    list_display = ("title", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("title", "slug")
    ordering = ("title",)
    autocomplete_fields = ("organisation",)
    inlines = (HoldingInline,)


@admin.register(OfficeClosure)
class OfficeClosureAdmin(CouncilModelAdmin):
    """Days that do not count as working days, beyond the bank holidays."""

    list_display = ("on", "reason")
    ordering = ("-on",)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Say whether a day entered by mistake can be taken away."""
        return self.has_change_permission(request, obj)
