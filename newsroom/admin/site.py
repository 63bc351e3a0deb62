"""The desk's admin site: its content security policy, its look-ups, what its menu of apps shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.apps import apps
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import DataError, models
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

from newsroom.admin.javascript import DeskCatalogue

log = structlog.get_logger(__name__)

POLICY: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    # Alpine, on which Unfold rests, compiles the expressions in its attributes.
    "script-src": [CSP.SELF, CSP.NONCE, CSP.UNSAFE_EVAL],
    # A nonce here would switch 'unsafe-inline' off, and the screens set widths and colours by style attributes.
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
}


class DescribingAutocomplete(AutocompleteJsonView):
    """Lets an admin say more about a hit than its name: two people of one name must be told apart."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        describe: Callable[[models.Model], str] | None = getattr(self.model_admin, "describe", None)
        return found | ({"text": describe(obj)} if describe else {})


def guard_view(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 for what does not exist, or no more, and 400 for what the database cannot hold."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404("no address has a zero byte")
        for sent in (request.GET, request.POST):
            take_out_zero_bytes(sent)
            if not sent.get(TO_FIELD_VAR, "pk").isidentifier():
                raise DisallowedModelAdminToField  # Django's own check breaks at names that hidden relations bear
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except DataError as mistake:
            log.warning("a value that the database cannot hold", path=request.path, error=str(mistake)[:200])
            raise BadRequest("a value that the database cannot hold") from mistake

    return answer


def take_out_zero_bytes(sent: QueryDict) -> None:
    """Leave out what no text column can hold and no editor meant; the rest of the text is kept."""
    for name, values in list(sent.lists()):
        if any("\0" in value for value in values):
            sent._mutable = True
            sent.setlist(name, [value.replace("\0", "") for value in values])
            sent._mutable = False


class DeskSite(UnfoldAdminSite):
    """Unfold's site under the policy its scripts need; the rest of the installation keeps the strict one."""

    index_title = gettext_lazy("Overview")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002  # Django's signature
        return csp_override(POLICY)(super().admin_view(guard_view(view), cacheable))  # type: ignore[no-any-return]  # untyped

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        return DescribingAutocomplete.as_view(admin_site=self)(request)

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        return DeskCatalogue.as_view()(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Only what the desk works with: background machinery has its own commands."""
        shown = {"articles", "people", "auth"} & {config.label for config in apps.get_app_configs()}
        return [app for app in super().get_app_list(request, app_label) if app["app_label"] in shown]


class DeskAdminConfig(AdminConfig):
    default_site = "articles.accounts.admin_site.StaffSite"
