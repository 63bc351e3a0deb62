"""Small marks in lists: a word in a coloured frame, never a colour alone."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article

ICON = '<span class="material-symbols-outlined" aria-hidden="true">{}</span> '
"""From the icon font that the desk brings along: not every machine has a font for such characters."""


def badge(word: str, tone: str, title: str = "", sign: str = "") -> SafeString:
    """`sign` is a name of the desk's icon font."""
    drawn = format_html(ICON, sign) if sign else ""
    return format_html('<span class="desk-badge desk-{}" title="{}">{}{}</span>', tone, title, drawn, word)


def state_badge(article: Article) -> SafeString:
    return badge(article.get_state_display(), article.state.replace("_", "-"))


def time_badges(article: Article) -> SafeString:
    """When it goes out by itself, and until when it must not."""
    at = timezone.now()
    marks = []
    if article.scheduled_at:
        marks.append(
            _overdue_badge(article.scheduled_at)
            if article.scheduled_at <= at
            else _scheduled_badge(article.scheduled_at)
        )
    if article.embargo_until and article.embargo_until > at:
        until = article.embargo_until
        words = f"{_('embargo until this time')}: {format_utc(until)}"
        marks.append(badge(format_time(until), "embargo", words, sign="lock_clock"))
    return format_html("{}" * len(marks), *marks) if marks else SafeString()


def _scheduled_badge(moment: datetime) -> SafeString:
    words = f"{_('goes out by itself at this time')}: {format_utc(moment)}"
    return badge(format_time(moment), "scheduled", words, sign="schedule")


def _overdue_badge(moment: datetime) -> SafeString:
    """It should be out by now: the next request or the worker releases it."""
    return badge(_("due since %(time)s") % {"time": format_time(moment)}, "withheld", format_utc(moment))


def format_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def format_time(moment: datetime) -> str:
    """The desk's clock; the day too unless it is today."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return date_format(local, "H:i")
    return date_format(local, "j. M H:i" if local.year == timezone.localdate().year else "j. M Y H:i")


def yes_or_no(value: bool) -> str:  # noqa: FBT001  # the value is what is shown
    return _("yes") if value else _("no")
