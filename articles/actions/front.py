"""What the desk sets by hand on the readers' site: the front page's order and the standing pages."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.guards import Actor, permit
from articles.actions.history import audit
from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.front import SLOTS, FrontSlot
from articles.models.standing_page import StandingPage
from articles.text.sanitize import sanitize


@transaction.atomic
def arrange_front(article_ids: Sequence[int], *, by: Actor, at: datetime) -> list[FrontSlot]:
    """Give the front page's places to these stories, the first leads; none at all leaves it to the newest."""
    permit(by, "change_frontslot")
    if len(set(article_ids)) < len(article_ids):
        raise ActionRefused(_("A story can have one place on the front page only."))
    if len(article_ids) > SLOTS:
        raise ActionRefused(_("The front page has %(n)s places.") % {"n": SLOTS})
    before = list(FrontSlot.objects.select_for_update().values_list("article_id", flat=True))
    stories = _public_stories(article_ids, at)
    FrontSlot.objects.all().delete()
    slots = FrontSlot.objects.bulk_create(
        FrontSlot(place=place, article=stories[number], given_at=at)
        for place, number in enumerate(article_ids, start=1)
    )
    for slot in slots[:1]:
        audit("arrange front page", slot, by=by, at=at, before=before, after=list(article_ids))
    return slots


def _public_stories(article_ids: Sequence[int], at: datetime) -> dict[int, Article]:
    out = set(
        Edition.objects.public(at=at).filter(article__in=article_ids).values_list("article_id", flat=True)
    )
    stories = Article.objects.in_bulk(article_ids)
    for number in article_ids:
        if number not in out:
            raise ActionRefused(
                _("“%(story)s” is not public.") % {"story": stories.get(number, f"#{number}")}
            )
    return stories


@transaction.atomic
def write_standing_page(name: str, body: str, *, by: Actor, at: datetime) -> StandingPage:
    """Put the page into the desk's words; without words it stands as the product brings it, or not at all."""
    permit(by, "change_standingpage")
    if name not in StandingPage.Name:
        raise ActionRefused(_("There is no such page."), "name")
    text = sanitize(body)
    page, _new = StandingPage.objects.update_or_create(name=name, defaults={"body": text, "written_at": at})
    audit("write standing page", page, by=by, at=at)
    return page
