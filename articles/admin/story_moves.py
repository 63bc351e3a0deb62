"""The buttons of the story form: which are offered, and the action each calls. The actions judge; this only asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.changes import StoryChange
from articles.actions.drafting import approve, save_story, submit, take_back
from articles.actions.errors import ActionRefused
from articles.actions.publishing import correct, publish, schedule, set_embargo, unschedule, update
from articles.models import Article
from articles.workflow import MOVES, State, open_moves

LABELS = {
    "submit": gettext_lazy("Hand in"),
    "take_back": gettext_lazy("Back to draft"),
    "approve": gettext_lazy("Approve"),
    "schedule": gettext_lazy("Schedule"),
    "unschedule": gettext_lazy("Cancel the schedule"),
    "publish": gettext_lazy("Publish now"),
    "update": gettext_lazy("Publish as update"),
    "correct": gettext_lazy("Publish the correction"),
    "withhold": gettext_lazy("Withhold …"),
    "restore": gettext_lazy("Restore …"),
    "kill": gettext_lazy("Kill …"),
}
DONE = {
    "": gettext_lazy("Saved."),
    "submit": gettext_lazy("Handed in for review."),
    "take_back": gettext_lazy("Back to draft."),
    "approve": gettext_lazy("Approved: ready to be published."),
    "schedule": gettext_lazy("Scheduled: it goes out by itself."),
    "unschedule": gettext_lazy("The schedule is cancelled; an embargo stays."),
    "publish": gettext_lazy("Published."),
    "update": gettext_lazy("Published as an update."),
    "correct": gettext_lazy("The correction is published."),
}
ON_OWN_PAGE = frozenset({"withhold", "restore", "kill"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A move the actor may make now."""

    name: str
    label: Any
    own_page: bool


def offers(article: Article, user: Any) -> list[Offer]:
    """Moves from the story's state that the user has the permission for; saving is no move of its own."""
    state = State(article.state)
    moves = [m for m in open_moves(state) if m.name in LABELS and user.has_perm(f"articles.{m.needs}")]
    if article.scheduled_at is None:
        moves = [m for m in moves if m.name != "unschedule"]
    return [Offer(m.name, LABELS[m.name], m.name in ON_OWN_PAGE) for m in moves]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the form asks for: a change to the text and the move to make with it."""

    article_id: int
    move: str
    change: StoryChange
    based_on: int | None
    by: User
    at: datetime
    embargo_until: datetime | None = None
    publish_at: datetime | None = None
    desk_note: str = ""
    public_note: str = ""


def save_first(wish: Wish) -> Article:
    return save_story(wish.article_id, wish.change, by=wish.by, at=wish.at, based_on=wish.based_on)


def in_one(wish: Wish) -> Article | None:
    """Moves that take the change along in their own transaction; None for all others."""
    if wish.move == "update":
        return update(wish.article_id, wish.change, by=wish.by, at=wish.at, based_on=wish.based_on)
    if wish.move == "correct":
        return correct(
            wish.article_id,
            wish.change,
            desk_note=wish.desk_note,
            public_note=wish.public_note,
            by=wish.by,
            at=wish.at,
            based_on=wish.based_on,
        )
    return None


def move(wish: Wish, based_on: int) -> Article:
    """The move on the text just saved. Raises ActionRefused for a name that is no move."""
    if wish.move not in MOVES or wish.move not in _AFTER_SAVING:
        raise ActionRefused(_("There is no such step."))
    return _AFTER_SAVING[wish.move](wish, based_on)


def _schedule(wish: Wish, _based_on: int) -> Article:
    """An embargo without a time of its own is the time."""
    when = wish.publish_at or wish.embargo_until
    if when is None:
        raise ActionRefused(_("Enter when the story is to go out."), "scheduled_for")
    return schedule(
        wish.article_id, publish_at=when, embargo_until=wish.embargo_until, by=wish.by, at=wish.at
    )


_AFTER_SAVING: dict[str, Callable[[Wish, int], Article]] = {
    "submit": lambda wish, _: submit(wish.article_id, by=wish.by, at=wish.at),
    "take_back": lambda wish, _: take_back(wish.article_id, by=wish.by, at=wish.at),
    "approve": lambda wish, _: approve(wish.article_id, by=wish.by, at=wish.at),
    "unschedule": lambda wish, _: unschedule(wish.article_id, by=wish.by, at=wish.at),
    "publish": lambda wish, based_on: publish(wish.article_id, by=wish.by, at=wish.at, based_on=based_on),
    "schedule": _schedule,
}


def embargo_changed(wish: Wish, article: Article) -> bool:
    """To the minute, which is all the form can say."""
    before, after = article.embargo_until, wish.embargo_until
    if before is None or after is None:
        return before is not after
    return before.replace(second=0, microsecond=0) != after


def put_embargo(wish: Wish) -> Article:
    return set_embargo(wish.article_id, wish.embargo_until, by=wish.by, at=wish.at)
