"""Is this copy on the desk already? Stories of the same agency item or of nearly the same words, and what differs."""

from dataclasses import dataclass

from articles.models import Article
from articles.parsing.story.types import Copy
from articles.querysets import ArticleQuerySet
from articles.text.fingerprints import (
    Differences,
    find_differences,
    fingerprint,
    is_same_agency_item,
    similarity,
)
from articles.text.paragraphs import plain_paragraphs

MAX_SHOWN = 3
MAX_COMPARED = 12
MIN_SIMILARITY = 0.35
"""From this share of common word runs on two texts are taken for versions of one."""


@dataclass(frozen=True, slots=True)
class SimilarStory:
    article: Article
    percent: int
    same_item: bool
    new_facts: tuple[str, ...]
    """Figures and names of the new copy that the story lacks."""


def stories_like_copy(copy: Copy) -> list[SimilarStory]:
    """Stories on the desk that say what this copy says."""
    agency_item_id = copy.agency_id.value if copy.agency_id else ""
    return rank_by_similarity("\n".join(copy.paragraphs), agency_item_id, Article.objects.all())


def stories_like(article: Article) -> list[SimilarStory]:
    """Other stories that say what this one says."""
    text = "\n".join(plain_paragraphs(article.body))
    return rank_by_similarity(text, article.agency_item_id, Article.objects.exclude(pk=article.pk))


def rank_by_similarity(text: str, agency_item_id: str, among: ArticleQuerySet) -> list[SimilarStory]:
    """The most alike first; two short queries, then a comparison of a dozen texts at most."""
    like = among.sharing_bands(fingerprint(text)).order_by("-edited_at")[:MAX_COMPARED] if text else ()
    same = (
        among.filter(agency_item_id__startswith=agency_item_id.split("/", maxsplit=1)[0])[:MAX_SHOWN]
        if agency_item_id
        else ()
    )
    stories = {article.pk: article for article in (*same, *like)}
    found = [_compare(article, text, agency_item_id) for article in stories.values()]
    alike = [one for one in found if one.same_item or one.percent >= MIN_SIMILARITY * 100]
    return sorted(alike, key=lambda one: (not one.same_item, -one.percent))[:MAX_SHOWN]


def _compare(article: Article, text: str, agency_item_id: str) -> SimilarStory:
    theirs = "\n".join(plain_paragraphs(article.body))
    found_differences: Differences = find_differences(theirs, text)
    return SimilarStory(
        article,
        round(similarity(theirs, text) * 100),
        is_same_agency_item(article.agency_item_id, agency_item_id),
        (*found_differences.numbers_new, *found_differences.names_new)[:6],
    )
