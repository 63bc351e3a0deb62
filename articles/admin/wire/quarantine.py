"""Quarantine: files that could not be read, with the reason and the ways out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import BinaryField, F, Func, Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.quarantine import (
    MAX_FILES,
    assign_source,
    dismiss_file,
    import_as_plain_text,
    read_again,
    read_many_again,
)
from articles.actions.intake.receive.results import FileResult
from articles.models import AuditEntry, WireFile, WireSource
from articles.models.audit import stored_model_name
from articles.parsing.faults import format_fault, locate_fault
from articles.selectors.quarantine import list_quarantined_copy, list_quarantined_files
from newsroom.admin.base import ReadOnlyAdmin, current_user, now, require_permission
from newsroom.strict_values import parse_integer

VIEW, WRITE = "articles.view_article", "articles.add_article"
PAGE_SIZE = 100
PREVIEW_BYTES = 400
MAX_RAW = 20_000


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    file: WireFile
    reason: str
    preview: str


@admin.register(WireFile)
class WireFileAdmin(ReadOnlyAdmin):
    """Admin with pages of its own instead of the list and the form."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)

    def get_custom_urls(self) -> Any:
        steps: dict[str, Callable[..., None]] = {
            "again": self._read_again, "text": self._import_text, "assign": self._assign, "dismiss": self._dismiss,
        }  # fmt: skip
        return (
            ("again/", "articles_wirefile_read_many", require_POST(self.read_many_view)),
            ("<int:pk>/raw/", "articles_wirefile_raw", self.raw_view),
            *(
                (f"<int:pk>/{name}/", f"articles_wirefile_{name}", require_POST(self._step_view(step)))
                for name, step in steps.items()
            ),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        require_permission(request, VIEW)
        source = parse_integer(request.GET.get("source", ""))
        waiting = list_quarantined_files()
        files = waiting.filter(source=source) if source else waiting
        beginning = Func(
            F("raw"), Value(1), Value(PREVIEW_BYTES), function="substr", output_field=BinaryField()
        )
        shown = list(files.annotate(beginning=beginning)[:PAGE_SIZE])
        settled = WireFile.objects.filter(status=WireFile.Status.DISMISSED).select_related(
            "settled_by", "source"
        )
        context = {
            "title": _("Quarantine"),
            "rows": [
                QuarantineRow(file, describe_fault(file), preview_text(vars(file)["beginning"]))
                for file in shown
            ],
            "count": files.count() if len(shown) == PAGE_SIZE else len(shown),
            "copy": list_quarantined_copy()[:PAGE_SIZE],
            "dismissed": [
                (file, describe_fault(file)) for file in settled.defer("raw").order_by("-settled_at")[:10]
            ],
            "sources": WireSource.objects.filter(files__status=WireFile.Status.QUARANTINED).distinct(),
            "source": source,
            "may_write": request.user.has_perm(WRITE),
        }
        return self._page(request, "list", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        require_permission(request, VIEW)
        if request.method == "POST":
            raise PermissionDenied
        files = WireFile.objects.select_related("source", "received_by", "settled_by")
        file = get_object_or_404(files, pk=parse_integer(object_id) or 0)
        raw = bytes(file.raw or b"")
        text = preview_text(raw)
        context = {
            "title": str(file),
            "file": file,
            "reason": describe_fault(file),
            "place": locate_fault(raw, file.problem) if file.problem else None,
            "raw": text[:MAX_RAW],
            "raw_left": max(0, len(text) - MAX_RAW),
            "items": file.items.defer("raw", "parsed", "content", "search").order_by("position"),
            "entries": AuditEntry.objects.filter(
                model=stored_model_name(WireFile), object_id=file.pk
            ).select_related("actor"),
            "sources": WireSource.objects.exclude(pk=file.source_id or 0),
            "is_waiting": file.status == WireFile.Status.QUARANTINED,
            "may_write": request.user.has_perm(WRITE),
        }
        return self._page(request, "file", context)

    def raw_view(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, VIEW)
        file = get_object_or_404(WireFile, pk=pk)
        return HttpResponse(
            bytes(file.raw or b""),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="file-{file.pk}.dat"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def read_many_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, WRITE)
        picked = [parse_integer(value) for value in request.POST.getlist("file")]
        ids = [pk for pk in picked if pk is not None]
        if "all" in request.POST:
            ids = list(
                list_quarantined_files().order_by("received_at").values_list("pk", flat=True)[:MAX_FILES]
            )
        if "dismiss" in request.POST:
            self._dismiss_many(request, ids)
        elif ids:
            _report_results(request, read_many_again(ids, by=current_user(request), at=now()))
        else:
            messages.warning(request, _("Mark at least one file."))
        return HttpResponseRedirect(reverse("admin:articles_wirefile_changelist"))

    def _dismiss_many(self, request: HttpRequest, ids: Sequence[int]) -> None:
        done = 0
        try:
            for pk in ids:
                dismiss_file(pk, reason=request.POST.get("reason", ""), by=current_user(request), at=now())
                done += 1
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        if done:
            message = ngettext("%(n)d file is dismissed.", "%(n)d files are dismissed.", done)
            messages.success(request, message % {"n": done})

    def _step_view(self, step: Callable[..., None]) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
            require_permission(request, WRITE)
            if not WireFile.objects.filter(pk=pk).exists():
                raise Http404
            try:
                step(request, pk, now())
            except ActionRefused as refusal:
                messages.error(request, refusal.message)
            return HttpResponseRedirect(_next_url(pk))

        return view

    def _read_again(self, request: HttpRequest, pk: int, at: datetime) -> None:
        _report_results(request, [read_again(pk, by=current_user(request), at=at)])

    def _import_text(self, request: HttpRequest, pk: int, at: datetime) -> None:
        import_as_plain_text(pk, by=current_user(request), at=at)
        messages.success(request, _("The file is now an item with its raw text. Check every line of it."))

    def _assign(self, request: HttpRequest, pk: int, at: datetime) -> None:
        by = current_user(request)
        file = assign_source(pk, parse_integer(request.POST.get("source", "")) or 0, by=by, at=at)
        messages.success(request, _("The file now belongs to “%(source)s”.") % {"source": file.source})
        if "again" in request.POST:
            _report_results(request, [read_again(pk, by=by, at=at)])

    def _dismiss(self, request: HttpRequest, pk: int, at: datetime) -> None:
        dismiss_file(pk, reason=request.POST.get("reason", ""), by=current_user(request), at=at)
        messages.success(request, _("Dismissed. The file stays stored, and the reason is in the audit log."))

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "is_fullwidth": "1", **context}
        return TemplateResponse(request, f"admin/articles/wirefile/{template}.html", context)


def describe_fault(file: WireFile) -> str:
    """Return the reason in the reader's language; an editor's own as entered."""
    if file.problem and file.status == WireFile.Status.QUARANTINED:
        return format_fault(file.problem, _)
    return file.reason if file.settled_by_id or not file.reason else _(file.reason)


def preview_text(raw: bytes | memoryview | None) -> str:
    """Return bytes as text, with a visible sign for each that is none."""
    text = bytes(raw or b"").decode("utf-8", errors="replace")
    return "".join(
        sign if sign.isprintable() or sign in "\n\t" else "·" for sign in text.replace("\r\n", "\n")
    )


def _report_results(request: HttpRequest, results: Sequence[FileResult]) -> None:
    failed = sum(result.outcome == "quarantined" for result in results)
    read = len(results) - failed
    if read:
        message = ngettext("%(n)d file could be read.", "%(n)d files could be read.", read)
        messages.success(request, message % {"n": read})
    if failed:
        message = ngettext(
            "%(n)d file still cannot be read; its reason is up to date.",
            "%(n)d files still cannot be read; their reasons are up to date.",
            failed,
        )
        messages.warning(request, message % {"n": failed})


def _next_url(pk: int) -> str:
    """Return the page of the item that the file became, else that of the file."""
    file = WireFile.objects.defer("raw").get(pk=pk)
    items = list(file.items.exclude(status="dismissed").values_list("pk", flat=True)[:2])
    if file.status == WireFile.Status.READ and len(items) == 1:
        return reverse("admin:articles_wireitem_change", args=items)
    return reverse("admin:articles_wirefile_change", args=[pk])
