"""Base classes of the desk's forms and pages."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db.models import Model, Q
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView
from unfold.views import UnfoldModelAdminViewMixin

from newsroom.actions import ActionRefused
from newsroom.admin.base import ReadOnlyAdmin
from newsroom.permission_holders import explain_refusal

FULL_WIDTH = {"is_fullwidth": "1"}
"""Context of pages as wide as the window."""


class DeskView(UnfoldModelAdminViewMixin, TemplateView):
    """Page of a model admin next to its list and form."""

    title: Any = ""
    permission_required: Any = ()

    def get_permission_denied_message(self) -> str:
        user = self.request.user
        missing = next((name for name in self.get_permission_required() if not user.has_perm(name)), "")
        return explain_refusal(user, missing, self.colleagues()) if missing else ""

    def colleagues(self) -> Q | None:
        """Return the condition of the accounts that a refusal names first."""
        return None

    def page_context(self) -> dict[str, Any]:
        """Return what the template of this page needs."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(opts=self.model_admin.opts, **kwargs | self.page_context())


PAGES: dict[Any, list[tuple[str, str, Any, dict[str, Any]]]] = defaultdict(list)
"""(path, name, view, options) of each page by model."""


def page[View: type](
    model: type[Model], path: str = "", name: str = "", **options: Any
) -> Callable[[View], View]:
    """Register a view as a page of the model's admin, for decorators of the view.

    Its name is the last folder of the path; `changelist`, `add`, `change` and `delete` replace Django's pages.
    """
    folders = [folder for folder in path.split("/") if folder and "<" not in folder]
    last = folders[-1].replace("-", "_") if folders else "changelist"

    def register(view: View) -> View:
        PAGES[model].append((path, name or last, view, options))
        return view

    return register


class PagesMixin:
    """Mixin of a model admin with pages of its own."""

    opts: Any

    def get_custom_urls(self) -> Any:
        model = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            (path, f"{model}_{name}", view.as_view(model_admin=self, **options))
            # `report/file/` has to come before `report/<slug:code>/`
            for path, name, view, options in sorted(PAGES[self.opts.model], key=lambda one: one[0].count("<"))
        ]


class PageAdmin(PagesMixin, ReadOnlyAdmin):
    """Admin with pages of its own in place of Django's lists and forms."""

    view_permission = ""
    """In place of the permission to view the model."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not self.view_permission:
            return super().has_view_permission(request, obj)
        return request.user.has_perm(self.view_permission)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


def send_raw(raw: bytes, name: str) -> HttpResponse:
    """Return bytes that came from outside as a download, which no browser displays."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(raw, content_type="application/octet-stream", headers=headers)


@contextmanager
def show_refusal(request: HttpRequest) -> Iterator[None]:
    """Show the message of a refused action and go on after the block."""
    try:
        yield
    except ActionRefused as refusal:
        messages.error(request, refusal.message)


def add_refusal(form: BaseForm, refusal: ActionRefused) -> None:
    """Add the messages of a refused action to the fields they name."""
    for field, message in refusal.messages:
        form.add_error(field if field in form.fields else None, message)
