"""The workflow buttons of the story form and the actions they call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import approve, save_story, submit, take_back
from articles.admin.stories.publish import available_kinds
from articles.models import Article
from articles.workflow import UNPUBLISHED, State, open_moves

PUBLISH = "publish"
"""Saves the story and opens the publish page."""
LABELS = {
    "submit": gettext_lazy("Submit for review"),
    "take_back": gettext_lazy("Return to draft"),
    "approve": gettext_lazy("Approve"),
    "withhold": gettext_lazy("Withhold now"),
    "restore": gettext_lazy("Restore …"),
    "kill": gettext_lazy("Kill …"),
    "revive": gettext_lazy("Revive …"),
}
SUCCESS_MESSAGES = {
    "": gettext_lazy("Saved."),
    "submit": gettext_lazy("Submitted for review."),
    "take_back": gettext_lazy("Returned to draft."),
    "approve": gettext_lazy("Approved: ready to be published."),
}
MOVES_WITH_PAGE = frozenset({"withhold", "restore", "kill", "revive", "hour"})


@dataclass(frozen=True, slots=True)
class WorkflowButton:
    name: str
    label: Any
    own_page: bool


def list_buttons(article: Article, user: Any) -> list[WorkflowButton]:
    """Return the moves that the story's state and the user's permissions allow."""
    state = State(article.state)
    moves = [m for m in open_moves(state) if m.name in LABELS and user.has_perm(f"articles.{m.needs}")]
    offered = [WorkflowButton(m.name, LABELS[m.name], m.name in MOVES_WITH_PAGE) for m in moves]
    if available_kinds(article, user):
        offered.append(WorkflowButton(PUBLISH, _publish_label(state), own_page=False))
    if state in UNPUBLISHED and user.has_perm("articles.change_article"):
        offered.append(WorkflowButton("hour", _("Embargo and schedule …"), own_page=True))
    if state in {State.PUBLISHED, State.WITHHELD} and _may_only_ask_for_kill(user):
        offered.append(WorkflowButton("kill", _("Kill …"), own_page=True))
    return offered


def list_buttons_of_new(user: Any) -> list[WorkflowButton]:
    """Return the moves of a story that is not saved yet."""
    return [button for button in list_buttons(Article(), user) if button.name == PUBLISH]


def _publish_label(state: State) -> str:
    return _("Publish …") if state in UNPUBLISHED else _("Correct or update …")


def _may_only_ask_for_kill(user: Any) -> bool:
    return user.has_perm("articles.withhold_article") and not user.has_perm("articles.kill_article")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFormSubmission:
    """Change of a story and the move to make after saving it."""

    article_id: int
    """0 for a new story."""
    move: str
    change: StoryChange
    based_on: int | None
    by: User
    at: datetime
    window: str = ""


def save_submission(submission: StoryFormSubmission) -> Article:
    return save_story(
        submission.article_id,
        submission.change,
        by=submission.by,
        at=submission.at,
        based_on=submission.based_on,
        window=submission.window,
    )


def apply_move(submission: StoryFormSubmission) -> Article:
    """Make the move of the saved story. Raise ActionRefused for an unknown move."""
    moves: dict[str, Callable[..., Article]] = {
        "submit": submit, "take_back": take_back, "approve": approve,
    }  # fmt: skip
    if submission.move not in moves:
        raise ActionRefused(_("There is no such step."))
    return moves[submission.move](submission.article_id, by=submission.by, at=submission.at)
