"""Stories in the admin: list, form and the pages of a story."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import (
    ChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display

from articles.actions.errors import EditConflict
from articles.actions.people.save import add_person
from articles.actions.stories.save import create_story
from articles.admin.badges import followed_badge, format_time, planned_badge, state_badge, time_badges
from articles.admin.base import PagesMixin
from articles.admin.filters import (
    AssignmentFilter,
    FilingFilter,
    FollowedFilter,
    HasPhotoFilter,
    PrimaryKeyPaginator,
    ScheduleFilter,
    SearchPaginator,
    StoryLanguageFilter,
    UncheckedAutocompleteFilter,
)
from articles.admin.media_files.admin import describe_limits
from articles.admin.public_links import public_path, with_public_page
from articles.admin.saved_views import saved_views_context
from articles.admin.stories.assignments import (
    assign_marked_stories,
    assignment_badge,
    describe_assignment,
    with_assignment,
)
from articles.admin.stories.autosave import (
    RESUME_FIELD,
    discard_after_save,
    list_drafts,
    refuse_resumed_draft,
    resume_draft,
    window_id,
)
from articles.admin.stories.bulk_change import change_marked_stories
from articles.admin.stories.checks import run_story_checks
from articles.admin.stories.edit_conflict import STORY_MERGE, SUBMISSION, apply_answers, show_merge
from articles.admin.stories.forms import StoryForm
from articles.admin.stories.history import HistoryView
from articles.admin.stories.inlines import MentionInline, PlacementInline, story_change
from articles.admin.stories.presence import presence_badges, with_presence
from articles.admin.stories.translations import describe_stories
from articles.admin.stories.workflow_buttons import (
    PUBLISH,
    SUCCESS_MESSAGES,
    StoryFormSubmission,
    apply_move,
    list_buttons,
    list_buttons_of_new,
    save_submission,
)
from articles.models import Article, Placement, Revision, SavedView
from articles.models.story_text import StoryText
from articles.search.desk import match_stories
from articles.selectors.approvals import describe_open_approvals
from articles.selectors.followed_stories import find_followed
from articles.selectors.story_templates import list_templates, read_template
from articles.selectors.translations import find_translations
from articles.workflow import State
from newsroom.account_names import display_name_of
from newsroom.actions import ActionRefused
from newsroom.admin.base import ActionAdmin, column, current_user, filled_forms, now
from newsroom.strict_values import parse_integer
from people.actions import OfficeDraft, PersonDraft

SIDE_COLUMN = "desk-side"
LIST_URL_NAME = "articles_article_changelist"


def place_further_fields(fieldsets: Any) -> Any:
    """Return the groups; those fields of a story that none of them names are filed."""
    text, lines, (title, filing), *others = fieldsets
    named = flatten_fieldsets(fieldsets)
    further = [one.name for one in StoryText._meta.fields if one.editable and one.name not in named]
    return (text, lines, (title, {**filing, "fields": (*filing["fields"], *further)}), *others)


@admin.register(Article)
class ArticleAdmin(PagesMixin, ActionAdmin):
    form = StoryForm
    change_form_template = "admin/articles/article/change_form.html"
    change_list_template = "admin/articles/article/change_list.html"
    list_before_template = "admin/articles/article/bulk_change_link.html"
    actions: Any = [assign_marked_stories, change_marked_stories]
    list_display = (
        "headline_shown",
        "state_shown",
        "open_in",
        "assigned",
        "section",
        "tag",
        "version_shown",
        "last_edited",
    )
    list_display_links = ("headline_shown",)
    list_select_related = ("section",)
    list_filter = (
        ("state", ChoicesDropdownFilter),
        ("section", FilingFilter),
        ("agencies", FilingFilter),
        StoryLanguageFilter,
        HasPhotoFilter,
        ScheduleFilter,
        AssignmentFilter,
        FollowedFilter,
        ("topics", UncheckedAutocompleteFilter),
        ("mentions__person", UncheckedAutocompleteFilter),
        ("edited_at", RangeDateTimeFilter),
    )
    paginator = PrimaryKeyPaginator
    search_fields = ("headline",)
    search_help_text = gettext_lazy(
        "A number (#66), an agency (afp), a tag (afp/dl), or words of text, headline, names and photo credits"
    )
    inlines = (PlacementInline, MentionInline)
    autocomplete_fields = ("topics",)
    list_fullwidth = True
    compressed_fields = False
    fieldsets = (
        (None, {"fields": ("kicker", "headline", "dek", "body")}),
        (
            gettext_lazy("Dateline, byline, notes"),
            {"fields": ("dateline", "byline", "notes"), "classes": (SIDE_COLUMN,)},
        ),
        (
            gettext_lazy("Filing"),
            {
                "fields": (
                    "section",
                    "topics",
                    ("language", "urgency"),
                    "genre",
                    "ai_use",
                    "ai_reviewer",
                    "slug",
                ),
                "classes": (SIDE_COLUMN,),
            },
        ),
        (
            gettext_lazy("Sourcing"),
            {"fields": ("tag_raw", "agency_item_id", "own_rewriting"), "classes": (SIDE_COLUMN,)},
        ),
        (
            gettext_lazy("Related stories"),
            {"fields": ("related_ids",), "classes": (SIDE_COLUMN,)},
        ),
        (
            gettext_lazy("Search and social networks"),
            {"fields": ("search_title", "social_text"), "classes": (SIDE_COLUMN, "collapse")},
        ),
    )

    fieldsets = place_further_fields(fieldsets)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        template = read_template(parse_integer(request.GET.get("template", "")))
        return {**super().get_changeform_initial_data(request), **template}

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        return saved_views_context(request, SavedView.Screen.STORIES)

    def get_queryset(self, request: HttpRequest) -> Any:
        stories: Any = super().get_queryset(request).select_related("section", "following", "plan")
        in_list = request.resolver_match is not None and request.resolver_match.url_name == LIST_URL_NAME
        if in_list:
            stories = stories.filter(entry=None)
            return with_presence(with_assignment(stories)).annotate(**_row_columns())
        return with_public_page(with_assignment(stories.with_open_changes())).annotate(**_last_save_columns())

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        term = search_term.strip()
        return (queryset.filter(match_stories(term)) if term else queryset), False

    def get_paginator(self, request: HttpRequest, queryset: Any, per_page: int, *options: Any) -> Any:
        if request.GET.get(SEARCH_VAR, "").strip():
            return SearchPaginator(queryset, per_page, *options, rows=self.get_queryset(request))
        return super().get_paginator(request, queryset, per_page, *options)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False for a closed story; who places photos may open the form, too."""
        may_place = request.user.has_perm("articles.change_placement")
        return not _is_closed(obj) and (may_place or self.has_write_permission(request, obj))

    def has_write_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the account may change the text, not only the photos."""
        return not _is_closed(obj) and bool(super().has_change_permission(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_write_permission(request, obj):
            return self.fieldsets
        (title, main), *others = self.fieldsets
        lines = [name for name in ("kicker", "dek") if getattr(obj, name)]
        shown = ["headline", *lines, "body_shown"]
        return ((title, {**main, "fields": shown}), *others)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        may_write = obj is None or self.has_write_permission(request, obj)
        return () if may_write else flatten_fieldsets(self.get_fieldsets(request, obj))

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.add_bulkjob"))

    version_shown = column(gettext_lazy("version"), lambda article: str(article.version or "–"), "version")

    @display(description=gettext_lazy("text"))
    def body_shown(self, article: Article) -> SafeString:
        """Return the text for those who may not change it."""
        return format_html('<div class="desk-body">{}</div>', mark_safe(article.body))  # noqa: S308  # sanitized when saved

    @display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, article: Article) -> SafeString:
        """Return the headline with thumbnail, author and tag."""
        picture = SafeString('<span class="desk-row-thumb"></span>')
        if number := getattr(article, "first_photo", None):
            url = reverse("admin:articles_photo_picture", args=[number])
            picture = format_html('<img class="desk-row-thumb" src="{}" alt="" loading="lazy">', url)
        return format_html(
            '<span class="desk-row">{}<span><span class="desk-kicker">{}</span>'
            '<span class="desk-headline">{}</span> {}<span class="desk-soft">{}</span></span></span>',
            picture,
            article.kicker,
            article.headline,
            followed_badge(article),
            " · ".join(filter(None, (article.byline or getattr(article, "creator", ""), article.tag))),
        )

    @display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, article: Article) -> SafeString:
        state = state_badge(article) if article.body else planned_badge(article) or state_badge(article)
        return format_html("{} {}", state, time_badges(article))

    open_in = column(gettext_lazy("open"), presence_badges)
    assigned = column(gettext_lazy("assigned to"), assignment_badge)

    @display(description=gettext_lazy("last edited"), ordering="edited_at")
    def last_edited(self, article: Article) -> str:
        return format_time(article.edited_at)

    def describe(self, article: Article) -> str:
        return f"{article.headline} (#{article.pk})"

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Article:
        refuse_resumed_draft(request)
        submission = self._submission(request, form, formsets)
        request.META[SUBMISSION] = submission
        typed = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if not submission.article_id:
            article = create_story(
                submission.change, by=submission.by, at=submission.at, window=submission.window
            )
        else:
            article = self._save_and_move(request, submission, typed=typed)
        discard_after_save(request, submission.article_id or None, at=submission.at)
        return article

    def _save_and_move(
        self, request: HttpRequest, submission: StoryFormSubmission, *, typed: bool
    ) -> Article:
        """Save the text, then make the move.

        `based_on` is updated in between, so that a refused move shows the saved text instead of a conflict.
        """
        if submission.move == PUBLISH and not typed:
            return Article.objects.get(pk=submission.article_id)
        article = save_submission(apply_answers(submission, request.POST))
        _set_based_on(request, article.revision)
        if submission.move == PUBLISH:
            return article
        if submission.move:
            article = apply_move(submission)
        messages.success(request, SUCCESS_MESSAGES[submission.move])
        return article

    def _submission(self, request: HttpRequest, form: Any, formsets: list[Any]) -> StoryFormSubmission:
        mentions = formsets[1] if len(formsets) == 2 else None
        added = self._add_person(request, mentions) if mentions is not None else {}
        change = story_change(form, formsets, added=added)
        return StoryFormSubmission(
            article_id=form.instance.pk or 0,
            move=request.POST.get("_move", ""),
            change=change,
            based_on=form.cleaned_data["based_on"],
            by=current_user(request),
            at=now(),
            window=window_id(request),
        )

    def _add_person(self, request: HttpRequest, mentions: Any) -> dict[str, int]:
        name = request.POST.get("_add_person", "")
        row = next(
            (row.cleaned_data for row in filled_forms(mentions) if name and row.cleaned_data["name"] == name),
            None,
        )
        if row is None or row["person"] is not None:
            return {}
        draft = PersonDraft(name=name, offices=[OfficeDraft(title=office) for office in row["offices"]])
        return {name: add_person(draft, by=current_user(request), at=now()).pk}

    def after_refusal(self, request: HttpRequest, refusal: ActionRefused) -> None:
        super().after_refusal(request, refusal)
        if isinstance(refusal, EditConflict):
            show_merge(self, request, refusal)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        resumed = request.method == "POST" and RESUME_FIELD in request.POST
        if resumed and not resume_draft(request, parse_integer(object_id)):
            gone = _("This draft no longer exists: it was saved or discarded in another window.")
            messages.warning(request, gone)
            return HttpResponseRedirect(request.get_full_path())
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        if request.POST.get("_move") == PUBLISH:
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[obj.pk]))
        messages.success(request, _("The story is created."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_add"))
        if request.POST.get("_move") == PUBLISH:
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[obj.pk]))
        return HttpResponseRedirect(request.get_full_path())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        context |= {
            "media_upload": describe_limits(),
            "unsaved": list_drafts(request, article.pk if article else None),
            "window": window_id(request),
            "typed": request.method == "POST",
            "buttons": list_buttons_of_new(request.user),
            "story_templates": [] if article else list_templates(current_user(request)),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Return the context of the side column.

        After a POST the story is fetched again: the form has written unsaved values into the instance.
        """
        fresh = obj if request.method == "GET" else self.get_queryset(request).get(pk=obj.pk)
        return {
            "subtitle": None,
            "title": fresh.headline,
            "story": fresh,
            "state_badge": state_badge(fresh),
            "followed": find_followed(fresh),
            "open_threads": len(fresh.open_threads),
            "open_approvals": describe_open_approvals(fresh, fresh.approvals),
            "assignment": describe_assignment(fresh, current_user(request)),
            "time_badges": time_badges(fresh),
            "buttons": list_buttons(fresh, request.user),
            "check_results": [] if fresh.state == State.KILLED else run_story_checks(fresh, now()),
            "public_page": public_path(fresh),
            "merge": request.META.get(STORY_MERGE),
            "translations": describe_stories(list(find_translations(fresh.pk))),
            "is_fullwidth": "1",
        }

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        view = HistoryView.as_view(model_admin=self)
        return view(request, pk=object_id)


def _is_closed(article: Article | None) -> bool:
    """Return True for a killed story, and for one that follows an agency."""
    return article is not None and (article.state == State.KILLED or find_followed(article) is not None)


def _row_columns() -> dict[str, Subquery]:
    """Return annotations for the first photo with a file and the creator."""
    photos = Placement.objects.filter(article=OuterRef("pk"), photo__file__gt="").order_by("position")
    first = Revision.objects.filter(article=OuterRef("pk")).order_by("number")
    return {
        "first_photo": Subquery(photos.values("photo")[:1]),
        "creator": Subquery(first.values(name=display_name_of("by"))[:1]),
    }


def _last_save_columns() -> dict[str, Subquery]:
    """Return annotations for the author and time of the last save."""
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    return {
        "saved_at": Subquery(newest.values("at")[:1]),
        "saved_by": Subquery(newest.values(name=display_name_of("by"))[:1]),
    }


def _set_based_on(request: HttpRequest, revision: int) -> None:
    """Make this revision the base of the form if it is shown again."""
    data = request.POST.copy()
    data["based_on"] = str(revision)
    request.POST = data  # type: ignore[assignment]  # a query dict, mutable
