"""Licences that have ended: what readers see now, which copies are out, and the three ways on from there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import visibility
from articles.actions.errors import ActionRefused
from articles.actions.photos.replace import remove_photos, replace_photo
from articles.actions.photos.rights import extend_licence
from articles.admin.photos.rights import CHANNELS, ChannelRow, rights_matrices
from articles.admin.photos.similar import find_similar
from articles.admin.photos.usage import PhotoUsage, photo_usage
from articles.models import Photo
from articles.rights.decide import DecisionReason
from articles.rights.grants import RightsChannel
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

BATCH_SIZE, MAX_CANDIDATES = 200, 12
LIST_URL = "admin:articles_photo_changelist"
PAGE_URL = "admin:articles_photo_licences"
LICENCE_ACTIONS = {
    "replace": gettext_lazy("Replace"),
    "take-out": gettext_lazy("Take out of stories"),
    "extend": gettext_lazy("Extend the licence"),
}


class ExtendLicenceForm(forms.Form):
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("channels"),
        choices=list(CHANNELS.items()),
        initial=[RightsChannel.SITE.value],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = forms.DateTimeField(
        label=gettext_lazy("until"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "desk-input"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=gettext_lazy("Empty: without end."),
    )
    proof = forms.CharField(
        label=gettext_lazy("proof"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "desk-input"}),
        help_text=gettext_lazy(
            "The agency's mail, the invoice, the contract with its number: kept with the right."
        ),
    )


@dataclass(frozen=True, slots=True)
class PhotoLicenceStatus:
    """One chosen photo: how its rights stand, where it is used, and what became of it where they ended."""

    photo: Photo
    rights: list[ChannelRow]
    use: PhotoUsage

    @property
    def seen(self) -> ChannelRow:
        return next(row for row in self.rights if row.channel == RightsChannel.SITE)

    @property
    def dead_links(self) -> ChannelRow | None:
        """The partners' right, where it has ended: from that second their links give nothing."""
        row = next(row for row in self.rights if row.channel == RightsChannel.PARTNER)
        return row if row.reason is DecisionReason.ENDED else None


def licence_statuses(photos: Sequence[Photo], at: datetime) -> list[PhotoLicenceStatus]:
    """In as many queries for two hundred photos as for one."""
    rights, used = rights_matrices(photos, at), photo_usage([photo.pk for photo in photos], at)
    return [PhotoLicenceStatus(photo, rights[photo.pk], used[photo.pk]) for photo in photos]


def make_list_action(way: str) -> Callable[[Any, HttpRequest, Any], HttpResponse]:
    """The list's action that leads to the page with the chosen photos."""

    def choose(_admin: Any, _request: HttpRequest, queryset: Any) -> HttpResponse:
        numbers = ",".join(map(str, sorted(queryset.values_list("pk", flat=True)[:BATCH_SIZE])))
        return HttpResponseRedirect(f"{reverse(PAGE_URL)}?{urlencode({'do': way, 'ids': numbers})}")

    choose.__name__ = way.replace("-", "_")
    choose.short_description = LICENCE_ACTIONS[way]  # type: ignore[attr-defined]  # how Django names an action
    return choose


class PhotoLicencesMixin:
    """For the photos' admin."""

    admin_site: Any
    actions: Any = [make_list_action(way) for way in LICENCE_ACTIONS]

    def get_custom_urls(self) -> Any:
        return (*super().get_custom_urls(), ("licences/", "articles_photo_licences", self.licences_view))  # type: ignore[misc]  # the admin's

    def licences_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_photo")
        way = request.GET.get("do", "")
        photos = _selected_photos(request)
        if way not in LICENCE_ACTIONS or not photos:
            return HttpResponseRedirect(reverse(LIST_URL))
        form = ExtendLicenceForm(request.POST if request.method == "POST" and way == "extend" else None)
        refusal = _run_action(way, photos, form, request) if request.method == "POST" else None
        if request.method == "POST" and refusal is None and form.is_valid() | (way != "extend"):
            return HttpResponseRedirect(f"{reverse(LIST_URL)}?{request.GET.get('back', '')}")
        at = now()
        context = {
            **self.admin_site.each_context(request),
            "title": LICENCE_ACTIONS[way],
            "way": way,
            "ways": [(name, label, _page_url(name, photos)) for name, label in LICENCE_ACTIONS.items()],
            "cases": licence_statuses(photos, at),
            "form": form,
            "refusal": refusal,
            "candidates": list(_list_candidates(photos, request.GET.get("q", ""), at))
            if way == "replace"
            else [],
            "q": request.GET.get("q", ""),
            "ids": request.GET.get("ids", ""),
            "chosen": request.POST.get("new", ""),
            "list_url": reverse(LIST_URL),
        }
        return TemplateResponse(request, "admin/articles/photo/licences.html", context)


def _page_url(way: str, photos: Sequence[Photo]) -> str:
    return f"{reverse(PAGE_URL)}?{urlencode({'do': way, 'ids': ','.join(str(photo.pk) for photo in photos)})}"


def _selected_photos(request: HttpRequest) -> list[Photo]:
    parts = (parse_integer(part) for part in request.GET.get("ids", "").split(","))
    numbers = [number for number in parts if number is not None]
    return list(Photo.objects.with_rights().filter(pk__in=numbers[:BATCH_SIZE]))


def _run_action(
    way: str, photos: Sequence[Photo], form: ExtendLicenceForm, request: HttpRequest
) -> ActionRefused | None:
    """The refusal, if the act was refused; what was done is said in the head of the next page."""
    numbers, by, at = [photo.pk for photo in photos], current_user(request), now()
    try:
        if way == "extend":
            if not form.is_valid():
                return None
            told = form.cleaned_data
            done = extend_licence(
                numbers, told["channels"], until=told["until"], proof=told["proof"], by=by, at=at
            )
            said = ngettext("Licence extended for %(n)d photo.", "Licence extended for %(n)d photos.", done)
        elif way == "take-out":
            done = remove_photos(numbers, by=by, at=at)
            said = ngettext("Taken out of %(n)d story.", "Taken out of %(n)d stories.", done)
        else:
            new = parse_integer(request.POST.get("new", "")) or 0
            done = replace_photo(numbers, new, by=by, at=at)
            said = ngettext("Replaced in %(n)d story.", "Replaced in %(n)d stories.", done)
    except ActionRefused as refusal:
        return refusal
    messages.success(request, said % {"n": done})
    return None


def _list_candidates(photos: Sequence[Photo], words: str, at: datetime) -> Iterator[Photo]:
    """Photos that may stand in: what looks like the first, then the newest that hold the words, if rights allow."""
    numbers = {photo.pk for photo in photos}
    library = Photo.objects.with_rights().exclude(pk__in=numbers).exclude(file="").exclude(credit="")
    for word in words.split()[:6]:
        library = library.filter(caption__icontains=word) | library.filter(title__icontains=word)
    near = [] if words else [other.photo for photo in photos[:1] for other in find_similar(photo)]
    pool = [p for p in near if p.pk not in numbers] + list(library[: 8 * MAX_CANDIDATES])
    contracts = visibility.load_contracts({code for photo in pool for code in photo.agency_codes})
    shown: set[int] = set()
    for photo in pool:
        allowed = visibility.photo_decision(photo, RightsChannel.SITE, at, contracts).allowed
        if allowed and photo.credit and photo.pk not in shown and len(shown) < MAX_CANDIDATES:
            shown.add(photo.pk)
            yield photo


LICENCE_FILTERS = (
    ("ended", gettext_lazy("Licence ended")),
    ("ending", gettext_lazy("Ends within 14 days")),
    ("none", gettext_lazy("No licence recorded")),
)


def filter_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The views of the library that somebody needs each day, as links that can be kept."""
    here = request.GET.get("licence", "")
    rows = [
        {"label": label, "link": "?" + urlencode({"licence": value}), "here": here == value}
        for value, label in LICENCE_FILTERS
    ]
    return [{"label": _("All photos"), "link": "?", "here": not request.GET}, *rows]
