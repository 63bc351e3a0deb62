"""Unsaved text of the previous holder when a story is taken over."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.stories.save import save_story
from articles.admin.stories.inlines import bind_story_form, story_change
from articles.models import Article, Autosave, Presence
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now


def save_holders_draft(
    model_admin: Any, request: HttpRequest, article_id: int, *, holder_window: int
) -> bool:
    """Save the holder's unsaved text as a revision; return True if it was saved.

    The revision is in the holder's name. Text that is based on an older revision, or that the form refuses, stays a
    private draft, and the holder is notified.
    """
    holder = Presence.objects.select_related("user").filter(pk=holder_window, article=article_id).first()
    if holder is None or not holder.unsaved:
        return False
    story = Article.objects.get(pk=article_id)
    draft = Autosave.objects.for_story(holder.user, article_id).filter(based_on=story.revision).first()
    if draft is None:
        return False
    request.POST = to_query_dict(draft)  # type: ignore[assignment]  # a query dict, as the holder's browser would send it
    form, formsets = bind_story_form(model_admin, request, story)
    if not all(each.is_valid() for each in (form, *formsets)):
        return False
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
        return False
    return True


def to_query_dict(draft: Autosave) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in draft.form:
        data.appendlist(name, value)
    return data
