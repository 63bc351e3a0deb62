"""When a photo changes, published stories that show it get a log row: caches and partners learn of it."""

from datetime import datetime

from articles.actions.editions import latest
from articles.actions.guards import Actor
from articles.actions.publication_log import append
from articles.models import Article, Photo
from articles.models.publication import Kind, Operation
from articles.workflow import State


def renew_stories_with(photo: Photo, *, by: Actor, at: datetime, cause: str) -> int:
    """One `rights` row for each published story that places the photo; how many."""
    stories = Article.objects.in_state(State.PUBLISHED).filter(placements__photo=photo).order_by("pk")
    for article in stories:
        append(article, latest(article), op=Operation.PUT, kind=Kind.RIGHTS, by=by, at=at, cause=cause)
    return len(stories)
