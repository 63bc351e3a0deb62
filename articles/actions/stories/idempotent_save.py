"""Detection of saves that a browser sent twice because it got no response."""

from django.db import connection
from django.db.models import Q

from articles.actions.permissions import Actor
from articles.models import Article, Revision


def find_created_revision(window: str, by: Actor) -> Revision | None:
    """Return the first revision of the story that the window's form has created.

    Locks the window's name until the transaction ends, so that a second request waits for the first.
    """
    if not window or by is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{by.pk}:{window}"])
    return Revision.objects.filter(by=by, window=window, kind=Revision.Kind.CREATED).first()


def is_saved_only_in_window(window: str, by: Actor, article: Article, *, since: int | None) -> bool:
    """Return whether all later revisions are the window's saves or the user's moves."""
    if not window or by is None or since is None or since > article.revision:
        return False
    later = Revision.objects.filter(article=article, number__gt=since)
    own = Q(by=by) & (Q(window=window) | Q(kind=Revision.Kind.MOVED))
    return later.filter(window=window).exists() and not later.exclude(own).exists()
