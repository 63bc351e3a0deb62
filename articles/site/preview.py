"""Previews: the story page of an unpublished story, for holders of a preview link.

The page is rendered by the code and template of the story page. It is never cached or indexed, and its pictures have
URLs of their own because the public ones answer only for public stories.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.actions.errors import ActionRefused
from articles.actions.publication.editions import build_edition
from articles.actions.stories.approval import MAX_OBJECTION, answer_preview
from articles.media_files.serve import serve_media_file
from articles.models import Article, Edition, MediaFile, Placement, StaffInitials, Topic
from articles.photos.picture_rights import describe_rights
from articles.photos.renditions import parse_rendition_name
from articles.photos.serve_rendition import serve_rendition
from articles.rights.grants import RightsChannel
from articles.selectors.approvals import digest_text
from articles.selectors.preview_tokens import PreviewRefusal, ValidPreview, open_preview
from articles.site.media import find_photo
from articles.site.media_files import find_media_file
from articles.site.page_context import PageContext, SectionSummary, SiteState
from articles.site.photos import Picture
from articles.site.render import render_page
from articles.site.story import build_story_context
from articles.site.story_media import ShownMedia
from articles.site.story_renderer import FRAMED_CSP
from articles.site.story_renderer import render_story as render_story_page
from articles.text.authors import split_authors
from articles.text.media_figures import list_placed_media
from articles.url_paths import story_path
from people.models import Person

WIDTHS = ("phone", "tablet", "desktop")
NO_SECTION = "draft"


@csrf_exempt  # no cookie counts here: who can send the form knows the token, which is all that it needs
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a banner, a choice of widths, and the story in a frame of that width.

    A preview that asks for approval has a form for the answer, which a POST takes.
    """
    at, problem = timezone.now(), ""
    with translation.override(settings.SITE_LANGUAGE):
        if request.method == "POST":
            try:
                _take_answer(request.POST, token, at)
            except ActionRefused as refusal:
                problem = refusal.message
            else:
                return _forbid_caching(HttpResponseRedirect(request.path))
        page_context = PageContext(at, SiteState.read(at), {})
        preview = open_preview(token, at)
        if isinstance(preview, PreviewRefusal):
            return _forbid_caching(_render_expired(preview, page_context))
        context = _describe_preview(preview, token, request.GET.get("width", "desktop"))
        context |= {"problem": problem, "objection": request.POST.get("objection", preview.shared.objection)}
        status = 422 if problem else 200
        return _forbid_caching(
            render_page(page_context, "site/preview.html", context, path=None, status=status)
        )


def _take_answer(sent: Mapping[str, str], token: str, at: datetime) -> None:
    words = {name: sent.get(name, "") for name in ("objection", "text")}
    answer_preview(token, approves=sent.get("answer") == "approve", at=at, **words)


def _describe_preview(preview: ValidPreview, token: str, width: str) -> dict[str, Any]:
    text = digest_text(preview.article)
    return {
        "story": preview.article,
        "until": preview.until,
        "frame": reverse("preview-story", args=[token]),
        "width": width if width in WIDTHS else "desktop",
        "widths": list(zip(WIDTHS, (_("Phone"), _("Tablet"), _("Desktop")), strict=True)),
        "shared": preview.shared,
        "text": text,
        "has_changed": preview.shared.verdict and preview.shared.answered_text != text,
        "max_objection": MAX_OBJECTION,
    }


@require_safe
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
def preview_story(_request: HttpRequest, token: str) -> HttpResponse:
    at = timezone.now()
    preview = open_preview(token, at)
    if isinstance(preview, PreviewRefusal):
        with translation.override(settings.SITE_LANGUAGE):
            return _forbid_caching(_render_expired(preview, PageContext(at, SiteState.read(at), {})))
    pictures = reverse("preview-picture", args=[token, "name"]).removesuffix("name")
    return _forbid_caching(render_story(build_edition(preview.article, at), at, pictures=pictures))


@require_safe
def preview_picture(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a picture of this story while its rights would let readers see it."""
    at = timezone.now()
    preview = open_preview(token, at)
    rendition = parse_rendition_name(name)
    if not isinstance(preview, ValidPreview) or rendition is None:
        raise Http404(name)
    if not _has_photo(preview.article, rendition.photo_id):
        raise Http404(name)
    return serve_picture(request, name, at)


def _has_photo(article: Article, photo_id: int) -> bool:
    """Return whether the story has the photo, or a video with it as poster."""
    if Placement.objects.filter(article=article, photo=photo_id).exists():
        return True
    in_text = list_placed_media(article.body)
    return bool(in_text) and MediaFile.objects.filter(pk__in=in_text, poster=photo_id).exists()


@require_safe
def preview_media(request: HttpRequest, token: str, media_id: int, name: str) -> HttpResponseBase:
    """Serve audio or video of this story while its rights would let readers see it."""
    at = timezone.now()
    preview = open_preview(token, at)
    if not isinstance(preview, ValidPreview) or media_id not in list_placed_media(preview.article.body):
        raise Http404(name)
    return serve_media(request, media_id, name, at)


def serve_media(request: HttpRequest, media_id: int, name: str, at: datetime) -> HttpResponseBase:
    """Serve audio or video whose rights allow the site; raise Http404 for all others."""
    media, _decision = find_media_file(media_id, name, at)
    return _forbid_caching(serve_media_file(request, media))


def serve_picture(request: HttpRequest, name: str, at: datetime) -> HttpResponseBase:
    """Serve a rendition whose rights allow the site; raise Http404 for all others."""
    rendition = parse_rendition_name(name)
    licensed = rendition and find_photo(rendition, name)
    if not (rendition and licensed and licensed.decide(RightsChannel.SITE, at).allowed):
        raise Http404(name)
    rights = describe_rights(licensed, at, captions=(), alt_texts=())
    try:
        response = serve_rendition(
            request, licensed.photo, rendition.width, rendition.kind, rights, rendition.crop, at=at
        )
    except FileNotFoundError as missing:
        raise Http404(name) from missing
    return _forbid_caching(response)


def render_story(edition: Edition, at: datetime, *, pictures: str) -> HttpResponse:
    """Render the story page of an edition; `pictures` is the prefix of file URLs."""
    with translation.override(settings.SITE_LANGUAGE):
        page_context = PageContext(at, SiteState.read(at), {})
        complete = _complete_edition(edition, at)
        section = page_context.section_by_id(edition.section_id) or SectionSummary(
            0, NO_SECTION, _("no section"), "", None
        )
        context = build_story_context(
            complete, section, story_path(section.slug, edition.slug, edition.article_id or 0), page_context
        )
        context["lead"] = context["lead"] and _replace_addresses(context["lead"], pictures)
        context["more_pictures"] = [
            _replace_addresses(picture, pictures) for picture in context["more_pictures"]
        ]
        context["placed_pictures"] = {
            photo_id: _replace_addresses(picture, pictures)
            for photo_id, picture in context["placed_pictures"].items()
        }
        context["media"] = {
            pk: _replace_media_addresses(shown, pictures) for pk, shown in context["media"].items()
        }
        context["json_ld"] = ()
        return render_story_page(page_context, context, path=None, is_preview=True)


def _complete_edition(edition: Any, at: datetime) -> Any:
    """Add the times of a publication now, and the current names of topics and people."""
    is_update = edition.version > 0
    edition.first_published_at = edition.first_published_at or at
    edition.published_at = at
    edition.text_since = at if is_update else None
    edition.automatic_notice = None
    edition.topics = list(
        Topic.objects.filter(slug__in=edition.topic_slugs).values("slug", "name", "name_en")
    )
    writers = StaffInitials.objects.exclude(slug="").filter(name__in=split_authors(edition.byline))
    edition.translations = []
    edition.writers = list(writers.values("name", "slug"))
    edition.people_records = list(_find_people(edition.person_ids))
    return edition


def _find_people(person_ids: Iterable[int]) -> Iterable[dict[str, Any]]:
    people = Person.objects.filter(pk__in=person_ids).annotate(to_slug=F("merged_into__slug"))
    columns = ("id", "slug", "hidden", "merged_into_id", "to_slug", "merged_into__hidden")
    for row in people.values(*columns):
        to = {"id": row["merged_into_id"], "slug": row["to_slug"], "hidden": row["merged_into__hidden"]}
        facts = {name: row[name] for name in ("id", "slug", "hidden")}
        yield {**facts, "merged": row["merged_into_id"], "to": to}


def _replace_media_addresses(shown: ShownMedia, address: str) -> ShownMedia:
    poster = shown.poster and _replace_addresses(shown.poster, address)
    return replace(shown, src=shown.src.replace(settings.MEDIA_URL, address, 1), poster=poster)


def _replace_addresses(picture: Picture, address: str) -> Picture:
    """Return the picture with every public URL of its files replaced."""
    values = {field.name: getattr(picture, field.name) for field in fields(picture)}
    replaced: dict[str, Any] = {
        name: value.replace(settings.MEDIA_URL, address)
        for name, value in values.items()
        if name.startswith(("src", "largest")) and isinstance(value, str)
    }
    return replace(picture, **replaced)


def _render_expired(reason: PreviewRefusal, page_context: PageContext) -> HttpResponse:
    status = 404 if reason is PreviewRefusal.UNKNOWN else 410
    return render_page(
        page_context, "site/preview_expired.html", {"reason": reason.value}, path=None, status=status
    )


def _forbid_caching[Response: HttpResponseBase](response: Response) -> Response:
    """Forbid caches and search engines to store it, and links to reveal its URL."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
