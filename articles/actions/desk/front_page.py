"""The front page's order and the static pages of the site."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models.article import Article
from articles.models.audit import AuditEntry, AuditVerb
from articles.models.edition import Edition
from articles.models.front_page import SLOT_COUNT, FrontSlot
from articles.models.static_page import StaticPage
from articles.text.sanitize import sanitize
from newsroom.account_names import display_name


class FrontPageChanged(ActionRefused):
    """The front page was arranged by somebody else in the meantime; nothing was saved.

    `current` is the order of article ids in force.
    """

    def __init__(self, current: Sequence[int], who: str) -> None:
        self.current = tuple(current)
        super().__init__(
            _(
                "%(who)s has arranged the front page in the meantime. Your order is below; save again to apply it."
            )
            % {"who": who}
        )


@transaction.atomic
def arrange_front_page(
    article_ids: Sequence[int], *, by: Actor, at: datetime, seen: Sequence[int] | None = None
) -> list[FrontSlot]:
    """Place these stories on the front page in this order.

    Without stories it lists the newest. `seen` is the order that the editor started from; FrontPageChanged is raised
    if another one is in force.
    """
    require_permission(by, "change_frontslot")
    with connection.cursor() as cursor:  # a row lock would not do: there may be no rows yet
        cursor.execute("LOCK TABLE articles_frontslot IN SHARE ROW EXCLUSIVE MODE")
    if len(set(article_ids)) < len(article_ids):
        raise ActionRefused(_("A story can appear only once on the front page."))
    if len(article_ids) > SLOT_COUNT:
        raise ActionRefused(_("The front page has %(n)s places.") % {"n": SLOT_COUNT})
    old = list(FrontSlot.objects.select_related("article"))
    before = [slot.article_id for slot in old]
    if seen is not None and list(seen) != before:
        raise FrontPageChanged(before, _last_editor())
    stories = _public_stories(article_ids, at)
    FrontSlot.objects.all().delete()
    slots = FrontSlot.objects.bulk_create(
        FrontSlot(place=place, article=stories[article_id], given_at=at)
        for place, article_id in enumerate(article_ids, start=1)
    )
    for slot in (slots or old)[:1]:
        audit(AuditVerb.ARRANGE_FRONT_PAGE, slot, by=by, at=at, before=before, after=list(article_ids))
    return slots


def _last_editor() -> str:
    entry = (
        AuditEntry.objects.filter(model="frontslot", verb=AuditVerb.ARRANGE_FRONT_PAGE)
        .select_related("actor")
        .first()
    )
    return display_name(entry.actor) if entry and entry.actor else _("the system")


def _public_stories(article_ids: Sequence[int], at: datetime) -> dict[int, Article]:
    public = set(
        Edition.objects.public(at=at).filter(article__in=article_ids).values_list("article_id", flat=True)
    )
    stories = Article.objects.in_bulk(article_ids)
    for article_id in article_ids:
        if article_id not in public:
            raise ActionRefused(
                _("“%(story)s” is not public.") % {"story": stories.get(article_id, f"#{article_id}")}
            )
    return stories


class StaticPageChanged(ActionRefused):
    """The page was changed by somebody else in the meantime; nothing was saved.

    `current` is the page as it is now.
    """

    def __init__(self, page: StaticPage) -> None:
        self.current = page
        super().__init__(
            _(
                "The page was changed while you had it open. Your text is below; compare the two and save again."
            ),
            "body",
        )


@transaction.atomic
def write_static_page(
    name: str, body: str, *, by: Actor, at: datetime, based_on: datetime | Literal["any"] | None = "any"
) -> StaticPage:
    """Save the desk's text of a static page.

    An empty text restores the built-in one or, where there is none, removes the page. `based_on` is the time at which
    the text that the editor started from was written, None if there was none; StaticPageChanged is raised if the page
    has another text now. The audit list keeps every text.
    """
    require_permission(by, "change_staticpage")
    if name not in StaticPage.Name:
        raise ActionRefused(_("There is no such page."), "name")
    before = StaticPage.objects.select_for_update().filter(name=name).first()
    if before is not None and based_on not in {"any", before.written_at}:
        raise StaticPageChanged(before)
    text = sanitize(body)
    page, _new = StaticPage.objects.update_or_create(name=name, defaults={"body": text, "written_at": at})
    audit(AuditVerb.SAVE_STATIC_PAGE, page, by=by, at=at, body=text)
    return page
