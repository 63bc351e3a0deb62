"""The work list of what placed photos lack: one picture a screen, and on to the next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from articles.actions.errors import ActionRefused
from articles.actions.photos.describe import (
    ask_picture_desk,
    credit_photo,
    describe_photo,
)
from articles.admin.filters import lacks_alt_text
from articles.models import AuditEntry, Photo, Placement, Section
from articles.models.audit import AuditVerb
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit
from articles.photos.alt_text_checks import PhotoTextWarning, check_alt_text, check_credit
from articles.selectors.desk_lexicon import desk_lexicon
from articles.workflow import State
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

MESSAGES = (
    gettext_noop("This repeats the caption, which is read out anyway. Describe what the picture shows."),
    gettext_noop("This is a file name. Describe what the picture shows."),
    gettext_noop("Leave out “picture of”: screen readers announce pictures themselves."),
    gettext_noop("The credit line is already displayed below the picture."),
    gettext_noop("More than 125 characters. Move details to the caption."),
    gettext_noop("A private picture without a note on who permitted its use."),
)
TABS = {"alt": gettext_lazy("Alternative text"), "credit": gettext_lazy("Credit line")}
MAX_QUEUE = 400
PRIVATE_CREDIT = r"\m(privat|private?s? (foto|photo|archiv|collection))\M"


@dataclass(frozen=True, slots=True)
class SectionProgress:
    name: str
    left: int
    done: int


class MissingMetadataMixin:
    """For the photos' admin."""

    admin_site: Any

    def get_custom_urls(self) -> Any:
        return (*super().get_custom_urls(), ("work/<str:tab>/", "articles_photo_work", self.work_view))  # type: ignore[misc]  # the admin's

    def work_view(self, request: HttpRequest, tab: str, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_photo")
        if tab not in TABS:
            raise Http404(tab)
        section = request.GET.get("section", "")
        order = list_queue(tab, section, desk=is_picture_editor(request))
        photo = _requested_photo(order, request.GET)
        told = (
            MetadataSubmission(tab, photo, request)
            if photo is not None and request.method == "POST"
            else None
        )
        if told is not None and told.settled():
            return HttpResponseRedirect(_page_url(tab, section, next_photo_id(order, told.number)))
        context = {
            **self.admin_site.each_context(request),
            "title": _("What photos still lack"),
            **_page_context(tab, section, order, photo, told),
        }
        return TemplateResponse(request, "admin/articles/photo/work.html", context)


class MetadataSubmission:
    """What somebody sent for one photo: carried out, refused, or warned about and waiting for a second word."""

    def __init__(self, tab: str, photo: Photo, request: HttpRequest) -> None:
        self.tab, self.photo, self.request = tab, photo, request
        self.number = photo.pk
        self.data = request.POST
        self.refusal: ActionRefused | None = None
        self.findings: tuple[PhotoTextWarning, ...] = ()

    def settled(self) -> bool:
        by, at = current_user(self.request), now()
        if "_ask" in self.data:
            ask_picture_desk(self.number, by=by, at=at)
            messages.info(self.request, _("Handed to the picture desk."))
            return True
        self.findings = self._findings()
        if self.findings and "_anyway" not in self.data:
            return False
        try:
            self._save(by, at)
        except ActionRefused as refusal:
            self.refusal = refusal
            return False
        return True

    def _findings(self) -> tuple[PhotoTextWarning, ...]:
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
        """Of single uses, by placement number."""
        sent = ((key.removeprefix("use-"), self.data[key]) for key in self.data if key.startswith("use-"))
        return {number: str(text) for name, text in sent if (number := parse_integer(name)) is not None}

    def _save(self, by: Any, at: datetime) -> None:
        if self.tab == "credit":
            consent = self.data.get("consent", "")
            credit_photo(self.number, self.data.get("credit_raw", ""), consent=consent, by=by, at=at)
        else:
            describe_photo(
                self.number, self.data.get("alt", ""), uses=self.own_texts(), decorative="_decorative" in self.data,
                by=by, at=at,
            )  # fmt: skip


def is_picture_editor(request: HttpRequest) -> bool:
    """Whoever keeps the rights is asked where others did not know."""
    return bool(request.user.has_perm("articles.change_grant"))


def missing_metadata(tab: str) -> Q:
    """Placements that lack the one or the other, in stories that somebody may still see."""
    lacks = lacks_alt_text() if tab == "alt" else Q(photo__credit="") | _private_without_consent()
    return lacks & ~Q(photo__file="") & ~Q(article__state=State.KILLED)


def _private_without_consent() -> Q:
    return Q(photo__credit__iregex=PRIVATE_CREDIT, photo__consent="")


def list_queue(tab: str, section: str, *, desk: bool) -> list[int]:
    """Photos in the order of the work: what stands on the front page, then what came out last, then drafts.

    What was handed to the picture desk comes first there and to nobody else.
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
    number = parse_integer(query.get("photo", ""))
    if number is None:
        number = order[0] if order else None
    return Photo.objects.filter(pk=number).select_related("asked_by").first() if number is not None else None


def next_photo_id(order: list[int], number: int | None) -> int | None:
    """The next photo of the list as it stood before this one was done; the first one after the last."""
    rest = order[order.index(number) + 1 :] if number in order else order
    others = [one for one in (*rest, *order) if one != number]
    return others[0] if others else None


def _page_url(tab: str, section: str, number: int | None) -> str:
    query = {"section": section} if section else {}
    if number is not None:
        query["photo"] = str(number)
    address = reverse("admin:articles_photo_work", args=[tab])
    return f"{address}?{urlencode(query)}" if query else address


def _page_context(
    tab: str, section: str, order: list[int], photo: Photo | None, told: MetadataSubmission | None
) -> dict[str, Any]:
    at = now()
    skipped = next_photo_id(order, photo.pk) if photo else None
    return {
        "tab": tab,
        "tabs": [(name, label, _page_url(name, section, None)) for name, label in TABS.items()],
        "photo": photo,
        "left": len(order),
        "many": len(order) >= MAX_QUEUE,
        "uses": _list_placements(photo, told),
        "skip": _page_url(tab, section, skipped) if skipped else "",
        "told": told,
        "findings": [_(f.message) for f in told.findings] if told else [],
        "sections": _section_progress(tab, at),
        "section": section,
        "people": _count_by_editor(at),
        "prints_as": _format_credit(told) if told else "",
    }


def _list_placements(photo: Photo | None, told: MetadataSubmission | None) -> list[dict[str, Any]]:
    if photo is None:
        return []
    placed = photo.placements.exclude(article__state=State.KILLED).select_related("article__section")
    own = told.own_texts() if told else {}
    return [{"placement": p, "text": own.get(p.pk, p.alt_text)} for p in placed.order_by("-article_id")[:20]]


def _format_credit(told: MetadataSubmission) -> str:
    raw = told.data.get("credit_raw", "")
    return format_credit(read_credit(raw, desk_lexicon())) if raw.strip() else ""


def start_of_week(at: datetime) -> datetime:
    """Monday's midnight on the desk's clock."""
    local = timezone.localtime(at)
    return (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _entries_this_week(at: datetime) -> Iterable[AuditEntry]:
    verbs = (AuditVerb.DESCRIBE_PHOTO, AuditVerb.CREDIT_PHOTO)
    return AuditEntry.objects.filter(verb__in=verbs, at__gte=start_of_week(at)).select_related("actor")


def _section_progress(tab: str, at: datetime) -> list[dict[str, Any]]:
    """How much is left and was done this week, section by section."""
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
            "progress": SectionProgress(s.name, left.get(s.pk, 0), done[s.pk]),
        }
        for s in Section.objects.all()
        if left.get(s.pk) or done[s.pk]
    ]


def _count_by_editor(at: datetime) -> list[tuple[str, int]]:
    """Who did how much this week, the most first."""
    counted = Counter(entry.actor for entry in _entries_this_week(at)).most_common(8)
    return [(display_name(user) if user else _("the system"), done) for user, done in counted]
