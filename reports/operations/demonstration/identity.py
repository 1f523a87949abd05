"""Ids of the demonstration: the same on every machine, so that links and papers do not change between loads."""

from childservices.models import Person, Post
from childservices.operations.demonstration import stable_id
from childservices.operations.editing import Invalid

__all__ = ["person_of", "stable_id"]


def person_of(post_title: str) -> Person:
    """The person who holds a post of the demonstration; people there are called by their posts."""
    post = Post.objects.filter(title=post_title).first()
    if post is None:
        raise Invalid(f"The fixtures name the post “{post_title}”, which council.json does not list.")
    return Person.objects.get(pk=stable_id("person", post.slug))
