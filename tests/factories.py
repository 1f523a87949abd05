"""Rows of the kernel for tests: posts instead of names, as in the demonstration."""

from datetime import date
from typing import Any

import factory

from childservices.choices import OrganisationKind
from childservices.models import Organisation, Person, Post, PostHolding, User


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """A directorate."""

    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda number: f"directorate-{number}")
    name = factory.Sequence(lambda number: f"Directorate {number}")
    kind = OrganisationKind.DIRECTORATE


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """A person, named by a post."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Head of Service {number}")


class PostFactory(factory.django.DjangoModelFactory[Post]):
    """A post in a directorate."""

    class Meta:
        model = Post

    title = factory.Sequence(lambda number: f"Head of Service {number}")
    slug = factory.Sequence(lambda number: f"head-of-service-{number}")
    organisation = factory.SubFactory(OrganisationFactory)


class PostHoldingFactory(factory.django.DjangoModelFactory[PostHolding]):
    """A post held since 1 April 2009."""

    class Meta:
        model = PostHolding

    person = factory.SubFactory(PersonFactory)
    post = factory.SubFactory(PostFactory)
    starts_on = date(2009, 4, 1)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """An account without a role."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"account-{number}@council.example")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)
