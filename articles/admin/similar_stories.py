"""Is this copy on the desk already? Stories of the same agency item or of nearly the same words, and what differs."""

from dataclasses import dataclass

from articles.models import Article
from articles.text.paragraphs import plain_paragraphs
from articles.wire.copy import Copy
from articles.wire.similar import Differences, differences, fingerprint, likeness, same_agency_item

SHOWN = 3
COMPARED = 12
ALIKE = 0.35
"""From this share of common word runs on two texts are taken for versions of one."""


@dataclass(frozen=True, slots=True)
class Similar:
    article: Article
    percent: int
    same_item: bool
    only_here: tuple[str, ...]
    """Figures and names of the new copy that the story lacks."""


def similar_to(copy: Copy) -> list[Similar]:
    """The most alike first; two short queries, then a comparison of a dozen texts at most."""
    text = "\n".join(copy.paragraphs)
    number = copy.agency_id.value if copy.agency_id else ""
    like = Article.objects.like(fingerprint(text)).order_by("-edited_at")[:COMPARED] if text else ()
    same = Article.objects.filter(agency_item_id__startswith=number.split("/")[0])[:SHOWN] if number else ()
    stories = {article.pk: article for article in (*same, *like)}
    found = [_compared(article, text, number) for article in stories.values()]
    alike = [one for one in found if one.same_item or one.percent >= ALIKE * 100]
    return sorted(alike, key=lambda one: (not one.same_item, -one.percent))[:SHOWN]


def _compared(article: Article, text: str, number: str) -> Similar:
    theirs = "\n".join(plain_paragraphs(article.body))
    told: Differences = differences(theirs, text)
    return Similar(
        article,
        round(likeness(theirs, text) * 100),
        same_agency_item(article.agency_item_id, number),
        (*told.numbers_new, *told.names_new)[:6],
    )
