"""Licences of photos: their state, and the actions to replace, remove or extend."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import visibility
from articles.actions.errors import ActionRefused
from articles.actions.photos.replace import remove_photos, replace_photo
from articles.actions.photos.rights import extend_licence
from articles.admin.base import DeskView, page
from articles.admin.filters import LICENCE, LicenceFilter
from articles.admin.inputs import parse_integers, text_input
from articles.admin.photos.rights import CHANNELS, ChannelRow, rights_matrices
from articles.admin.photos.usage import PhotoUsage, find_similar, photo_usage
from articles.models import Article, Photo, Placement
from articles.rights.decide import DecisionReason
from articles.rights.grants import RightsChannel
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer


@dataclass(frozen=True, slots=True)
class PlannedReplacement:
    """Story with the photo and caption that it has before the replacement."""

    article: Article
    photo: Photo
    caption: str
    role: str
    live: bool
    """Whether readers see the change at once."""


def plan_replacement(photos: Sequence[Photo], at: datetime) -> list[PlannedReplacement]:
    """Return the uses that `replace_photo` would change, those that readers see first."""
    by_id = {photo.pk: photo for photo in photos}
    captions = {
        (placement.photo_id, placement.article_id): placement.caption
        for placement in Placement.objects.filter(photo__in=by_id)
    }
    planned = [
        PlannedReplacement(
            use.article,
            by_id[photo_id],
            captions.get((photo_id, use.article.pk)) or by_id[photo_id].caption,
            use.role,
            use.live,
        )
        for photo_id, usage in photo_usage(list(by_id), at).items()
        for use in usage.stories
        if use.article.state != State.KILLED and (use.role or use.live)
    ]
    return sorted(planned, key=lambda one: not one.live)


BATCH_SIZE, MAX_CANDIDATES = 200, 12
LIST_URL = "admin:articles_photo_changelist"
PAGE_URL = "admin:articles_photo_licences"
LICENCE_ACTIONS = {
    "replace": gettext_lazy("Replace"),
    "take-out": gettext_lazy("Remove from stories"),
    "extend": gettext_lazy("Extend the licence"),
}
NEEDED_PERMISSIONS = {
    "replace": "articles.block_photo",
    "take-out": "articles.block_photo",
    "extend": "articles.change_grant",
}


class ExtendLicenceForm(forms.Form):
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channels"),
        choices=list(CHANNELS.items()),
        initial=[RightsChannel.SITE.value],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "desk-input"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=gettext_lazy("Leave empty for no end."),
    )
    proof = forms.CharField(
        label=gettext_lazy("Proof"),
        required=False,
        max_length=200,
        widget=text_input(),
        help_text=gettext_lazy(
            "The agency's email, the invoice or the contract number; it is stored with the right."
        ),
    )


@dataclass(frozen=True, slots=True)
class PhotoLicenceStatus:
    """The rights of one photo on every channel, and its usage."""

    photo: Photo
    rights: list[ChannelRow]
    usage: PhotoUsage

    @property
    def site_right(self) -> ChannelRow:
        return next(row for row in self.rights if row.channel == RightsChannel.SITE)

    @property
    def ended_partner_right(self) -> ChannelRow | None:
        """The partners' right if it has ended; their picture links then stop working."""
        row = next(row for row in self.rights if row.channel == RightsChannel.PARTNER)
        return row if row.reason is DecisionReason.ENDED else None


def licence_statuses(photos: Sequence[Photo], at: datetime) -> list[PhotoLicenceStatus]:
    """Return the status of each photo, in a fixed number of queries."""
    rights, usage = rights_matrices(photos, at), photo_usage([photo.pk for photo in photos], at)
    return [PhotoLicenceStatus(photo, rights[photo.pk], usage[photo.pk]) for photo in photos]


def make_list_action(action: str) -> Callable[[Any, HttpRequest, Any], HttpResponse]:
    """Return the list's action that opens the page with the selected photos."""

    def choose(_admin: Any, _request: HttpRequest, queryset: Any) -> HttpResponse:
        photo_ids = ",".join(map(str, sorted(queryset.values_list("pk", flat=True)[:BATCH_SIZE])))
        return HttpResponseRedirect(f"{reverse(PAGE_URL)}?{urlencode({'do': action, 'ids': photo_ids})}")

    choose.__name__ = action.replace("-", "_")
    choose.allowed_permissions = ["rights" if action == "extend" else "block"]  # type: ignore[attr-defined]  # Django's name
    choose.short_description = LICENCE_ACTIONS[action]  # type: ignore[attr-defined]  # how Django names an action
    return choose


@page(Photo, "licences/")
class LicencesView(DeskView):
    """The selected photos with their rights and usage, and the form of one action."""

    template_name = "admin/articles/photo/licences.html"

    def has_permission(self) -> bool:
        return self.request.user.has_perm(NEEDED_PERMISSIONS.get(self.action, "articles.view_photo"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.action = request.GET.get("do", "")
        self.title = LICENCE_ACTIONS.get(self.action, "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.photos = _selected_photos(request)
        if self.action not in LICENCE_ACTIONS or not self.photos:
            return HttpResponseRedirect(reverse(LIST_URL))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if "_preview" in request.POST:
            return self.get(request)
        form = ExtendLicenceForm(request.POST if self.action == "extend" else None)
        photos, refusal = _selected_photos(request), None
        if self.action in LICENCE_ACTIONS and photos and (form.is_valid() or self.action != "extend"):
            try:
                messages.success(request, _run_action(self.action, photos, form, request))
                return HttpResponseRedirect(f"{reverse(LIST_URL)}?{request.GET.get('back', '')}")
            except ActionRefused as refused:
                refusal = refused
        return self.get(request, form=form, refusal=refusal)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, at = self.request.GET.get("q", ""), now()
        replaces = self.action == "replace"
        defaults = {
            "action": self.action,
            "actions": [
                (name, label, _page_url(name, self.photos))
                for name, label in LICENCE_ACTIONS.items()
                if self.request.user.has_perm(NEEDED_PERMISSIONS[name])
            ],
            "rows": licence_statuses(self.photos, at),
            "form": ExtendLicenceForm(),
            "candidates": list(_list_candidates(self.photos, query, at)) if replaces else [],
            "q": query,
            "ids": self.request.GET.get("ids", ""),
            "selected": self.request.POST.get("new", ""),
            **(self._preview(at) if "_preview" in self.request.POST and replaces else {}),
            "list_url": reverse(LIST_URL),
        }
        return super().get_context_data(**defaults | kwargs)

    def _preview(self, at: datetime) -> dict[str, Any]:
        """Return the chosen photo and the stories that it would change."""
        new = Photo.objects.filter(pk=parse_integer(self.request.POST.get("new", "")) or 0).first()
        if new is None:
            return {"refusal": ActionRefused(_("Select the new picture."), "new")}
        return {"replacement": new, "planned": plan_replacement(self.photos, at)}


def _page_url(action: str, photos: Sequence[Photo]) -> str:
    return (
        f"{reverse(PAGE_URL)}?{urlencode({'do': action, 'ids': ','.join(str(photo.pk) for photo in photos)})}"
    )


def _selected_photos(request: HttpRequest) -> list[Photo]:
    photo_ids = parse_integers(request.GET.get("ids", "").split(","))
    return list(Photo.objects.with_rights().filter(pk__in=photo_ids[:BATCH_SIZE]))


def _run_action(action: str, photos: Sequence[Photo], form: ExtendLicenceForm, request: HttpRequest) -> str:
    """Run the action and return its message; raises ActionRefused."""
    photo_ids, by, at = [photo.pk for photo in photos], current_user(request), now()
    if action == "extend":
        values = form.cleaned_data
        count = extend_licence(
            photo_ids, values["channels"], until=values["until"], proof=values["proof"], by=by, at=at
        )
        message = ngettext("Licence extended for %(n)d photo.", "Licence extended for %(n)d photos.", count)
    elif action == "take-out":
        count = remove_photos(photo_ids, by=by, at=at)
        message = ngettext("Removed from %(n)d story.", "Removed from %(n)d stories.", count)
    else:
        count = replace_photo(photo_ids, parse_integer(request.POST.get("new", "")) or 0, by=by, at=at)
        message = ngettext("Replaced in %(n)d story.", "Replaced in %(n)d stories.", count)
    return message % {"n": count}


def _list_candidates(photos: Sequence[Photo], words: str, at: datetime) -> Iterator[Photo]:
    """Yield photos that may replace the selected ones.

    Similar photos come first, then the newest with the words of the search. Their rights must allow the site.
    """
    photo_ids = {photo.pk for photo in photos}
    library = Photo.objects.with_rights().exclude(pk__in=photo_ids).exclude(file="").exclude(credit="")
    for word in words.split()[:6]:
        library = library.filter(caption__icontains=word) | library.filter(title__icontains=word)
    near = [] if words else [other.photo for photo in photos[:1] for other in find_similar(photo)]
    pool = [p for p in near if p.pk not in photo_ids] + list(library[: 8 * MAX_CANDIDATES])
    contracts = visibility.load_contracts({code for photo in pool for code in photo.agency_codes})
    shown: set[int] = set()
    for photo in pool:
        allowed = visibility.photo_decision(photo, RightsChannel.SITE, at, contracts).allowed
        if allowed and photo.credit and photo.pk not in shown and len(shown) < MAX_CANDIDATES:
            shown.add(photo.pk)
            yield photo


def filter_links(request: HttpRequest) -> list[dict[str, Any]]:
    """Return links to the filters of the library that are needed daily."""
    current = request.GET.get(LICENCE, "")
    rows = [
        {"label": capfirst(label), "link": f"?{LICENCE}={value}", "is_current": current == value}
        for value, (label, _find_rows) in LicenceFilter.options.items()
        if value != "misfiled"
    ]
    return [{"label": _("All photos"), "link": "?", "is_current": not request.GET}, *rows]
