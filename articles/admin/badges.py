"""Badges in lists: a word in a coloured frame, never a colour alone."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article
from articles.selectors.followed_stories import find_followed
from articles.workflow import State

ICON = '<span class="material-symbols-outlined" aria-hidden="true">{}</span> '
"""The icon font is shipped with the desk: not every machine has a font for such characters."""


def badge(word: str, tone: str, title: str = "", icon: str = "") -> SafeString:
    """Return the badge; `icon` is a name in the Material Symbols font."""
    drawn = format_html(ICON, icon) if icon else ""
    return format_html('<span class="desk-badge desk-{}" title="{}">{}{}</span>', tone, title, drawn, word)


def state_badge(article: Article) -> SafeString:
    return badge(article.get_state_display(), article.state.replace("_", "-"))


def followed_badge(article: Article) -> SafeString:
    """Return the badge of a story that an agency leads; empty for any other."""
    followed = find_followed(article)
    if followed is None:
        return SafeString()
    title = _("Its versions are applied by themselves, by the rule “%(rule)s”.") % {
        "rule": followed.rule_name
    }
    return badge(_("follows %(agency)s") % {"agency": followed.leader}, "scheduled", title, icon="sync")


def planned_badge(article: Article) -> SafeString:
    """Return the badge of a planned story without a text; empty for any other."""
    plan = getattr(article, "plan", None)
    if plan is None or article.state != State.DRAFT:
        return SafeString()
    title = _("planned for %(time)s") % {"time": format_time(plan.publish_at)}
    return badge(_("planned"), "scheduled", title, icon="edit_calendar")


def time_badges(article: Article) -> SafeString:
    """Return badges for the scheduled time and the end of the embargo."""
    at = timezone.now()
    badges = []
    if article.scheduled_at:
        badges.append(
            _overdue_badge(article.scheduled_at)
            if article.scheduled_at <= at
            else _scheduled_badge(article.scheduled_at)
        )
    if article.embargo_until and article.embargo_until > at:
        until = article.embargo_until
        title = f"{_('embargo until this time')}: {format_utc(until)}"
        badges.append(badge(format_time(until), "embargo", title, icon="lock_clock"))
    return format_html("{}" * len(badges), *badges) if badges else SafeString()


def _scheduled_badge(value: datetime) -> SafeString:
    title = f"{_('published automatically at this time')}: {format_utc(value)}"
    return badge(format_time(value), "scheduled", title, icon="schedule")


def _overdue_badge(value: datetime) -> SafeString:
    return badge(_("due since %(time)s") % {"time": format_time(value)}, "withheld", format_utc(value))


def format_utc(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def format_time(value: datetime) -> str:
    """Return the time in the desk's zone, with the day unless it is today."""
    local = timezone.localtime(value)
    if local.date() == timezone.localdate():
        return date_format(local, "H:i")
    return date_format(local, _("j M, H:i") if local.year == timezone.localdate().year else _("j M Y, H:i"))


def yes_or_no(value: bool) -> str:  # noqa: FBT001  # the value is what is shown
    return _("yes") if value else _("no")
