"""Page “New from copy” with the paste box, and the review page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _
from js_asset import Media

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.create_story import (
    add_copy_photo,
    create_from_item,
    find_picture,
    list_copy_pictures,
    list_unread_attachments,
    place_uncaptioned,
    placement_draft,
    refuse_missing_picture,
    update_from_item,
)
from articles.actions.intake.effects.item_copy import (
    displayed_text,
    find_refusal,
    get_copy,
    get_joined_copy,
    is_waiting,
    list_stories,
)
from articles.actions.intake.receive.ingest import ParseFailed, finish_copy, ingest, ingest_stories
from articles.actions.intake.receive.receive_file import ItemResult
from articles.actions.intake.versions.item_history import get_superseded_message
from articles.actions.people.save import add_person
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.task_queue import find_reading_status, read_later
from articles.admin.base import FULL_WIDTH, DeskView, add_refusal, page
from articles.admin.intake.copy_notes import describe_embargo, describe_language
from articles.admin.intake.forms import CopyForm
from articles.admin.intake.highlights import KIND_LABELS, highlight_copy
from articles.admin.intake.taught_rules import propose_from_corrections, teach_token
from articles.models import Article, WireItem
from articles.parsing.errors import CopyError
from articles.parsing.story.digests import find_report_title
from articles.parsing.story.remainder import find_leftovers
from articles.parsing.story.two_stories import split_stories
from articles.parsing.story.types import Copy
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.held_copy import is_withheld
from articles.selectors.near_duplicates import stories_like_copy
from articles.selectors.wire_takes import find_takes
from articles.text.removed_content import list_removed_media
from articles.wire.formats import Format
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.form_submissions import wants_json
from newsroom.strict_values import parse_integer
from people.actions import OfficeDraft, PersonDraft

LATE_AFTER = timedelta(minutes=1)
"""Age from which the desk may read waiting copy without the worker."""


class PasteForm(forms.Form):
    copy = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    file = forms.FileField(required=False, allow_empty_file=True)


@dataclass(frozen=True, slots=True)
class ReceivedBytes:
    """Bytes to store with their declared type."""

    raw: bytes
    media_type: str
    channel: str


def submitted_versions(form: PasteForm) -> list[ReceivedBytes]:
    """Return the uploaded file, else the clipboard's HTML followed by its plain text.

    HTML comes first because it marks headings.
    """
    cleaned = form.cleaned_data
    if upload := cleaned["file"]:
        return [
            ReceivedBytes(upload.read(), (upload.content_type or "application/octet-stream")[:80], "file")
        ]
    plain = ReceivedBytes(cleaned["copy"].encode("utf-8", "replace"), "text/plain", "paste")
    if cleaned["html"].strip() and cleaned["copy"].strip():
        return [ReceivedBytes(cleaned["html"].encode("utf-8", "replace"), "text/html", "paste"), plain]
    return [plain]


class IntakeView(DeskView):
    permission_required = "articles.add_article"
    extra_context = FULL_WIDTH

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.get(request, **kwargs)

    def show(self, name: str, title: str, **facts: Any) -> HttpResponse:
        self.template_name, self.title = f"admin/articles/article/{name}.html", title
        return self.render_to_response(self.get_context_data(**facts))


@page(Article, "from-copy/")
class PasteView(IntakeView):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = PasteForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            result, problem = self._ingest_first_readable(request, submitted_versions(form))
            if result is not None:
                return HttpResponseRedirect(_find_next_page(request, result))
            if wants_json(request):
                return JsonResponse({"problem": strip_tags(problem)}, status=422)
            messages.error(request, problem)
        return self.show("from_copy", _("New from copy"), form=form, text=request.POST.get("copy", ""))

    def _ingest_first_readable(
        self, request: HttpRequest, versions: list[ReceivedBytes]
    ) -> tuple[ItemResult | None, str]:
        """Return the first version that can be parsed, else the last error.

        Each version tried is stored.
        """
        problem = ""
        for version in versions:
            try:
                result = ingest(
                    version.raw,
                    by=current_user(request),
                    at=now(),
                    channel=version.channel,
                    media_type=version.media_type,
                    may_wait=True,
                )
            except ActionRefused as refusal:
                problem = refusal.message
            except ParseFailed as refusal:
                problem = quarantine_message(refusal.item, refusal.why)
            else:
                return result, ""
        return None, problem


@page(Article, "from-copy/<int:pk>/", "review_copy")
class ReviewCopyView(IntakeView):
    def get(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        item = get_object_or_404(WireItem, pk=pk)
        if (page := self._find_other_page(request, item)) is not None:
            return page
        takes = find_takes(item)
        joins = bool(takes) and request.GET.get("takes") == "1"
        try:
            copy = get_joined_copy(takes) if joins else get_copy(item)
            refuse_missing_picture(item, copy)
        except (CopyError, ActionRefused) as refusal:
            return _redirect_to_refused(request, item, refusal)
        form = CopyForm(
            request.POST or None,
            copy=copy,
            section_id=item.section_id,
            pictures=list_copy_pictures(item, copy),
        )
        if "_split" in request.POST:
            if not _asks_to_split(request, form) and (url := self._split_item(request, item, copy)):
                return HttpResponseRedirect(url)
        elif form.is_bound and form.is_valid():
            if "_teach" in request.POST:
                teach_token(request, item, form)
                copy = get_joined_copy(takes) if joins else get_copy(item)
                form = CopyForm(request.POST, copy=copy, pictures=list_copy_pictures(item, copy))
            elif url := _save_story(request, item, form, takes if joins else ()):
                return HttpResponseRedirect(url)
        return self._review_page(request, item, form, takes)

    def _find_other_page(self, request: HttpRequest, item: WireItem) -> HttpResponse | None:
        """Return the page of copy that is used, waits, or has just been read; else None."""
        if item.article_id is not None:
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[item.article_id]))
        if is_waiting(item):
            return self._waiting_page(request, item)
        if "poll" in request.GET:
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if (refusal := find_refusal(item)) is not None:
            return _redirect_to_refused(request, item, refusal)
        if "after" in request.GET:
            return HttpResponseRedirect(_find_next_page(request, ItemResult(item, [*item.changes.all()])))
        return None

    def _waiting_page(self, request: HttpRequest, item: WireItem) -> HttpResponse:
        """Show the step in which the long copy is; a POST reads it at once."""
        if request.method == "POST":
            try:
                return HttpResponseRedirect(_find_next_page(request, finish_copy(item.pk, at=now())))
            except ParseFailed as refusal:
                return _redirect_to_refused(request, item, refusal.why)
        if not (status := find_reading_status(item.pk)):
            read_later(item.pk)
        return self.show(
            "reading_step" if "poll" in request.GET else "reading_copy",
            _("Reading the copy"),
            item=item,
            step=3 if item.reading else 2 if status == "doing" else 1,
            is_late=status == "failed" or now() - item.received_at > LATE_AFTER,
        )

    def _split_item(self, request: HttpRequest, item: WireItem, copy: Copy) -> str:
        """Store each chosen story as an item of its own; the whole copy stays stored.

        Return the next URL, "" after an error.
        """
        chosen = _list_chosen_parts(request)
        parts = [
            part
            for number, part in enumerate(split_stories(copy.text, desk_lexicon()))
            if chosen is None or number in chosen
        ]
        if not parts:
            messages.error(request, _("Choose at least one story."))
            return ""
        try:
            results = ingest_stories(list_stories(item, parts), by=current_user(request), at=now())
        except (ActionRefused, ParseFailed) as refusal:
            why = error_text(refusal.why) if isinstance(refusal, ParseFailed) else refusal.message
            messages.error(request, _("No story was made of this copy, because one was refused.") + f" {why}")
            return ""
        pages = [reverse("admin:articles_article_review_copy", args=[result.item.pk]) for result in results]
        for url, part in zip(pages[1:], parts[1:], strict=True):
            title, words = find_report_title(part), _("Next story of this copy:")
            messages.info(request, format_html('{} <a href="{}">{}</a>', words, url, title))
        return pages[0]

    def _review_page(
        self, request: HttpRequest, item: WireItem, form: CopyForm, takes: Sequence[WireItem]
    ) -> HttpResponse:
        copy = form.copy
        blocks = item.content.get("blocks") or () if item.content is not None else None
        source = displayed_text(item) if blocks is None else "".join(html for _tag, _text, html in blocks)
        context = {
            "takes": takes, "joins": request.GET.get("takes") == "1", "is_withheld": is_withheld(item),
            "into": _find_story_to_update(request),
            "item": item, "copy": copy, "form": form, "copy_text": highlight_copy(copy), "kinds": KIND_LABELS,
            "language_note": describe_language(copy),
            "embargo": describe_embargo(copy, item, now()), "similar": stories_like_copy(copy),
            "left_out": list_removed_media(source), "unread_attachments": list_unread_attachments(item),
            "leftovers": find_leftovers(copy), "stories": _list_story_titles(item, copy),
            "asks_to_split": _asks_to_split(request, form), "chosen_parts": _list_chosen_parts(request),
            "media": Media.from_media(self.model_admin.media + form.media, nonce=get_nonce(request)),
        }  # fmt: skip
        return self.show("review_copy", _("Check the copy"), **context)


def _find_next_page(request: HttpRequest, result: ItemResult) -> str:
    """Return the page of the change made to a story, else the review page."""
    if result.changes:
        messages.info(request, _("The agency has changed copy that we have. Decide what to do about it."))
        return reverse("admin:articles_agencychange_decide", args=[result.changes[0].pk])
    if message := get_superseded_message(result.item):
        messages.warning(request, message)
    if result.item.repeats_id is not None:
        messages.info(request, _("The same copy was received before; nothing has changed."))
    return reverse("admin:articles_article_review_copy", args=[result.item.pk])


def _redirect_to_refused(request: HttpRequest, item: WireItem, refusal: Exception) -> HttpResponse:
    """Say why the copy could not be read, on the page of the item."""
    messages.error(request, error_text(refusal) if isinstance(refusal, CopyError) else str(refusal))
    return HttpResponseRedirect(reverse("admin:articles_wireitem_change", args=[item.pk]))


def _asks_to_split(request: HttpRequest, form: CopyForm) -> bool:
    """Return whether to ask first, because the stories do not get the changes made."""
    return request.POST.get("_split") == "1" and form.has_typed


def _list_chosen_parts(request: HttpRequest) -> set[int | None] | None:
    """Return the numbers of the marked stories, None where the page has no boxes."""
    if "has_boxes" not in request.POST:
        return None
    return {parse_integer(number) for number in request.POST.getlist("part")}


def _list_story_titles(item: WireItem, copy: Copy) -> list[str]:
    """Return the first lines of the stories that were pasted at once, [] for one."""
    is_mail = item.file is not None and item.file.format == Format.MAIL
    parts = split_stories(copy.text, desk_lexicon()) if item.content is None or is_mail else ()
    return [find_report_title(part) for part in parts] if len(parts) > 1 else []


def _find_story_to_update(request: HttpRequest) -> Article | None:
    """Return the story that the parameter `into` of the URL names."""
    article_id = parse_integer(request.GET.get("into", "").strip().lstrip("#"))
    if article_id is None:
        return None
    story = Article.objects.exclude(state=State.KILLED).filter(pk=article_id).first()
    if story is None:
        messages.warning(request, _("There is no story with this number."))
    return story


def _save_story(request: HttpRequest, item: WireItem, form: CopyForm, takes: Sequence[WireItem]) -> str:
    """Save the story as the button says; return the next URL, "" after an error."""
    if "_into" in request.POST:
        return _update_story(request, item, form)
    article = _create_story(request, item, form, takes)
    if article is None:
        return ""
    messages.success(
        request, _("The story has been created from the copy. Check it once more, then publish it.")
    )
    propose_from_corrections(request, item, form)
    name = "running" if "_entry" in request.POST else "change"
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def _create_story(
    request: HttpRequest, item: WireItem, form: CopyForm, takes: Sequence[WireItem]
) -> Article | None:
    """Create story, people and photos in one transaction; add errors to the form."""
    by, at = current_user(request), now()
    try:
        with transaction.atomic():
            mentions = _save_mentions(form, by, at)
            known = {mention.name: mention.person_id for mention in mentions}
            placements = tuple(_list_placements(form, known, by, at))
            change = StoryChange(fields=form.fields_to_save(), mentions=mentions, placements=placements)
            return create_from_item(item.pk, change, by=by, at=at, take_ids=[take.pk for take in takes])
    except ActionRefused as refusal:
        add_refusal(form, refusal)
        return None


def _list_placements(
    form: CopyForm, known: dict[str, int | None], by: Any, at: datetime
) -> Iterator[PlacementDraft]:
    """Yield the placement of each caption, then those of the other pictures."""
    used = form.list_used_pictures()
    for index, found in enumerate(form.copy.captions):
        facts = form.photo_facts(index, found.caption)
        photo_id = add_copy_photo(facts, find_picture(used, index), by=by, at=at)
        yield placement_draft(
            index, found.caption, form.cleaned_data[f"caption{index}-text"], photo_id, known
        )
    has_lead = bool(form.copy.captions)
    yield from place_uncaptioned(used, form.uncaptioned_facts, by=by, at=at, has_lead=has_lead)


def _save_mentions(form: CopyForm, by: Any, at: datetime) -> tuple[MentionDraft, ...]:
    """Add people to the directory as the form says and return all mentions."""
    added = {
        mention.name: add_person(
            PersonDraft(name=mention.name, offices=[OfficeDraft(title=o) for o in mention.offices]),
            by=by,
            at=at,
        ).pk
        for mention in form.people_to_add()
    }
    return form.mention_drafts(added)


def _update_story(request: HttpRequest, item: WireItem, form: CopyForm) -> str:
    """Update the story that the button names; return the next URL, "" after an error."""
    into, _sign, based_on = request.POST["_into"].partition(":")
    article_id, revision = parse_integer(into), parse_integer(based_on)
    if article_id is None or revision is None:
        return ""
    by, at = current_user(request), now()
    fields = {name: value for name, value in form.fields_to_save().items() if value not in {"", None}}
    try:
        with transaction.atomic():
            change = StoryChange(fields=fields, mentions=_save_mentions(form, by, at))
            article = update_from_item(item.pk, article_id, change, by=by, at=at, based_on=revision)
    except ActionRefused as refusal:
        add_refusal(form, refusal)
        return ""
    if not article.version:
        messages.success(request, _("The story now has the text of the copy."))
        return reverse("admin:articles_article_change", args=[article.pk])
    messages.success(
        request,
        _(
            "The story now has the text of the copy. Readers will see it once you publish an update or a correction."
        ),
    )
    return reverse("admin:articles_article_publish", args=[article.pk])


def quarantine_message(item: WireItem, refusal: CopyError) -> str:
    url = reverse("admin:articles_wireitem_change", args=[item.pk])
    where = _("Set aside as received copy #%(number)d.") % {"number": item.pk}
    return format_html('{} <a href="{}">{}</a>', error_text(refusal), url, where)


def error_text(refusal: CopyError) -> str:
    """Return the message of a CopyError in the editor's language."""
    parts = (part for part in (refusal.what, refusal.why) if part)
    return " ".join(_(part).format(where=refusal.where, **refusal.facts) for part in parts)
