"""Base classes of the desk's forms and pages."""

from typing import Any

from django.forms import BaseForm
from django.views.generic import TemplateView
from unfold.views import UnfoldModelAdminViewMixin

from newsroom.actions import ActionRefused


class DeskView(UnfoldModelAdminViewMixin, TemplateView):
    """Page of a model admin next to its list and form."""

    title: Any = ""
    permission_required: Any = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(opts=self.model_admin.opts, **kwargs)


def add_refusal(form: BaseForm, refusal: ActionRefused) -> None:
    """Add the messages of a refused action to the fields they name."""
    for field, message in refusal.messages:
        form.add_error(field if field in form.fields else None, message)
