"""Who reads and who writes a story now: the beats of open forms, the marks in list and head, taking over."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.desk.messages import close_message, send_message
from articles.actions.desk.presence import BrowserWindow, close_window, record_heartbeat, take_over
from articles.actions.errors import ActionRefused
from articles.admin.badges import format_time, yes_or_no
from articles.admin.stories.take_over import save_holders_draft
from articles.models import Article, DeskMessage, Presence
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer


class PresenceViews:
    """The addresses that an open form's script calls."""

    def urls(self) -> tuple[Any, ...]:
        return (
            ("<int:number>/beat/", "articles_article_beat", require_POST(self.beat_view)),
            ("<int:number>/take-over/", "articles_article_take_over", require_POST(self.take_over_view)),
            ("<int:number>/leave/", "articles_article_leave", require_POST(self.leave_view)),
            ("<int:number>/message/", "articles_article_message", require_POST(self.message_view)),
            ("close-message/<int:number>/", "articles_article_close_message", require_POST(self.close_view)),
        )

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def beat_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        facts = {name: request.POST.get(name) == "yes" for name in ("writes", "unsaved")}
        try:
            mine = record_heartbeat(
                number, request_window(request), by=current_user(request), at=now(), **facts
            )
        except Article.DoesNotExist as missing:
            raise Http404 from missing
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=403)
        return JsonResponse(presence_json(mine))

    def take_over_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        of = request.POST.get("of", "")
        try:
            mine = take_over(
                number, request_window(request), of=parse_integer(of), by=current_user(request), at=now()
            )
            save_holders_draft(self.admin, request, number, of=parse_integer(of) or 0)
        except Article.DoesNotExist as missing:
            raise Http404 from missing
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=409)
        return JsonResponse(presence_json(mine))

    def message_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        to = request.POST.get("to", "")
        try:
            sent = send_message(
                number,
                request.POST.get("text", ""),
                to=parse_integer(to) or 0,
                by=current_user(request),
                at=now(),
            )
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=409)
        return JsonResponse({"told": _("Sent at %(time)s.") % {"time": format_time(sent.at)}})

    def close_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        close_message(number, by=current_user(request), at=now())
        return JsonResponse({})

    def leave_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        close_window(number, request_window(request), by=current_user(request))
        return JsonResponse({})


def request_window(request: HttpRequest) -> BrowserWindow:
    return BrowserWindow(
        session=request.session.session_key or "", window=request.POST.get("window", "")[:36]
    )


def presence_json(mine: Presence) -> dict[str, Any]:
    """What the story's head says: the others, who holds it, whether it was taken from this window, its revision."""
    others = [one for one in open_windows([mine.article_id]) if one.pk != mine.pk]
    holder = next((one for one in others if one.writes_since is not None), None)
    mine.article.refresh_from_db(fields=["revision"])
    return {
        "others": [describe_presence(one, own=one.user_id == mine.user_id) for one in others],
        "windows": [window_json(one, own=one.user_id == mine.user_id) for one in others],
        "messages": [
            {
                "id": one.pk,
                "told": f"{full_name(one.by)}, {format_time(one.at)}: {one.text}",
            }
            for one in DeskMessage.objects.unread_by(mine.user)
            .filter(article=mine.article_id)
            .select_related("by")
        ],
        "holder": {"id": holder.pk, "told": describe_holder(holder, own=holder.user_id == mine.user_id)}
        if holder
        else None,
        "taken": _("%(who)s has taken the story over. What you typed is kept as your draft.")
        % {"who": full_name(mine.taken_by)}
        if mine.taken_by
        else "",
        "revision": mine.article.revision,
    }


def window_json(one: Presence, *, own: bool) -> dict[str, Any]:
    """One window of somebody else, or of one's own, for the card that opens when its initials are pressed."""
    facts = [(_("since"), format_time(one.writes_since or one.since))]
    if one.typed_at is not None:
        facts.append((_("last keystroke"), format_time(one.typed_at)))
    facts.append((_("unsaved"), yes_or_no(one.unsaved)))
    doing = _("writes") if one.writes_since else _("reads")
    return {
        "id": one.pk,
        "initials": initials(one),
        "writes": one.writes_since is not None,
        "own": own,
        "name": _("%(name)s (your other window)") % {"name": holder_name(one)} if own else holder_name(one),
        "doing": doing,
        "facts": facts,
    }


def open_windows(numbers: list[int]) -> QuerySet[Presence]:
    return Presence.objects.alive(now()).filter(article__in=numbers).select_related("user")


def describe_presence(one: Presence, *, own: bool) -> str:
    who = _("%(name)s (your other window)") % {"name": holder_name(one)} if own else holder_name(one)
    if one.writes_since is None:
        return _("%(who)s reads, since %(time)s") % {"who": who, "time": format_time(one.since)}
    told = _("%(who)s writes, since %(time)s") % {"who": who, "time": format_time(one.writes_since)}
    if one.typed_at is not None:
        told += _(", last keystroke %(time)s") % {"time": format_time(one.typed_at)}
    return told + (_(", unsaved") if one.unsaved else "")


def describe_holder(holder: Presence, *, own: bool) -> str:
    if own:
        return _("You write this story in another window.")
    return _("%(who)s writes this story now.") % {"who": holder_name(holder)}


def holder_name(one: Presence) -> str:
    return full_name(one.user)


def full_name(user: User) -> str:
    return display_name(user)


def initials(one: Presence) -> str:
    words = holder_name(one).split()
    return ("".join(word[0] for word in words) if len(words) > 1 else words[0][:2]).upper()


def with_presence(stories: QuerySet[Article]) -> QuerySet[Article]:
    """One query more for the whole list."""
    open_now = Presence.objects.alive(now()).select_related("user")
    return stories.prefetch_related(Prefetch("open_in", queryset=open_now, to_attr="open_now"))


def presence_badges(article: Article) -> SafeString:
    """Who writes and who reads: initials that open a card with the rest and with what can be done about it."""
    cards = ((article, one) for one in getattr(article, "open_now", ()))
    return format_html_join(" ", "{}", ((_presence_card(*pair),) for pair in cards))


def _presence_card(article: Article, one: Presence) -> SafeString:
    context = {
        "article": article,
        "window": window_json(one, own=False),
        "told": describe_presence(one, own=False),
        "tone": "in-review" if one.writes_since else "reads",
    }
    return mark_safe(render_to_string("admin/articles/article/presence_badge.html", context))  # noqa: S308  # escaped there
