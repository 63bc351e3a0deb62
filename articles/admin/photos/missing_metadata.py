"""Placed photos without alternative text or credit line, as a work list."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.photos.describe import (
    ask_picture_desk,
    credit_photo,
    describe_photo,
)
from articles.admin.base import DeskView, page
from articles.admin.filters import lacks_alt_text
from articles.models import AuditEntry, Photo, Placement, Section
from articles.models.audit import AuditVerb
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit
from articles.photos.alt_text_checks import PhotoTextWarning, check_alt_text, check_credit
from articles.selectors.desk_lexicon import desk_lexicon
from articles.workflow import State
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

TABS = {"alt": gettext_lazy("Alternative text"), "credit": gettext_lazy("Credit line")}
MAX_QUEUE = 400
PRIVATE_CREDIT = r"\m(privat|private?s? (foto|photo|archiv|collection))\M"


@page(Photo, "work/<str:tab>/")
class MissingMetadataView(DeskView):
    """The work list of one kind of metadata, one photo a page."""

    template_name = "admin/articles/photo/missing_metadata.html"
    permission_required = "articles.change_photo"
    title = gettext_lazy("Missing photo details")
    submission: "MetadataSubmission | None" = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.tab = kwargs["tab"]
        self.section = request.GET.get("section", "")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.tab not in TABS:
            raise Http404(self.tab)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.queue = list_queue(self.tab, self.section, desk=is_picture_editor(request))
        self.photo = _requested_photo(self.queue, request.GET)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        queue = list_queue(self.tab, self.section, desk=is_picture_editor(request))
        if (photo := _requested_photo(queue, request.GET)) is not None:
            self.submission = MetadataSubmission(self.tab, photo, request)
            if self.submission.apply():
                following = next_photo_id(queue, photo.pk)
                return HttpResponseRedirect(_page_url(self.tab, self.section, following))
        return self.get(request, *args, **kwargs)

    def page_context(self) -> dict[str, Any]:
        section, photo, submission, at = self.section, self.photo, self.submission, now()
        following = next_photo_id(self.queue, photo.pk) if photo else None
        return {
            "tabs": [(name, label, _page_url(name, section, None)) for name, label in TABS.items()],
            "left": len(self.queue),
            "is_capped": len(self.queue) >= MAX_QUEUE,
            "placements": _list_placements(photo, submission),
            "skip_url": _page_url(self.tab, section, following) if following else "",
            "warnings": [_(warning.message) for warning in submission.warnings] if submission else [],
            "sections": _section_progress(self.tab, at),
            "editors": _count_by_editor(at),
            "formatted_credit": _format_credit(submission) if submission else "",
        }


class MetadataSubmission:
    """The texts sent for one photo.

    They are saved, refused, or shown with warnings until the editor confirms them.
    """

    def __init__(self, tab: str, photo: Photo, request: HttpRequest) -> None:
        self.tab, self.photo, self.request = tab, photo, request
        self.data = request.POST
        self.refusal: ActionRefused | None = None
        self.warnings: tuple[PhotoTextWarning, ...] = ()

    def apply(self) -> bool:
        """Save the texts or hand the photo over; return whether that succeeded."""
        by, at = current_user(self.request), now()
        if "_ask" in self.data:
            ask_picture_desk(self.photo.pk, by=by, at=at)
            messages.info(self.request, _("Passed to the picture desk."))
            return True
        self.warnings = self._find_warnings()
        if self.warnings and "_anyway" not in self.data:
            return False
        try:
            self._save(by, at)
        except ActionRefused as refusal:
            self.refusal = refusal
            return False
        return True

    def _find_warnings(self) -> tuple[PhotoTextWarning, ...]:
        if self.tab == "credit":
            return check_credit(self.data.get("credit_raw", ""), consent=self.data.get("consent", ""))
        facts = {
            "caption": self.photo.caption,
            "credit": self.photo.credit,
            "file_name": self.photo.original_name,
        }
        texts = (self.data.get("alt", ""), *self.own_texts().values())
        return tuple(dict.fromkeys(f for text in texts for f in check_alt_text(text, **facts)))

    def own_texts(self) -> dict[int, str]:
        """Return the texts of single uses by placement id."""
        sent = ((key.removeprefix("use-"), self.data[key]) for key in self.data if key.startswith("use-"))
        return {photo_id: str(text) for name, text in sent if (photo_id := parse_integer(name)) is not None}

    def _save(self, by: Any, at: datetime) -> None:
        if self.tab == "credit":
            consent = self.data.get("consent", "")
            credit_photo(self.photo.pk, self.data.get("credit_raw", ""), consent=consent, by=by, at=at)
        else:
            describe_photo(
                self.photo.pk, self.data.get("alt", ""), uses=self.own_texts(), decorative="_decorative" in self.data,
                by=by, at=at,
            )  # fmt: skip


def is_picture_editor(request: HttpRequest) -> bool:
    """Return whether the user may enter rights and answers questions of others."""
    return bool(request.user.has_perm("articles.change_grant"))


def missing_metadata(tab: str) -> Q:
    """Return the filter for placements without the metadata, except in killed stories."""
    lacks = lacks_alt_text() if tab == "alt" else Q(photo__credit="") | _private_without_consent()
    return lacks & ~Q(photo__file="") & ~Q(article__state=State.KILLED)


def _private_without_consent() -> Q:
    return Q(photo__credit__iregex=PRIVATE_CREDIT, photo__consent="")


def list_queue(tab: str, section: str, *, desk: bool) -> list[int]:
    """Return photo ids: front page first, then the latest published, then drafts.

    Photos handed to the picture desk come first for picture editors and are left out for everybody else.
    """
    placed = Placement.objects.filter(missing_metadata(tab))
    if section:
        placed = placed.filter(article__section__slug=section)
    if not desk:
        placed = placed.filter(photo__asked_at=None)
    rows = placed.order_by(
        F("photo__asked_at").asc(nulls_last=True),
        F("article__front_slot__place").asc(nulls_last=True),
        F("article__first_published_at").desc(nulls_last=True),
        "-article_id",
        "pk",
    ).values_list("photo_id", flat=True)
    return list(dict.fromkeys(rows[:MAX_QUEUE]))


def _requested_photo(order: list[int], query: Any) -> Photo | None:
    photo_id = parse_integer(query.get("photo", ""))
    if photo_id is None:
        photo_id = order[0] if order else None
    return (
        Photo.objects.filter(pk=photo_id).select_related("asked_by").first() if photo_id is not None else None
    )


def next_photo_id(order: list[int], photo_id: int | None) -> int | None:
    """Return the photo after this one in the queue, or the first after the last."""
    rest = order[order.index(photo_id) + 1 :] if photo_id in order else order
    others = [one for one in (*rest, *order) if one != photo_id]
    return others[0] if others else None


def _page_url(tab: str, section: str, photo_id: int | None) -> str:
    query = {"section": section} if section else {}
    if photo_id is not None:
        query["photo"] = str(photo_id)
    address = reverse("admin:articles_photo_work", args=[tab])
    return f"{address}?{urlencode(query)}" if query else address


def _list_placements(photo: Photo | None, submission: MetadataSubmission | None) -> list[dict[str, Any]]:
    if photo is None:
        return []
    placed = photo.placements.exclude(article__state=State.KILLED).select_related("article__section")
    own = submission.own_texts() if submission else {}
    return [{"placement": p, "text": own.get(p.pk, p.alt_text)} for p in placed.order_by("-article_id")[:20]]


def _format_credit(submission: MetadataSubmission) -> str:
    raw = submission.data.get("credit_raw", "")
    return format_credit(read_credit(raw, desk_lexicon())) if raw.strip() else ""


def start_of_week(at: datetime) -> datetime:
    """Return Monday's midnight in the desk's time zone."""
    local = timezone.localtime(at)
    return (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _entries_this_week(at: datetime) -> Iterable[AuditEntry]:
    verbs = (AuditVerb.DESCRIBE_PHOTO, AuditVerb.CREDIT_PHOTO)
    return AuditEntry.objects.filter(verb__in=verbs, at__gte=start_of_week(at)).select_related("actor")


def _section_progress(tab: str, at: datetime) -> list[dict[str, Any]]:
    """Return the photos left and done this week by section."""
    verb = AuditVerb.DESCRIBE_PHOTO if tab == "alt" else AuditVerb.CREDIT_PHOTO
    done = Counter(
        n for entry in _entries_this_week(at) if entry.verb == verb for n in entry.detail.get("sections", [])
    )
    counted = Placement.objects.filter(missing_metadata(tab)).order_by().values("article__section")
    left = {row["article__section"]: row["n"] for row in counted.annotate(n=Count("photo", distinct=True))}
    return [
        {
            "slug": s.slug,
            "link": _page_url(tab, s.slug, None),
            "name": s.name,
            "left": left.get(s.pk, 0),
            "done": done[s.pk],
        }
        for s in Section.objects.all()
        if left.get(s.pk) or done[s.pk]
    ]


def _count_by_editor(at: datetime) -> list[tuple[str, int]]:
    """Return the photos done this week by editor, the most first."""
    counted = Counter(entry.actor for entry in _entries_this_week(at)).most_common(8)
    return [(display_name(user) if user else _("the system"), done) for user, done in counted]
