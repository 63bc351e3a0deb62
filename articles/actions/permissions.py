"""First steps of an action: permission, lock, workflow state and edit conflict."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.actions.errors import ActionRefused, EditConflict, NotPermitted, WrongState
from articles.actions.stories.load_story import lock_unchanged
from articles.models import Article, FollowedStory, Revision
from articles.workflow import MOVES, State, is_allowed
from newsroom import actions
from newsroom.account_names import display_name
from newsroom.actions import Actor

__all__ = ["Actor", "edit_conflict", "lock_stories", "lock_story", "require_permission", "start_move"]

EDITS = frozenset({"save", "place_photos", "update", "correct"})
"""Moves that change the text of a public story."""


def require_permission(by: Actor, codename: str, app: str = "articles", near: Q | None = None) -> None:
    actions.require_permission(by, f"{app}.{codename}", near)


def near_story(article_id: int) -> Q:
    """Return the condition of accounts that have the story or belong to its section."""
    return Q(assignments__article=article_id, assignments__ended_at=None) | Q(
        account__sections__articles=article_id
    )


def require_held(by: Actor, permissions: QuerySet[Permission]) -> None:
    """Raise NotPermitted unless the actor has all of these permissions."""
    names = permissions.values_list("content_type__app_label", "codename")
    if by is not None and (
        lacking := sorted({code for app, code in names if not by.has_perm(f"{app}.{code}")})
    ):
        raise NotPermitted(
            _("Only those who have a permission can grant it. Your account lacks: %(names)s.")
            % {"names": ", ".join(lacking)}
        )


def require_story_change(by: Actor) -> None:
    """Raise NotPermitted unless the actor may change text or photos of stories."""
    if by is None or not by.has_perm("articles.change_placement"):
        require_permission(by, "change_article")


def lock_story(article_id: int) -> Article:
    """Lock a story's row until the transaction ends.

    FOR NO KEY UPDATE: writers of rows that reference the story, such as the log, do not wait.
    """
    return Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article_id)


def lock_stories(article_ids: Iterable[int]) -> list[Article]:
    """Lock many stories in the order of their ids, which prevents deadlocks."""
    rows = Article.objects.filter(pk__in=list(article_ids)).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def start_move(
    move: str, article_id: int, *, by: Actor, based_on: int | None = None, read: Article | None = None
) -> Article:  # fmt: skip
    """Check permission, state and revision of a move; return the locked story.

    `read` is the story as loaded before the transaction, returned unless somebody has saved it since.
    """
    require_permission(by, MOVES[move].needs, near=near_story(article_id))
    article = read if read is not None and lock_unchanged(read) else lock_story(article_id)
    if by is not None and move in EDITS:
        _refuse_followed(article)
    if not is_allowed(move, State(article.state)):
        raise WrongState(
            _("“%(move)s” is not possible for a story in the state “%(state)s”.")
            % {"state": article.get_state_display(), "move": pgettext("move", move.replace("_", " "))}
        )
    if based_on is not None and based_on != article.revision:
        raise edit_conflict(article, based_on)
    return article


def _refuse_followed(article: Article) -> None:
    followed = FollowedStory.objects.filter(article=article, ended_at=None).first()
    if followed is not None:
        raise ActionRefused(
            _(
                "This story follows %(agency)s: its versions are applied by themselves. Take the story over to edit it."
            )
            % {"agency": followed.leader}
        )


def edit_conflict(article: Article, based_on: int) -> EditConflict:
    newest = Revision.objects.filter(article=article).select_related("by").first()
    by = display_name(newest.by) if newest and newest.by else _("the system")
    return EditConflict(based_on=based_on, current_revision=article.revision, by=by)
