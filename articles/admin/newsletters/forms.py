"""Forms of newsletters."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from articles.admin.plan.forms import DeskModelForm
from articles.models import Newsletter


class NewsletterForm(DeskModelForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("weekdays"), choices=list(WEEKDAYS.items()), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Newsletter
        fields = (
            "name", "slug", "description", "kind", "section", "language", "send_at", "weekdays", "story_count",
            "subject", "greeting", "by_itself", "pauses", "active",
        )  # fmt: skip
        widgets = {
            "send_at": forms.TimeInput({"type": "time"}, "%H:%M"),
            "greeting": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].widget.attrs.pop("class")
        self.fields["story_count"].widget.attrs |= {"min": 1, "max": 40}
