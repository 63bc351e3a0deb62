"""Forms of the plan: a planned story, its plan alone, an event, a calendar."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.desk.assignments import AssignmentDraft
from articles.admin.inputs import text_input
from articles.admin.stories.assignments import AssignForm
from articles.models import CalendarEvent, EventCalendar, Section, StoryPlan


class DeskModelForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Model form with the inputs of the desk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateTimeField):
                field.widget = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "desk-input"


class PlanForm(DeskModelForm):
    class Meta:
        model = StoryPlan
        fields = ("publish_at", "length", "unit", "picture_wanted")


class PlannedStoryForm(PlanForm):
    """A new story with its plan."""

    title = forms.CharField(
        label=gettext_lazy("working title"), max_length=200, widget=text_input(autofocus="")
    )
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("section"), required=False)
    field_order = ("title", "section")


class PlannedAssignmentForm(AssignForm):
    """The assignment of a story that is planned; nobody has it if nobody is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recipient: Any = self.fields["recipient"]
        recipient.required, recipient.choices = False, [("", _("nobody yet")), *recipient.choices]
        recipient.widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("recipient") and (data.get("wanted") or data.get("due")):
            self.add_error("recipient", _("Choose a person or a section’s desk."))
        return data

    def to_assignment(self) -> AssignmentDraft | None:
        return self.to_draft() if self.cleaned_data["recipient"] else None


class EventForm(DeskModelForm):
    ends_at = forms.DateTimeField(label=gettext_lazy("ends"), required=False)

    class Meta:
        model = CalendarEvent
        fields = (
            "title", "starts_at", "ends_at", "all_day", "place", "section", "url", "description", "cancelled",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Fill in the end, and let whole days begin and end at midnight."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_at"), data.get("ends_at")
        if start is None:
            return data
        if data["all_day"]:
            days = (timezone.localdate(start), timezone.localdate(end or start) + timedelta(days=1))
            start, end = (timezone.make_aware(datetime.combine(day, time())) for day in days)
        return data | {"starts_at": start, "ends_at": end or start}


class CalendarForm(DeskModelForm):
    """A calendar; a file replaces the one that was uploaded before."""

    file = forms.FileField(
        label=gettext_lazy("or a file (.ics)"), required=False, allow_empty_file=True,
        widget=forms.FileInput({"accept": ".ics,text/calendar"}),
    )  # fmt: skip

    class Meta:
        model = EventCalendar
        fields = ("name", "url", "file", "section", "active")

    def clean_url(self) -> str:
        # Calendar programs show addresses with this scheme.
        return str(self.cleaned_data["url"]).strip().replace("webcal://", "https://", 1)
