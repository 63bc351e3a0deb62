"""Quarantine: files that could not be read, with the reason and the ways out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import BinaryField, F, Func, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.intake.receive.quarantine import (
    MAX_FILES,
    assign_source,
    dismiss_file,
    import_as_plain_text,
    read_again,
    read_many_again,
)
from articles.actions.intake.receive.receive_file import FileResult
from articles.admin.base import FULL_WIDTH, DeskView, PageAdmin, page, send_raw, show_refusal
from articles.admin.inputs import parse_integers
from articles.models import AuditEntry, WireFile, WireSource
from articles.models.audit import stored_model_name
from articles.parsing.faults import format_fault, locate_fault
from articles.selectors.quarantine import list_quarantined_copy, list_quarantined_files
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

VIEW, WRITE = "articles.view_article", "articles.add_article"
PAGE_SIZE = 100
PREVIEW_BYTES = 400
MAX_RAW = 20_000


class QuarantinePage(DeskView):
    permission_required = VIEW
    extra_context = FULL_WIDTH


@page(WireFile)
class QuarantineView(QuarantinePage):
    template_name = "admin/articles/wirefile/list.html"
    title = gettext_lazy("Quarantine")

    def page_context(self) -> dict[str, Any]:
        source = parse_integer(self.request.GET.get("source", ""))
        waiting = list_quarantined_files()
        files = waiting.filter(source=source) if source else waiting
        beginning = Func(
            F("raw"), Value(1), Value(PREVIEW_BYTES), function="substr", output_field=BinaryField()
        )
        shown = list(files.annotate(beginning=beginning)[:PAGE_SIZE])
        settled = WireFile.objects.filter(status=WireFile.Status.DISMISSED).select_related(
            "settled_by", "source"
        )
        return {
            "rows": [
                {
                    "file": file,
                    "reason": describe_fault(file),
                    "preview": preview_text(vars(file)["beginning"]),
                }
                for file in shown
            ],
            "count": files.count() if len(shown) == PAGE_SIZE else len(shown),
            "copy": list_quarantined_copy()[:PAGE_SIZE],
            "dismissed": [
                (file, describe_fault(file)) for file in settled.defer("raw").order_by("-settled_at")[:10]
            ],
            "sources": WireSource.objects.filter(files__status=WireFile.Status.QUARANTINED).distinct(),
            "source": source,
        }


@page(WireFile, "<path:pk>/change/")
class QuarantinedFileView(QuarantinePage):
    template_name = "admin/articles/wirefile/file.html"

    def page_context(self) -> dict[str, Any]:
        files = WireFile.objects.select_related("source", "received_by", "settled_by")
        file = get_object_or_404(files, pk=parse_integer(self.kwargs["pk"]))
        self.title = str(file)
        raw = bytes(file.raw or b"")
        text = preview_text(raw)
        return {
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
        }


@page(WireFile, "<int:pk>/raw/")
class RawFileView(DeskView):
    permission_required = VIEW

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        file = get_object_or_404(WireFile, pk=kwargs["pk"])
        return send_raw(bytes(file.raw or b""), f"file-{file.pk}.dat")


@page(WireFile, "again/", "read_many")
class ReadManyView(DeskView):
    http_method_names = ["post"]
    permission_required = WRITE

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        ids = parse_integers(request.POST.getlist("file"))
        if "all" in request.POST:
            ids = list(
                list_quarantined_files().order_by("received_at").values_list("pk", flat=True)[:MAX_FILES]
            )
        if "dismiss" in request.POST:
            _dismiss_many(request, ids)
        elif ids:
            _report_results(request, read_many_again(ids, by=current_user(request), at=now()))
        else:
            messages.warning(request, _("Mark at least one file."))
        return HttpResponseRedirect(reverse("admin:articles_wirefile_changelist"))


def _dismiss_many(request: HttpRequest, ids: Sequence[int]) -> None:
    done = 0
    with show_refusal(request):
        for pk in ids:
            dismiss_file(pk, reason=request.POST.get("reason", ""), by=current_user(request), at=now())
            done += 1
    if done:
        message = ngettext("%(n)d file is dismissed.", "%(n)d files are dismissed.", done)
        messages.success(request, message % {"n": done})


class FileStepView(DeskView):
    """Button of one file."""

    http_method_names = ["post"]
    permission_required = WRITE
    step: Any = None

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        get_object_or_404(WireFile.objects.only("pk"), pk=pk)
        with show_refusal(request):
            self.step(request, pk, now())
        return HttpResponseRedirect(_next_url(pk))


def _read_again(request: HttpRequest, pk: int, at: datetime) -> None:
    _report_results(request, [read_again(pk, by=current_user(request), at=at)])


def _import_text(request: HttpRequest, pk: int, at: datetime) -> None:
    import_as_plain_text(pk, by=current_user(request), at=at)
    messages.success(request, _("The file is now an item with its raw text. Check every line of it."))


def _assign(request: HttpRequest, pk: int, at: datetime) -> None:
    by = current_user(request)
    file = assign_source(pk, parse_integer(request.POST.get("source", "")) or 0, by=by, at=at)
    messages.success(request, _("The file now belongs to “%(source)s”.") % {"source": file.source})
    if "again" in request.POST:
        _report_results(request, [read_again(pk, by=by, at=at)])


def _dismiss(request: HttpRequest, pk: int, at: datetime) -> None:
    dismiss_file(pk, reason=request.POST.get("reason", ""), by=current_user(request), at=at)
    messages.success(request, _("Dismissed. The file stays stored, and the reason is in the audit log."))


STEPS = {"again": _read_again, "text": _import_text, "assign": _assign, "dismiss": _dismiss}
for name, step in STEPS.items():
    page(WireFile, f"<int:pk>/{name}/", step=step)(FileStepView)


admin.site.register(WireFile, PageAdmin, view_permission=VIEW)


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
