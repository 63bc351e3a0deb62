"""The desk's vocabulary: views chain these nouns and never name a field of state, embargo or rights."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject

from articles import visibility
from articles.workflow import UNPUBLISHED, State
from newsroom.keyset import rows_behind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.models import (
        Article,
        Autosave,
        DeskMessage,
        Edition,
        EmbargoedEdition,
        Partner,
        Photo,
        Presence,
        SavedView,
        SharedPreview,
        SignInLink,
    )

PLACE = ("first_published_at", "article_id")
"""What `newest_first` orders by."""
RELEASE_GRACE = timedelta(seconds=60)
"""How long a story that is due may take to come out before somebody is told."""
PRESENCE_TIMEOUT = timedelta(seconds=60)
"""How long a window that no longer beats is taken for open."""

HOW_MADE = KeyTextTransform("value", KeyTextTransform("digital_source", "embedded__read"))
"""Of a photo: IPTC's digital source type, where its file says it."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Working copies: for the desk alone."""

    def in_state(self, *states: State) -> Self:
        return self.filter(state__in=states)

    def unpublished(self) -> Self:
        return self.filter(state__in=UNPUBLISHED)

    def due(self, at: datetime) -> Self:
        """Scheduled stories whose hour has come and whose embargo is over, the earliest first."""
        return (
            self.in_state(State.READY)
            .filter(Q(embargo_until=None) | Q(embargo_until__lte=at), scheduled_at__lte=at)
            .order_by("scheduled_at", "id")
        )

    def under_embargo(self, at: datetime) -> Self:
        """Stories that are not out and may not go out yet."""
        return self.unpublished().filter(embargo_until__gt=at)

    def waiting(self, at: datetime) -> Self:
        """What is scheduled or under an embargo."""
        return self.filter(~Q(scheduled_at=None) | Q(embargo_until__gt=at))

    def with_open_changes(self) -> Self:
        """`open_changes`: what agencies have sent on the story and is not over, the newest first.

        Not over is what nobody has settled, and a kill that was taken over until a newer version lifts it.
        """
        from articles.models import AgencyChange  # noqa: PLC0415  # models import this module

        holds = Q(kind=AgencyChange.Kind.KILL, outcome=AgencyChange.Outcome.TAKEN)
        changes = AgencyChange.objects.filter(Q(settled_at=None) | holds, article=OuterRef("pk")).order_by(
            "-opened_at", "-pk"
        )
        told = JSONObject(kind="kind", embargo=KeyTextTransform("embargo", "item__reading"))
        return self.annotate(open_changes=ArraySubquery(changes.values(json=told)))

    def like(self, bands: Iterable[int]) -> Self:
        """Stories sharing a band of their text's fingerprint; one look into the `article_by_likeness` index."""
        return self.filter(fingerprint__overlap=list(bands))


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Windows in which stories are open."""

    def alive(self, at: datetime) -> Self:
        """Seen within the last minute, by a session that still stands: no mark and no lock outlives its session."""
        sessions = Session.objects.filter(session_key=OuterRef("session"), expire_date__gt=at)
        return self.filter(Exists(sessions), seen_at__gt=at - PRESENCE_TIMEOUT, user__is_active=True)


class UnsavedDraftQuerySet(models.QuerySet["Autosave"]):
    def of(self, user: "User", article_id: int | None) -> Self:
        """What one writer left unsaved in the form of a story, or of a new one."""
        mine = self.filter(user=user)
        return mine.filter(article=None) if article_id is None else mine.filter(article=article_id)


class DeskMessageQuerySet(models.QuerySet["DeskMessage"]):
    def unread_by(self, user: "User") -> Self:
        """What somebody is told and has not closed yet, the oldest first."""
        return self.filter(to=user, read_at=None)


class SharedPreviewQuerySet(models.QuerySet["SharedPreview"]):
    def open(self, article: "Article", at: datetime) -> Self:
        """Previews of the story that still show it, the newest first."""
        if article.state in {State.WITHHELD, State.KILLED}:
            return self.none()
        return self.filter(article=article, version=article.version, revoked_at=None, expires_at__gt=at)


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def unused(self) -> Self:
        return self.filter(used_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        """Links that still set a password."""
        return self.unused().filter(expires_at__gt=at, user__is_active=True)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def for_desk_of(self, user: "User") -> Self:
        """One's own views and those that others share, one's own first."""
        mine = models.Case(models.When(owner=user, then=0), default=1)
        return self.filter(Q(owner=user) | Q(shared=True)).order_by(mine, "name", "id")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Published versions: the only thing pages, feeds, search and sitemaps are made from."""

    def public(self, *, at: datetime) -> Self:
        return self.filter(visibility.public(at))

    def lasting(self) -> Self:
        """Keep those that no clock takes down."""
        return self.filter(visible_until=None)

    def for_partner(self, partner: "Partner", *, at: datetime) -> Self:
        return self.filter(visibility.deliverable(partner, at))

    def of_published(self, story: Any) -> Self:
        """What is out of one story, whether or not its hour has come or gone."""
        return self.filter(live=True, article=story)

    def in_section(self, section_ids: Iterable[int]) -> Self:
        return self.filter(section__in=list(section_ids))

    def naming(self, *person_ids: int) -> Self:
        """Stories that name any of them: a person stands in old versions under the numbers of merged records too."""
        return self.filter(person_ids__overlap=list(person_ids))

    def from_agency(self, code: str) -> Self:
        return self.filter(agency_codes__contains=[code])

    def written_by(self, name: str | OuterRef) -> Self:
        """Stories whose byline has the name; one look into the `edition_by_author` index."""
        authors = models.Func(
            models.F("byline"), function="newsroom_authors", output_field=ArrayField(models.TextField())
        )
        return self.exclude(byline="").alias(authors=authors).filter(authors__contains=[name])

    def on_topic(self, slug: str) -> Self:
        return self.filter(topic_slugs__contains=[slug])

    def showing(self, photo_id: int) -> Self:
        """Stories that place the photo; one look into the `edition_by_photo` index."""
        return self.filter(placements__contains=[{"photo_id": photo_id}])

    def showing_any(self, photo_ids: Iterable[int]) -> Self:
        """Stories that place one of the photos; as many looks into the index, in one query."""
        wanted = [Q(placements__contains=[{"photo_id": number}]) for number in photo_ids]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-article_id")

    def before(self, first_published_at: datetime, article_id: int) -> Self:
        """Keyset: what follows that place in `newest_first` order."""
        return self.filter(rows_behind(PLACE, (first_published_at, article_id)))

    def after(self, first_published_at: datetime, article_id: int) -> Self:
        return self.filter(rows_behind(PLACE, (first_published_at, article_id), ascending=True))

    def for_cards(self) -> Self:
        """Without the heavy columns that lists never show."""
        return self.defer("body", "plain", "names", "captions", "document", "corrections").select_related(
            "section"
        )


class EarlyEditionQuerySet(models.QuerySet["EmbargoedEdition"]):
    """Stories under embargo, for partners whose key reads them early."""

    def for_partner(self, partner: "Partner", *, at: datetime) -> Self:
        return self.filter(visibility.early(partner, at))

    def showing(self, photo_id: int) -> Self:
        return self.filter(placements__contains=[{"photo_id": photo_id}])


class PhotoQuerySet(models.QuerySet["Photo"]):
    def looking_like(self, print_: int, *, apart: int) -> Self:
        """Photos whose `likeness` differs in at most `apart` bits, the nearest first, with the bits as `apart`."""
        nearest = self.annotate(apart=bits_apart(print_)).filter(likeness__isnull=False, apart__lte=apart)
        return nearest.order_by("apart", "id")

    def to_render(self, complete: int) -> Self:
        """Photos whose renditions are not all made; one look into the `photo_to_render` index."""
        return self.filter(recipe__lt=complete).exclude(file="").order_by("recipe", "id")

    def with_rights(self) -> Self:
        return self.prefetch_related("grants")

    def live_story_ids(self) -> Any:
        """Return, for each photo, a list of the stories that show it to readers.

        One look into the `edition_by_photo` index a photo: as a join, each photo would be held against every edition.
        """
        from articles.models import Edition  # noqa: PLC0415  # models import this module

        entry = models.Func(models.Value("photo_id"), OuterRef("pk"), function="jsonb_build_object")
        wanted = models.Func(entry, function="jsonb_build_array", output_field=models.JSONField())
        showing = Edition.objects.filter(live=True, placements__contains=wanted).order_by()
        stories: Any = ArraySubquery(showing.values("article"))
        return self.annotate(stories=stories).values_list("stories", flat=True)


def bits_apart(print_: int) -> RawSQL:
    """In how many bits a photo's `likeness` differs from this one; over the `photo_by_likeness` index alone."""
    return RawSQL(
        'bit_count("articles_photo"."likeness" # %s::bit(128))',
        [f"{print_:0128b}"],
        output_field=models.IntegerField(),
    )
