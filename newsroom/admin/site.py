"""Admin site of the desk: content security policy, autocomplete and app list."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core import checks
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db import DataError, models
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

from newsroom import csp
from newsroom.admin.handbook import find_guide_url, list_book_urls
from newsroom.admin.javascript import DeskJavaScriptCatalog

log = structlog.get_logger(__name__)

POLICY = csp.allow_static_files(
    {
        "default-src": [CSP.SELF],
        # Alpine, which Unfold uses, compiles the expressions in its attributes.
        "script-src": [CSP.SELF, CSP.NONCE, CSP.UNSAFE_EVAL],
        # A nonce here would switch 'unsafe-inline' off, and the screens set widths and colours by style attributes.
        "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "img-src": [CSP.SELF, "data:", "blob:", *settings.ENVIRONMENT.media.origins],
        "media-src": [CSP.SELF, *settings.ENVIRONMENT.media.origins],
        "object-src": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "frame-ancestors": [CSP.SELF],
        "form-action": [CSP.SELF],
    },
    settings.STATIC_ORIGIN,
)
_UNSAFE = {CSP.UNSAFE_EVAL, CSP.UNSAFE_INLINE}
SIGN_IN_POLICY = {name: [one for one in sources if one not in _UNSAFE] for name, sources in POLICY.items()}
SIGN_IN_POLICY["style-src"].append(CSP.NONCE)
"""The policy of the pages before sign-in, which have no Alpine and no style attributes."""


class DetailedAutocompleteView(AutocompleteJsonView):
    """Autocomplete with results that the admin may describe, as for namesakes."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        describe: Callable[[models.Model], str] | None = getattr(self.model_admin, "describe", None)
        return found | ({"text": describe(obj)} if describe else {})


def guard_view(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 for missing objects and 400 for values that the database cannot hold."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404("no URL has a zero byte")
        for sent in (request.GET, request.POST):
            remove_zero_bytes(sent)
            if not sent.get(TO_FIELD_VAR, "pk").isidentifier():
                raise DisallowedModelAdminToField  # Django's check fails for names of hidden relations
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except DataError as mistake:
            log.warning("a value that the database cannot hold", path=request.path, error=str(mistake)[:200])
            raise BadRequest("a value that the database cannot hold") from mistake

    return answer


def remove_zero_bytes(sent: QueryDict) -> None:
    """Remove zero bytes, which no text column can hold; the rest of the text stays."""
    for name, values in list(sent.lists()):
        if any("\0" in value for value in values):
            sent._mutable = True
            sent.setlist(name, [value.replace("\0", "") for value in values])
            sent._mutable = False


class DeskSite(UnfoldAdminSite):
    """Unfold's admin site with the content security policy that its scripts need."""

    index_title = gettext_lazy("Overview")

    def get_urls(self) -> list[Any]:
        return [*list_book_urls(self.admin_view, self.each_context), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "guide_url": find_guide_url(request)}

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002  # Django's signature
        return csp_override(POLICY)(super().admin_view(guard_view(view), cacheable))  # type: ignore[no-any-return]  # untyped

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        return DetailedAutocompleteView.as_view(admin_site=self)(request)

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        return DeskJavaScriptCatalog.as_view()(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the apps that editors work with."""
        shown = {"articles", "people", "auth"} & {config.label for config in apps.get_app_configs()}
        return [app for app in super().get_app_list(request, app_label) if app["app_label"] in shown]


def check_desk(**options: Any) -> list[checks.CheckMessage]:
    """Load the admin and check it."""
    admin.autodiscover()
    return check_admin_app(**options)


class DeskAdminConfig(SimpleAdminConfig):
    """Admin that the URLs load.

    Processes without pages need a quarter less memory.
    """

    default_site = "articles.accounts.admin_site.StaffSite"

    def ready(self) -> None:
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_desk, checks.Tags.admin)
