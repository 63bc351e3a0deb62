"""A story with all its parts, read at once: what the gate, the edition and the snapshot are made from.

Read before a publishing transaction begins, so that under its locks only a handful of statements run. Whoever
locks the story finds out by its revision whether what was read still stands.
"""

from django.db.models import Prefetch, prefetch_related_objects

from articles.models import Article, ArticleSource, Mention, Placement, WireItem

PLACEMENTS = Prefetch(
    "placements", Placement.objects.select_related("photo").prefetch_related("photo__grants", "people")
)
"""Everything the gate and the checks beside it ask of the pictures, in three queries however many there are."""
WIRE_ITEMS = Prefetch("wire_items", WireItem.objects.defer("raw"))
SOURCES = Prefetch("sources", ArticleSource.objects.select_related("agency"))
MENTIONS = Prefetch("mentions", Mention.objects.select_related("person"))
SNAPSHOT_RELATIONS = ("placements", "sources", "mentions", "topics")


def prefetch_relations(article: Article) -> Article:
    """The story with every part at hand; what is at hand already is not read again."""
    prefetch_related_objects([article], PLACEMENTS, WIRE_ITEMS, SOURCES, MENTIONS, "topics")
    return article


def load_for_publishing(article_id: int) -> Article:
    return prefetch_relations(Article.objects.with_open_changes().get(pk=article_id))


def clear_prefetched(article: Article) -> None:
    """Whoever gets the story next reads its parts afresh. No query, as all of them are at hand."""
    article.refresh_from_db(fields=list(SNAPSHOT_RELATIONS))
