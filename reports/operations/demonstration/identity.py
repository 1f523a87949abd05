"""Ids of the demonstration: the same on every machine, so that links and papers do not change between loads."""

from uuid import UUID, uuid5

from childservices.models import Person, Post
from childservices.operations.editing import Invalid

NAMESPACE = UUID("6f1c2a52-2b0f-5c0e-9a55-20091118d068")


def stable_id(*path: object) -> UUID:
    """Give the id that a thing at a path always has in the demonstration."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in path))


def person_of(post_title: str) -> Person:
    """The person who holds a post of the demonstration; people there are called by their posts."""
    post = Post.objects.filter(title=post_title).first()
    if post is None:
        raise Invalid(f"The fixtures name the post “{post_title}”, which council.json does not list.")
    return Person.objects.get(pk=stable_id("person", post.slug))
