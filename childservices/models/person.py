"""Persons and the posts they hold with dates: rights and signatures come from posts."""

from django.db import models
from django.db.models import F, Q

from childservices.models.base import Identified
from childservices.models.organisation import Organisation
from childservices.querysets import PostHoldingQuerySet


class Person(Identified):
    """Somebody who holds posts or memberships, with or without an account."""

    name = models.CharField(
        max_length=200, help_text="As papers print it. The demonstration uses the post instead of a name."
    )

    class Meta:
        verbose_name_plural = "persons"
        constraints = [models.CheckConstraint(name="person_name_not_empty", condition=~Q(name=""))]

    def __str__(self) -> str:
        return self.name


class Post(Identified):
    """A position that persons hold one after another, such as a head of service."""

    title = models.CharField(max_length=200, help_text="As papers print it.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Its name in addresses; never changes.")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", help_text="Where the post belongs."
    )
    holders = models.ManyToManyField(Person, through="PostHolding", related_name="posts")

    class Meta:
        constraints = [models.CheckConstraint(name="post_title_not_empty", condition=~Q(title=""))]

    def __str__(self) -> str:
        return self.title


class PostHolding(Identified):
    """A person's time in a post; rights that come from the post end after its last day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="post_holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    starts_on = models.DateField(help_text="First day in the post.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day in the post; empty while held.")

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "starts_on"], name="post_holding_once"),
            models.CheckConstraint(
                name="post_holding_dates_in_order",
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.post}"
