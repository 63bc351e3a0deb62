"""Breaking news: until when a published story has the label and the banner."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import BreakingUntil
from articles.models import Article
from articles.models.edition import BREAKING_URGENCY

DEFAULT_DURATION = timedelta(hours=2)
MAX_DURATION = timedelta(hours=24)


def set_breaking(article: Article, until: BreakingUntil, at: datetime) -> None:
    """Set the end on the locked story, whose next version is breaking news until then."""
    if until == "unchanged":
        return
    if until is not None and until != article.breaking_until:
        _check_end(article, until, at)
    article.breaking_until = until


def _check_end(article: Article, until: datetime, at: datetime) -> None:
    if article.urgency > BREAKING_URGENCY:
        raise ActionRefused(_("Only a story of urgency 1 or 2 can be breaking news."), "breaking_until")
    if not at < until <= at + MAX_DURATION:
        raise ActionRefused(
            _("Breaking news ends within %(hours)d hours.") % {"hours": MAX_DURATION // timedelta(hours=1)},
            "breaking_until",
        )


def end_breaking_unless_urgent(article: Article) -> None:
    if article.urgency > BREAKING_URGENCY:
        article.breaking_until = None
