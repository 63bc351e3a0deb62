"""Inlines of the story form, photos and people, and their drafts for the action."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import StackedInline, TabularInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.actions.stories.drafts import EDITABLE, MentionDraft, PlacementDraft, StoryChange
from articles.admin.photos.admin import picture_tag
from articles.admin.photos.lights import add_lights
from articles.admin.stories.forms import PartlyValidated
from articles.models import Mention, Photo, Placement
from newsroom.admin.base import cleaned_values, filled_forms, now
from newsroom.admin.widgets import IntegerAutocomplete


class PrefetchedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    prefetched: models.Model | None = None

    def to_python(self, value: Any) -> Any:
        return self.prefetched if self.is_prefetched(value) else super().to_python(value)

    def is_prefetched(self, value: Any) -> bool:
        return self.prefetched is not None and str(value) == str(self.prefetched.pk)


class PrefetchedSelect(IntegerAutocomplete):
    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        field = self.choices.field
        if len(value) != 1 or not field.is_prefetched(value[0]):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, value[0], field.label_from_instance(field.prefetched), True, 1)
        return [(None, [*options, chosen], 0)]


class PrefetchedChoicesMixin:
    """Mixin for inlines whose autocomplete fields use prefetched objects."""

    admin_site: Any
    autocomplete_fields: tuple[str, ...]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs |= {
                "form_class": PrefetchedChoiceField,
                "widget": PrefetchedSelect(db_field, self.admin_site),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # an inline's


def set_prefetched_choices(form: Any) -> None:
    """Set the prefetched object of each such field from the form's instance."""
    for name, field in form.fields.items():
        if isinstance(field, PrefetchedChoiceField):
            field.prefetched = form.instance._state.fields_cache.get(name)


class DraftFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic only in the stubs
    """Formset whose rows go to the action as one list.

    A row that another save has replaced meanwhile is therefore valid.
    """

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        set_prefetched_choices(form)
        if "id" in form.fields:
            form.fields["id"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=form.instance.pk
            )


class DraftForm(PartlyValidated, forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Form of a row; the model's own check would query every person and photo again."""


class PlacementForm(DraftForm):
    class Meta:
        model = Placement
        fields = ("photo", "role", "caption", "alt_text", "decorative", "position")
        widgets = {
            "caption": UnfoldAdminTextareaWidget({"rows": 3, "data-count": 220}),
            "alt_text": UnfoldAdminTextInputWidget({"data-count": 125}),
            "position": forms.HiddenInput,
        }


class PlacementInline(PrefetchedChoicesMixin, StackedInline):
    model = Placement
    form = PlacementForm
    formset = DraftFormSet
    extra = 0
    autocomplete_fields = ("photo",)
    readonly_fields = ("thumbnail", "credit")
    fields = (("thumbnail", "credit"), ("photo", "role"), "caption", "alt_text", "decorative", "position")
    ordering_field = "position"
    hide_ordering_field = True
    verbose_name = gettext_lazy("photo")
    verbose_name_plural = gettext_lazy("photos")
    photos: dict[int, Photo] | None = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("photo")

    @display(description=gettext_lazy("picture"))
    def thumbnail(self, placement: Placement) -> SafeString:
        if not placement.photo_id:
            return SafeString("–")
        photo = self._load_photos(placement.article_id).get(placement.photo_id, placement.photo)
        return picture_tag(photo, "desk-thumb")

    def _load_photos(self, article_id: int) -> dict[int, Photo]:
        """Load the story's photos with their lights, once a request."""
        if self.photos is None:
            found = Photo.objects.with_rights().filter(placements__article=article_id)
            self.photos = {photo.pk: photo for photo in found}
            add_lights(list(self.photos.values()), now())
        return self.photos

    @display(description=gettext_lazy("credit as printed"))
    def credit(self, placement: Placement) -> SafeString:
        if not placement.photo_id:
            return SafeString("–")
        return format_html(
            '{}<br><a href="{}" target="_blank" rel="noopener">{}</a>',
            placement.photo.credit or _("no credit"),
            reverse("admin:articles_photo_change", args=[placement.photo_id]),
            _("Change the photo (new window)"),
        )


class MentionForm(DraftForm):
    offices = forms.CharField(
        label=gettext_lazy("offices in the text"),
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("Separate several with semicolons."),
    )

    class Meta:
        model = Mention
        fields = ("name", "person", "offices", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["offices"] = "; ".join(self.instance.offices or [])

    def clean_offices(self) -> list[str]:
        return [office.strip() for office in self.cleaned_data["offices"].split(";") if office.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        settled = {Mention.Status.LINKED, Mention.Status.CONFIRMED}
        if cleaned.get("status") in settled and cleaned.get("person") is None:
            self.add_error("person", _("Choose a person from the directory, or leave it as a proposal."))
        return cleaned


class MentionInline(PrefetchedChoicesMixin, TabularInline):
    model = Mention
    form = MentionForm
    formset = DraftFormSet
    extra = 0
    autocomplete_fields = ("person",)
    readonly_fields = ("to_directory",)
    fields = ("name", "person", "offices", "status", "to_directory")
    show_title = False
    verbose_name = gettext_lazy("person named")
    verbose_name_plural = gettext_lazy("people named in the story")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")

    @display(description=gettext_lazy("directory"))
    def to_directory(self, mention: Mention) -> SafeString:
        """Return the button that saves the story and adds the person to the directory."""
        if not mention.pk or mention.person_id is not None:
            return SafeString("–")
        return format_html(
            '<button type="submit" class="desk-button" name="_add_person" value="{}">{}</button>',
            mention.name,
            _("Add to directory"),
        )


def bind_story_form(model_admin: Any, request: HttpRequest, story: Any) -> tuple[Any, list[Any]]:
    """Return the story form and its formsets, bound to what was posted."""
    change, posted = story is not None, request.POST if request.method == "POST" else None
    form = model_admin.get_form(request, story, change=change)(posted, instance=story)
    formsets, _inlines = model_admin._create_formsets(request, form.instance, change=change)
    return form, formsets


def story_change(form: Any, formsets: list[Any], *, added: dict[str, int] | None = None) -> StoryChange:
    """Return the change of a valid form; `added` as for `mention_drafts`."""
    fields = cleaned_values(form, EDITABLE)
    if "slug" not in form.changed_data:
        fields.pop("slug", None)  # another save may have changed it since the form was shown
    topics = form.cleaned_data.get("topics")
    placements, mentions = formsets if len(formsets) == 2 else (None, None)  # the two inlines
    return StoryChange(
        fields=fields,
        topic_ids=tuple(topic.pk for topic in topics) if topics is not None else None,
        placements=placement_drafts(placements) if placements is not None else None,
        mentions=mention_drafts(mentions, added=added or {}) if mentions is not None else None,
    )


def placement_drafts(formset: Any) -> tuple[PlacementDraft, ...]:
    """Return the drafts by position."""
    rows = sorted(filled_forms(formset), key=lambda row: row.cleaned_data.get("position") or 0)
    return tuple(
        PlacementDraft(
            photo_id=row.cleaned_data["photo"].pk,
            **{name: row.cleaned_data[name] for name in ("role", "caption", "alt_text", "decorative")},
        )
        for row in rows
    )


def mention_drafts(formset: Any, *, added: dict[str, int]) -> tuple[MentionDraft, ...]:
    """Return the drafts; `added` has the ids of new people by their name in the text."""
    saved = {mention.name: mention for mention in formset.get_queryset()}
    return tuple(_mention_draft(row, added, saved) for row in filled_forms(formset))


def _mention_draft(row: Any, added: dict[str, int], saved: dict[str, Mention]) -> MentionDraft:
    """Return the draft; spans come from the saved mention, found by id or name."""
    cleaned = row.cleaned_data
    before = row.instance if row.instance.pk else saved.get(cleaned["name"], row.instance)
    person_id = added.get(cleaned["name"], cleaned["person"].pk if cleaned["person"] else None)
    status = cleaned["status"]
    if person_id is not None and status == Mention.Status.PROPOSED:
        status = Mention.Status.CONFIRMED
    return MentionDraft(
        name=cleaned["name"],
        person_id=person_id,
        offices=tuple(cleaned["offices"]),
        status=status,
        in_caption=before.in_caption,
        count=before.count,
        spans=tuple((a, b, c) for a, b, c in before.spans),
        rule=before.rule or "editor",
    )
