"""Permanent identifiers of a story: guid and slug."""

import re
import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.models import Article
from newsroom.text.slugs import make_slug

MAX_LENGTH = 100
"""Characters of a slug made from a headline; the rest of the column holds a number suffix."""
_SUFFIX = re.compile(r"(?:-(?:[2-9]|[1-9][0-9]{1,2}))?")
"""Suffix of a slug that was taken; four digits are a year that somebody has typed."""


def new_guid(at: datetime) -> str:
    """Return `urn:newsml:<provider>:<date>:<item>` as in NewsML 1 and RFC 3085."""
    return f"urn:newsml:{urlsplit(settings.SITE_URL).hostname}:{at:%Y%m%d}:{uuid.uuid4().hex[:16]}"


def is_slug_of(slug: str, headline: str) -> bool:
    """Return whether the slug was made from the headline, with or without a suffix."""
    made = _shorten(make_slug(headline))
    return slug.startswith(made) and _SUFFIX.fullmatch(slug.removeprefix(made)) is not None


def _shorten(slug: str) -> str:
    return slug[:MAX_LENGTH].strip("-") or "story"


def free_slug(wanted: str, *, mine: int | None = None, given: bool = False) -> str:
    """Return the slug, with a suffix if taken; refuse a taken slug that was typed."""
    slug = _shorten(wanted)
    others = Article.objects.filter(slug__startswith=slug)
    if mine is not None:
        others = others.exclude(pk=mine)
    taken = set(others.values_list("slug", flat=True))
    if slug not in taken:
        return slug
    if given:
        raise ActionRefused(
            _("Another story already has the slug “%(slug)s”. Choose a different one.") % {"slug": slug},
            "slug",
        )
    return next(name for n in range(2, len(taken) + 3) if (name := f"{slug}-{n}") not in taken)
