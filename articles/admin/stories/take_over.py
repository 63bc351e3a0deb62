"""Words of the previous holder of a story: saved for the next one, or a draft."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.stories.autosave import discard_autosave
from articles.actions.stories.save import save_story
from articles.admin.badges import format_time
from articles.admin.stories.autosave import to_query_dict
from articles.admin.stories.inlines import bind_story_form, story_change
from articles.models import Article, Autosave, Presence, Revision
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now


def save_holders_draft(
    model_admin: Any, request: HttpRequest, article_id: int, *, holder_window: int
) -> None:
    """Save the holder's draft as a revision in the holder's name.

    Text that is based on an older revision, or that the form refuses, stays a private draft. `describe_words` tells
    both.
    """
    holder = Presence.objects.select_related("user").filter(pk=holder_window, article=article_id).first()
    if holder is None:
        return
    story = Article.objects.get(pk=article_id)
    draft = Autosave.objects.for_story(holder.user, article_id).filter(based_on=story.revision).first()
    if draft is None:
        return
    request.POST = to_query_dict(draft)  # type: ignore[assignment]  # a query dict, as the holder's browser would send it
    form, formsets = bind_story_form(model_admin, request, story)
    if not all(each.is_valid() for each in (form, *formsets)):
        return
    taker = current_user(request)
    note = _("taken over by %(who)s") % {"who": display_name(taker)}
    try:
        save_story(
            article_id,
            story_change(form, formsets),
            by=holder.user,
            at=now(),
            based_on=draft.based_on,
            note=note,
        )
    except ActionRefused:
        return
    discard_autosave(article_id, window=draft.window, by=holder.user, until=draft.at)


def describe_words(window: Presence, *, own: bool) -> list[str]:
    """Return sentences on which words of a window taken over are in the saved text."""
    who, sentences = {"who": display_name(window.user)}, []
    mine = Revision.objects.filter(article=window.article_id, by=window.user, at__gte=window.since)
    saved = mine.first()
    if saved is not None:
        words = (
            _("What you typed until %(time)s is in the text, as revision %(n)d.")
            if own
            else _("What %(who)s typed until %(time)s is in the text, as revision %(n)d.")
        )
        sentences.append(words % {**who, "time": format_time(saved.at), "n": saved.number})
    if _has_words_left(window, saved):
        words = (
            _("Unsaved words of yours are not in the text: they are stored as your draft.")
            if own
            else _(
                "Unsaved words of %(who)s are not in the text: they are a draft that only %(who)s can see."
            )
        )
        sentences.append(words % who)
    return sentences


def _has_words_left(window: Presence, saved: Revision | None) -> bool:
    """Return whether words of the window are in its draft or still in its browser."""
    in_browser = window.unsaved and (saved is None or (window.typed_at or window.seen_at) > saved.at)
    return in_browser or Autosave.objects.for_story(window.user, window.article_id).exists()
