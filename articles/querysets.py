"""Querysets of the models; callers never name a field of state, embargo or rights."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Coalesce, JSONObject

from articles import visibility
from articles.workflow import UNPUBLISHED, State
from newsroom.keyset import rows_after

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from articles.models import (
        Article,
        Assignment,
        Autosave,
        DeskMessage,
        Edition,
        EmbargoedEdition,
        MediaFile,
        Partner,
        Photo,
        Presence,
        SavedView,
        SharedPreview,
        SignInLink,
    )

NEWEST_FIRST_KEY = ("first_published_at", "article_id")
"""Columns that `newest_first` orders by."""
PLACED_MEDIA = "<figure data-media="
"""Words of the texts in the index `article_with_audio_or_video`."""
RELEASE_GRACE = timedelta(seconds=60)
"""Time a due story may take to be published before the desk is warned."""
PRESENCE_TIMEOUT = timedelta(seconds=60)
"""Time after the last heartbeat for which a window still counts as open."""

SHOWN_UPDATE_TIME = Coalesce("last_update_at", "published_at")
"""Time of an edition's last change as readers see it."""

DIGITAL_SOURCE_TYPE = KeyTextTransform("value", KeyTextTransform("digital_source", "embedded__read"))
"""The IPTC digital source type of a photo, if its file has one."""


SAVED_AT_DESK = Q(revision__gt=1) | ~Q(state=State.PUBLISHED)
"""Excludes imported stories that nobody has saved since: their working copy is the public text."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Working copies of stories, for the desk only."""

    def saved_at_desk(self) -> Self:
        """Return the stories of the index `article_by_working_text`."""
        return self.filter(SAVED_AT_DESK)

    def in_state(self, *states: State) -> Self:
        return self.filter(state__in=states)

    def not_published(self) -> Self:
        return self.filter(state__in=UNPUBLISHED)

    def due(self, at: datetime) -> Self:
        """Return scheduled stories that are due and free of an embargo, earliest first."""
        return (
            self.in_state(State.READY)
            .filter(Q(embargo_until=None) | Q(embargo_until__lte=at), scheduled_at__lte=at)
            .order_by("scheduled_at", "id")
        )

    def under_embargo(self, at: datetime) -> Self:
        """Return unpublished stories whose embargo has not ended."""
        return self.not_published().filter(embargo_until__gt=at)

    def embargo_ends_within(self, window: tuple[datetime, datetime]) -> Self:
        return self.not_published().filter(embargo_until__range=window)

    def scheduled_or_embargoed(self, at: datetime) -> Self:
        return self.filter(~Q(scheduled_at=None) | Q(embargo_until__gt=at))

    def with_open_changes(self) -> Self:
        """Annotate `open_changes` by agencies, `approvals`, `open_threads` and what runs.

        `entry_of` is the running story of an entry, `running_state` the state of a running story. The changes are
        newest first. One is open until an editor settles it; an accepted kill, until a newer version lifts it.
        """
        from articles.models import AgencyChange, Comment, SharedPreview  # noqa: PLC0415  # models import this module

        holds = Q(kind=AgencyChange.Kind.KILL, outcome=AgencyChange.Resolution.TAKEN)
        changes = AgencyChange.objects.filter(Q(settled_at=None) | holds, article=OuterRef("pk")).order_by(
            "-opened_at", "-pk"
        )
        fields = JSONObject(kind="kind", embargo=KeyTextTransform("embargo", "item__reading"))
        threads = Comment.objects.filter(
            article=OuterRef("pk"), thread=None, resolved_at=None, deleted_at=None
        )
        asked = SharedPreview.objects.filter(
            article=OuterRef("pk"), version=OuterRef("version"), revoked_at=None
        )
        answer = JSONObject(
            approver="approver", verdict="verdict", objection="objection", text="answered_text"
        )
        return self.annotate(
            open_changes=ArraySubquery(changes.values(json=fields)),
            approvals=ArraySubquery(asked.exclude(approver="").values(json=answer)),
            open_threads=ArraySubquery(threads.order_by().values("pk")),
            entry_of=F("entry__running_story_id"),
            running_state=F("running_story__state"),
        )

    def sharing_bands(self, bands: Iterable[int]) -> Self:
        """Return stories that share a fingerprint band (index `article_by_likeness`)."""
        return self.filter(fingerprint__overlap=list(bands))

    def placing_media(self, media_id: int) -> Self:
        """Return stories with the audio or video in their working text."""
        return self.filter(body__contains=PLACED_MEDIA).filter(
            body__contains=f'{PLACED_MEDIA}"{media_id}"></figure>'
        )


class PresenceQuerySet(models.QuerySet["Presence"]):
    def alive(self, at: datetime) -> Self:
        """Return windows seen within `PRESENCE_TIMEOUT` whose session has not expired."""
        sessions = Session.objects.filter(session_key=OuterRef("session"), expire_date__gt=at)
        return self.filter(Exists(sessions), seen_at__gt=at - PRESENCE_TIMEOUT, user__is_active=True)


class AutosaveQuerySet(models.QuerySet["Autosave"]):
    def for_story(self, user: "User", article_id: int | None) -> Self:
        """Return the user's autosaves of a story; None is the form of a new story."""
        return self.filter(user=user, article=article_id)


class DeskMessageQuerySet(models.QuerySet["DeskMessage"]):
    def unread_by(self, user: "User") -> Self:
        """Return messages to the user that are not closed yet, in the default order."""
        return self.filter(to=user, read_at=None)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        """Return what is neither done nor handed on.

        A publication does what was asked before it.
        """
        unpublished = Q(article__published_at=None) | Q(article__published_at__lt=F("at"))
        return self.filter(unpublished, ended_at=None).exclude(article__state=State.KILLED)

    def of_user(self, user: "User | AnonymousUser") -> Self:
        return self.filter(user=user.pk)

    def of_own_desks(self, user: "User | AnonymousUser") -> Self:
        """Return what is given to a section's desk that the user belongs to."""
        return self.filter(section__accounts__user=user.pk)

    def of_nobody(self) -> Self:
        """Return what is given to a person who cannot sign in any more."""
        return self.filter(user__is_active=False)

    def overdue(self, at: datetime) -> Self:
        return self.filter(due_at__lt=at)


class SharedPreviewQuerySet(models.QuerySet["SharedPreview"]):
    def active(self, article: "Article", at: datetime) -> Self:
        """Return previews that still show the story."""
        if article.state in {State.WITHHELD, State.KILLED}:
            return self.none()
        return self.filter(article=article, version=article.version, revoked_at=None, expires_at__gt=at)


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def not_used(self) -> Self:
        return self.filter(used_at=None, revoked_at=None)

    def active(self, at: datetime) -> Self:
        """Return links that still work."""
        return self.not_used().filter(expires_at__gt=at, user__is_active=True)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: "User") -> Self:
        """Return the user's own views, then those shared by others."""
        mine = models.Case(models.When(owner=user, then=0), default=1)
        return self.filter(Q(owner=user) | Q(shared=True)).order_by(mine, "name", "id")


class EditionQuerySet(models.QuerySet["Edition"]):
    """Published versions; pages, feeds, search and sitemaps read nothing else."""

    def public(self, *, at: datetime) -> Self:
        return self.filter(visibility.public(at))

    def breaking_news(self, *, at: datetime) -> Self:
        """Return public breaking news, the last to end first (index `edition_breaking`)."""
        return self.filter(visibility.breaking_news(at)).order_by("-breaking_until")

    def without_end(self) -> Self:
        """Return editions that no expiring right takes down."""
        return self.filter(visible_until=None)

    def for_partner(self, partner: "Partner", *, at: datetime) -> Self:
        return self.filter(visibility.deliverable(partner, at))

    def within_contract(self, terms: visibility.ContractTerms, *, at: datetime) -> Self:
        """Return `for_partner` by the terms of a contract that is active."""
        return self.filter(visibility.public(at) & visibility.within_contract(terms))

    def live_of(self, story: Any) -> Self:
        """Return the live edition of a story, whatever its visible period."""
        return self.filter(live=True, article=story)

    def live(self) -> Self:
        """Return the newest versions of published stories, whatever their visible period."""
        return self.filter(live=True)

    def in_section(self, section_ids: Iterable[int]) -> Self:
        return self.filter(section__in=list(section_ids))

    def comments(self) -> Self:
        """Return texts of opinion (index `edition_newest_comment`)."""
        return self.filter(genre="comment")

    def with_person(self, *person_ids: int) -> Self:
        """Return editions that name any of the people.

        Editions published before a merge carry the id of the merged record: pass those ids too.
        """
        return self.filter(person_ids__overlap=list(person_ids))

    def from_agency(self, code: str) -> Self:
        return self.filter(agency_codes__contains=[code])

    def by_author(self, name: str | OuterRef) -> Self:
        """Return editions with the name in their byline (index `edition_by_author`)."""
        authors = models.Func(
            models.F("byline"), function="newsroom_authors", output_field=ArrayField(models.TextField())
        )
        return self.exclude(byline="").alias(authors=authors).filter(authors__contains=[name])

    def on_topic(self, slug: str) -> Self:
        return self.filter(topic_slugs__contains=[slug])

    def with_photo(self, photo_id: int) -> Self:
        """Return editions that place the photo (index `edition_by_photo`)."""
        return self.filter(placements__contains=[{"photo_id": photo_id}])

    def with_media_file(self, *media_ids: int) -> Self:
        """Return editions with one of the files (index `edition_by_media_file`)."""
        return self.exclude(media_ids=[]).filter(media_ids__overlap=list(media_ids))

    def with_any_photo(self, photo_ids: Iterable[int]) -> Self:
        """Return editions that place one of the photos; one index scan a photo."""
        placed = [Q(placements__contains=[{"photo_id": photo_id}]) for photo_id in photo_ids]
        return self.filter(reduce(or_, placed)) if placed else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-article_id")

    def before(self, first_published_at: datetime, article_id: int) -> Self:
        """Return the editions that follow this key in `newest_first` order.

        One comparison of rows, at which an index can start. With a condition for each column the planner expects so
        few rows that it sorts all older ones.
        """
        key = Tuple(*NEWEST_FIRST_KEY)
        return self.filter(TupleLessThan(key, (first_published_at, article_id)))

    def after(self, first_published_at: datetime, article_id: int) -> Self:
        return self.filter(rows_after(NEWEST_FIRST_KEY, (first_published_at, article_id), ascending=True))

    def for_cards(self) -> Self:
        """Defer the large columns that lists never show."""
        return self.defer(
            "body", "plain", "names", "captions", "document", "corrections", "running"
        ).select_related("section")


class EmbargoedEditionQuerySet(models.QuerySet["EmbargoedEdition"]):
    """Embargoed stories for partners whose keys have `embargo:read`."""

    def for_partner(self, partner: "Partner", *, at: datetime) -> Self:
        return self.filter(visibility.embargoed_for(partner, at))

    def with_photo(self, photo_id: int) -> Self:
        return self.filter(placements__contains=[{"photo_id": photo_id}])


class PhotoQuerySet(models.QuerySet["Photo"]):
    def similar_to(self, fingerprint: int, *, max_distance: int) -> Self:
        """Return photos at most `max_distance` bits of `likeness` away, nearest first.

        Annotates `distance`.
        """
        nearest = self.annotate(distance=hamming_distance(fingerprint)).filter(
            likeness__isnull=False, distance__lte=max_distance
        )
        return nearest.order_by("distance", "id")

    def to_render(self, complete: int) -> Self:
        """Return photos without a full set of renditions (index `photo_to_render`)."""
        return self.filter(recipe__lt=complete).exclude(file="").order_by("recipe", "id")

    def with_rights(self) -> Self:
        return self.prefetch_related("grants")

    def live_story_ids(self) -> Any:
        """Return, for each photo, the ids of the live stories that place it.

        The subquery scans the index `edition_by_photo` once a photo; a join would compare each photo with every
        edition.
        """
        from articles.models import Edition  # noqa: PLC0415  # models import this module

        entry = models.Func(models.Value("photo_id"), OuterRef("pk"), function="jsonb_build_object")
        wanted = models.Func(entry, function="jsonb_build_array", output_field=models.JSONField())
        showing = Edition.objects.filter(live=True, placements__contains=wanted).order_by()
        stories: Any = ArraySubquery(showing.values("article"))
        return self.annotate(stories=stories).values_list("stories", flat=True)


class MediaFileQuerySet(models.QuerySet["MediaFile"]):
    def with_rights(self) -> Self:
        return self.prefetch_related("grants")


def hamming_distance(fingerprint: int) -> RawSQL:
    """Return the number of differing `likeness` bits (index `photo_by_likeness`)."""
    return RawSQL(
        'bit_count("articles_photo"."likeness" # %s::bit(128))',
        [f"{fingerprint:0128b}"],
        output_field=models.IntegerField(),
    )
