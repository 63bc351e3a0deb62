"""Pages of wire sources: the list, the settings and the connection of each."""

from dataclasses import dataclass
from datetime import timedelta
from shlex import quote
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.drop_folder import folder_of
from articles.actions.intake.receive.source_trial import TriedSource, try_source
from articles.actions.intake.receive.sources import (
    issue_signing_secret,
    issue_source_key,
    read_credentials,
    remove_signing_secret,
    revoke_source_keys,
    rotate_source_key,
    save_source,
    set_source_active,
)
from articles.admin.base import DeskView, PageAdmin, add_refusal, page
from articles.admin.sources.forms import (
    TRANSPORT_HELP,
    KeyRotationForm,
    SourceForm,
    Transport,
    describe_credentials,
)
from articles.models import WireSource
from articles.selectors.wire_sources import SourceRow, get_source_row, list_sources
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

SFTP_UPLOAD = "put item.xml upload/item.xml.part\nrename upload/item.xml.part upload/item.xml"
"""The file is renamed once it is complete, so that no half file is read."""


@dataclass(frozen=True, slots=True)
class CopyableCommand:
    """A text to copy; `name` is the id of its element."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceConnection:
    address: str = ""
    """Path of the folder, or address that files are sent to."""
    commands: tuple[CopyableCommand, ...] = ()
    signed: CopyableCommand | None = None


def describe_connection(source: WireSource) -> SourceConnection:
    """Return the facts that an agency or an administrator needs to deliver files."""
    if source.transport == WireSource.Transport.FOLDER:
        return _describe_folder(source)
    if source.transport == WireSource.Transport.PUSH:
        return _describe_push(source)
    return SourceConnection(source.url)


def _describe_folder(source: WireSource) -> SourceConnection:
    folder = str(folder_of(source))
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return SourceConnection(
        folder,
        (
            CopyableCommand("copy-local", f"cp item.xml {quote(folder)}/"),
            CopyableCommand("copy-sftp", f"sftp agency@{host}\n{SFTP_UPLOAD}"),
            CopyableCommand("copy-rclone", f"rclone move agency:out {quote(folder)} --max-depth 1"),
        ),
    )  # fmt: skip


def _describe_push(source: WireSource) -> SourceConnection:
    url = f"{settings.SITE_URL.rstrip('/')}{reverse('intake:push', args=[source.code])}"
    send = '-H "Authorization: Bearer $WIRE_KEY" -H "Content-Type: application/xml" --data-binary @item.xml'
    sign = (
        "T=$(date +%s); V1=$( (printf '%s.' $T; cat item.xml) | openssl dgst -sha256 -hmac \"$WIRE_SECRET\" -r"
        ' | cut -c 1-64)\ncurl -H "X-Signature: t=$T,v1=$V1" '
    )
    return SourceConnection(
        url,
        (CopyableCommand("copy-curl", f"curl {send} {url}"),),
        CopyableCommand("copy-signed", f"{sign}{send} {url}") if source.encrypted_signing_secret else None,
    )


CHANGE_PERMISSION = "articles.change_wiresource"


def get_day_begin() -> Any:
    """Return the last midnight in the time zone of the desk."""
    return timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)


@page(WireSource)
class SourceListView(DeskView):
    """All sources with their figures; a button pauses one."""

    template_name = "admin/articles/wiresource/list.html"
    title = gettext_lazy("Wire sources")
    permission_required = "articles.view_wiresource"

    def page_context(self) -> dict[str, Any]:
        rows = list_sources(get_day_begin())
        return {
            "rows": rows,
            "troubled": sum(row.is_in_trouble and row.source.active for row in rows),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, CHANGE_PERMISSION)
        button, _colon, pk = request.POST.get("_act", "").partition(":")
        if button not in {"pause", "resume"}:
            raise Http404
        source = get_object_or_404(WireSource, pk=parse_integer(pk))
        try:
            set_source_active(source.pk, active=button == "resume", by=current_user(request), at=now())
        except ActionRefused as refusal:
            messages.error(request, f"{source}: {refusal.message}")
        else:
            said = _("“%(source)s” is paused.") if button == "pause" else _("“%(source)s” delivers again.")
            messages.success(request, said % {"source": source})
        return HttpResponseRedirect(reverse("admin:articles_wiresource_changelist"))


class SourceFormView(DeskView):
    """The form of a source; `transport` in the address decides on its fields."""

    template_name = "admin/articles/wiresource/form.html"

    source: WireSource | None = None
    form: SourceForm | None = None

    @cached_property
    def transport(self) -> str:
        sent = self.request.POST.get("transport") or self.request.GET.get("transport") or ""
        known = self.source.transport if self.source is not None else ""
        return sent if sent in Transport.values else known

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form or (self.build_form() if self.transport else None)
        source = self.source
        return super().get_context_data(
            form=form,
            source=source,
            tab="settings",
            transports=[(value, label, TRANSPORT_HELP[value]) for value, label in Transport.choices],
            transport=self.transport,
            transport_label=Transport(self.transport).label if self.transport else "",
            transport_help=TRANSPORT_HELP.get(self.transport, ""),
            credentials=describe_credentials(source, read_credentials) if source is not None else "",
            **kwargs,
        )

    def build_form(self, data: Any = None) -> SourceForm:
        return SourceForm(data, transport=self.transport, source=self.source)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        if not self.transport:
            return self.render_to_response(self.get_context_data())
        self.form = form = self.build_form(request.POST)
        if form.is_valid() and (saved := self._save(form)):
            messages.success(request, _("“%(source)s” has been saved.") % {"source": saved})
            return HttpResponseRedirect(reverse("admin:articles_wiresource_connection", args=[saved.pk]))
        return self.render_to_response(self.get_context_data())

    def _save(self, form: SourceForm) -> WireSource | None:
        pk = self.source.pk if self.source is not None else None
        try:
            return save_source(
                form.get_facts(), credentials=form.get_credentials(), by=current_user(self.request), at=now(), pk=pk
            )  # fmt: skip
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return None


@page(WireSource, "add/")
class AddSourceView(SourceFormView):
    title = gettext_lazy("New wire source")
    permission_required = "articles.add_wiresource"


@page(WireSource, "<path:pk>/change/")
class ChangeSourceView(SourceFormView):
    permission_required = CHANGE_PERMISSION

    @cached_property
    def source(self) -> WireSource:  # type: ignore[override]  # a row in place of None
        pk = parse_integer(str(self.kwargs["pk"]))
        return get_object_or_404(WireSource.objects.select_related("agency", "section"), pk=pk)

    @property
    def title(self) -> str:
        return self.source.name


@page(WireSource, "<int:pk>/connection/")
class ConnectionView(DeskView):
    """Delivery of a source: its next steps, its keys, and a trial of its server."""

    template_name = "admin/articles/wiresource/connection.html"
    permission_required = CHANGE_PERMISSION
    secret = ""
    """A key or a signing secret, shown in the answer that made it and never again."""
    secret_is_key = False
    trial: TriedSource | None = None
    rotation: KeyRotationForm | None = None

    @cached_property
    def row(self) -> SourceRow:
        sources = WireSource.objects.select_related("agency", "section", "state")
        return get_source_row(get_object_or_404(sources, pk=self.kwargs["pk"]), get_day_begin())

    @property
    def title(self) -> str:
        return self.row.source.name

    def page_context(self) -> dict[str, Any]:
        source = self.row.source
        return {
            "source": source,
            "tab": "connection",
            "connection": describe_connection(source),
            "credentials": describe_credentials(source, read_credentials),
            "rotation": self.rotation or KeyRotationForm(),
            "former_key_is_valid": source.former_key_until is not None and source.former_key_until > now(),
            "trial": self.trial,
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        source, button = self.row.source, request.POST.get("_act", "")
        try:
            said = self._run_button(button, source)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(request.path)
        if said:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
        del self.row  # the figures and keys after the action
        response = self.render_to_response(self.get_context_data())
        response.headers["Cache-Control"] = "no-store"
        return response

    def _run_button(self, button: str, source: WireSource) -> str:
        """Run the action of a button; return its message, or "" to show the page."""
        facts: dict[str, Any] = {"by": current_user(self.request), "at": now()}
        if button == "try":
            self.trial = try_source(source.pk, **facts)
        elif button == "issue":
            self.secret, self.secret_is_key = issue_source_key(source.pk, **facts), True
        elif button == "rotate":
            self._rotate(source, facts)
        elif button == "revoke":
            revoke_source_keys(source.pk, **facts)
            return _("The keys are revoked: the next delivery is refused.")
        elif button == "sign":
            self.secret = issue_signing_secret(source.pk, **facts)
        elif button == "unsign":
            remove_signing_secret(source.pk, **facts)
            return _("Deliveries are accepted without a signature again.")
        else:
            raise Http404
        return ""

    def _rotate(self, source: WireSource, facts: dict[str, Any]) -> None:
        form = KeyRotationForm(self.request.POST)
        if not form.is_valid():
            self.rotation = form
            return
        ends_at = facts["at"] + timedelta(days=form.cleaned_data["days"])
        self.secret, self.secret_is_key = rotate_source_key(source.pk, ends_at=ends_at, **facts), True


admin.site.register(WireSource, PageAdmin, search_fields=("name", "code"))
