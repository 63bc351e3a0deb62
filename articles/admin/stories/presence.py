"""Presence: JSON views of the story form's script and badges in the story list."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.actions.desk.messages import close_message, send_message
from articles.actions.desk.presence import BrowserWindow, close_window, record_heartbeat, take_over
from articles.admin.badges import format_time, yes_or_no
from articles.admin.base import page
from articles.admin.stories.autosave import describe_words, save_holders_draft
from articles.admin.stories.views import NumberField, StoryJSONView
from articles.models import Article, Comment, DeskMessage, Presence
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now


class WindowForm(forms.Form):
    window = forms.CharField(required=False)

    def clean_window(self) -> str:
        return str(self.cleaned_data["window"])[:36]


class BeatForm(WindowForm):
    writes = forms.CharField(required=False)
    unsaved = forms.CharField(required=False)


class TakeOverForm(WindowForm):
    of = NumberField()


class MessageForm(forms.Form):
    to = NumberField()
    text = forms.CharField(required=False, strip=False)


@page(Article, "<int:pk>/beat/")
class BeatView(StoryJSONView):
    """Heartbeat of an open story form; returns other open windows and messages."""

    form_class = BeatForm
    refused_status = 403

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        window = session_window(self.request, cleaned["window"])
        writes, unsaved = cleaned["writes"] == "yes", cleaned["unsaved"] == "yes"
        own = record_heartbeat(
            pk, window, by=current_user(self.request), at=now(), writes=writes, unsaved=unsaved
        )
        return presence_json(own)


@page(Article, "<int:pk>/take-over/")
class TakeOverView(StoryJSONView):
    form_class = TakeOverForm

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        window, of = session_window(self.request, cleaned["window"]), cleaned["of"]
        own = take_over(pk, window, of=of or None, by=current_user(self.request), at=now())
        save_holders_draft(self.model_admin, self.request, pk, holder_window=of)
        return presence_json(own)


@page(Article, "<int:pk>/leave/")
class LeaveView(StoryJSONView):
    form_class = WindowForm

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        close_window(pk, session_window(self.request, cleaned["window"]), by=current_user(self.request))
        return {}


@page(Article, "<int:pk>/message/")
class MessageView(StoryJSONView):
    form_class = MessageForm

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        sent = send_message(pk, cleaned["text"], to=cleaned["to"], by=current_user(self.request), at=now())
        return {"text": _("Sent at %(time)s.") % {"time": format_time(sent.at)}}


@page(Article, "close-message/<int:pk>/")
class CloseMessageView(StoryJSONView):
    """Close the message that `pk` names."""

    form_class = forms.Form

    def apply(self, pk: int, _cleaned: dict[str, Any]) -> dict[str, Any]:
        close_message(pk, by=current_user(self.request), at=now())
        return {}


def session_window(request: Any, window: str) -> BrowserWindow:
    return BrowserWindow(session=request.session.session_key or "", window=window)


def presence_json(own: Presence) -> dict[str, Any]:
    """Return the other open windows, their holder, messages and the newest revision.

    `taken` says who has taken the story over from this window.
    """
    others = [window for window in open_windows([own.article_id]) if window.pk != own.pk]
    holder = next((window for window in others if window.writes_since is not None), None)
    own.article.refresh_from_db(fields=["revision"])
    messages = DeskMessage.objects.unread_by(own.user).filter(article=own.article_id).select_related("by")
    taken = (
        _("%(who)s has taken over the story.") % {"who": display_name(own.taken_by)} if own.taken_by else ""
    )
    words_of_others = [
        sentence
        for window in others
        if window.taken_by_id == own.user_id != window.user_id
        for sentence in describe_words(window, own=False)
    ]
    said = Comment.objects.filter(article=own.article_id, deleted_at=None)
    is_open = Q(thread=None, resolved_at=None)
    return {
        "talk": said.aggregate(open=Count("pk", filter=is_open), newest=Max("pk", filter=~Q(by=own.user))),
        "others": [
            *(describe_presence(window, own=window.user_id == own.user_id) for window in others),
            *words_of_others,
        ],
        "windows": [window_json(window, own=window.user_id == own.user_id) for window in others],
        "messages": [
            {
                "id": message.pk,
                "text": f"{display_name(message.by)}, {format_time(message.at)}: {message.text}",
            }
            for message in messages
        ],
        "holder": {"id": holder.pk} if holder else None,
        "taken": " ".join([taken, *describe_words(own, own=True)]) if taken else "",
        "revision": own.article.revision,
    }


def window_json(window: Presence, *, own: bool) -> dict[str, Any]:
    """Return the facts for the card of a window with the story open."""
    facts = [(_("since"), format_time(window.writes_since or window.since))]
    if window.typed_at is not None:
        facts.append((_("last keystroke"), format_time(window.typed_at)))
    facts.append((_("unsaved"), yes_or_no(window.unsaved)))
    return {
        "id": window.pk,
        "initials": initials(window.user),
        "writes": window.writes_since is not None,
        "own": own,
        "name": _window_name(window, own=own),
        "doing": _("is writing") if window.writes_since else _("is reading"),
        "facts": facts,
    }


def _window_name(window: Presence, *, own: bool) -> str:
    name = display_name(window.user)
    return _("%(name)s (your other window)") % {"name": name} if own else name


def open_windows(article_ids: list[int]) -> QuerySet[Presence]:
    return Presence.objects.alive(now()).filter(article__in=article_ids).select_related("user")


def describe_presence(window: Presence, *, own: bool) -> str:
    """Return one sentence, such as “Anna Berg writes, since 14:02, unsaved”."""
    who = _window_name(window, own=own)
    if window.writes_since is None:
        return _("%(who)s has been reading since %(time)s") % {"who": who, "time": format_time(window.since)}
    text = _("%(who)s has been writing since %(time)s") % {
        "who": who,
        "time": format_time(window.writes_since),
    }
    if window.typed_at is not None:
        text += _(", last keystroke %(time)s") % {"time": format_time(window.typed_at)}
    return text + (_(", unsaved") if window.unsaved else "")


def initials(user: User) -> str:
    words = display_name(user).split()
    return ("".join(word[0] for word in words) if len(words) > 1 else words[0][:2]).upper()


def with_presence(stories: QuerySet[Article]) -> QuerySet[Article]:
    """Prefetch the open windows of the stories as `open_now`, in one query."""
    windows = Presence.objects.alive(now()).select_related("user")
    return stories.prefetch_related(Prefetch("open_in", queryset=windows, to_attr="open_now"))


def presence_badges(article: Article) -> SafeString:
    """Return the initials of everybody with the story open, each opening a card."""
    cards = ((_presence_card(article, window),) for window in getattr(article, "open_now", ()))
    return format_html_join(" ", "{}", cards)


def _presence_card(article: Article, window: Presence) -> SafeString:
    context = {
        "article": article,
        "window": window_json(window, own=False),
        "text": describe_presence(window, own=False),
        "tone": "in-review" if window.writes_since else "reads",
    }
    return mark_safe(render_to_string("admin/articles/article/presence_badge.html", context))  # noqa: S308  # escaped there
