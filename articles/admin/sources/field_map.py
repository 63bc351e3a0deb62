"""Page on which the operator writes the field map of a source and tries it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from json import JSONDecodeError
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.field_maps import count_waiting_files, read_source_again, save_field_map
from articles.actions.intake.receive.source_trial import describe_refusal
from articles.admin.base import DeskView, page
from articles.admin.sources.labels import FIELD_HELP, MAIN_LABELS, MORE_LABELS, PICTURE_LABELS
from articles.models import WireFile, WireSource
from articles.parsing.errors import CopyError
from articles.wire.charset import decode_wire
from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.errors import FieldMapError
from articles.wire.field_map.fields import BODY_FORMS, CLOSED, CONSTANTS, TIMES
from articles.wire.field_map.guess import suggest_field_map, write_relative
from articles.wire.field_map.rows import MapForm, MapRow, join_map, list_faults, split_map
from articles.wire.field_map.sample_paths import SamplePath, list_paths
from articles.wire.field_map.samples import encode_sample, parse_sample
from articles.wire.item import WireReading
from articles.wire.registry import UNKNOWN_FORMATS, detect_wire_format, read_wire
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

_ROW_INPUTS = ("paths", "values", "formats", "form", "constant", "options")
_HEAD_INPUTS = ("name", "items", "format", "namespaces")
MAX_INPUT = 20_000


@dataclass(frozen=True, slots=True)
class ShownMapRow:
    """A row of the form with its label, its choices and its faults."""

    row: MapRow
    label: Any
    help: Any = ""
    faults: Sequence[str] = ()

    @property
    def is_time(self) -> bool:
        return self.row.name in TIMES

    @property
    def is_body(self) -> bool:
        return self.row.name == "body"

    @property
    def has_constant(self) -> bool:
        return self.row.name in CONSTANTS

    @property
    def has_values(self) -> bool:
        return self.row.name not in {"body", "links"}

    @property
    def known_values(self) -> str:
        return ", ".join(CLOSED.get(self.row.name, ()))

    @property
    def has_details(self) -> bool:
        """Return True for a row whose further inputs are filled or at fault."""
        row = self.row
        return bool(row.values or row.formats or row.form or row.constant or row.options or self.faults)


@dataclass(frozen=True, slots=True)
class RowGroup:
    heading: Any
    rows: Sequence[ShownMapRow]
    is_open: bool


@dataclass(slots=True)
class EditedMap:
    """A map as typed, its data if it can be joined, and the faults of its fields."""

    form: MapForm
    data: dict[str, Any] | None = None
    faults: list[FieldMapError] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return self.data is not None and not self.faults

    @property
    def raw_json(self) -> str:
        return json.dumps(self.data, ensure_ascii=False, indent=2) if self.data is not None else ""

    @property
    def messages(self) -> list[str]:
        return [fault.translate(_) for fault in self.faults]

    def list_groups(self) -> Iterator[RowGroup]:
        """Yield the usual fields, then the rarer ones, which are open if filled."""
        groups: tuple[tuple[Any, Mapping[str, Any]], ...] = (
            (_("Fields"), MAIN_LABELS), (_("More fields"), MORE_LABELS), (_("Picture"), PICTURE_LABELS),
        )  # fmt: skip
        for number, (heading, labels) in enumerate(groups):
            rows = [self._show_row(name, label) for name, label in labels.items()]
            is_filled = any(not one.row.is_empty or one.faults for one in rows)
            yield RowGroup(heading, rows, is_open=number == 0 or is_filled)

    def _show_row(self, name: str, label: Any) -> ShownMapRow:
        row = self.form.rows.get(name) or MapRow(name=name)
        faults = [fault.translate(_) for fault in self.faults if fault.field == name]
        return ShownMapRow(row, label, FIELD_HELP.get(name, ""), faults)


def edit_map(form: MapForm) -> EditedMap:
    """Return the map of a form, with its data or its faults."""
    try:
        data = join_map(form)
    except FieldMapError as fault:
        return EditedMap(form, faults=[fault])
    return EditedMap(form, data, list_faults(data))


def read_map_form(post: QueryDict) -> MapForm:
    """Return what was typed, cut to a length that no map needs."""
    head = {name: post.get(f"map-{name}", "")[:MAX_INPUT] for name in _HEAD_INPUTS}
    rows = {
        name: MapRow(name=name, **{part: _get_row_input(post, name, part) for part in _ROW_INPUTS})
        for name in (*MAIN_LABELS, *MORE_LABELS, *PICTURE_LABELS)
    }
    return MapForm(
        **head, override="map-override" in post, rows={name: row for name, row in rows.items() if _is_filled(row)}
    )  # fmt: skip


def _get_row_input(post: QueryDict, name: str, part: str) -> str:
    value = post.get(f"{part}-{name}", "")[:MAX_INPUT].replace("\r\n", "\n")
    return "" if part == "form" and value not in BODY_FORMS else value


def _is_filled(row: MapRow) -> bool:
    return not row.is_empty or bool(row.values.strip() or row.formats.strip())


MAX_SAMPLE = 1_000_000
MAX_PATHS = 200
MAX_FILES = 50
MAX_ITEMS = 5


@dataclass(frozen=True, slots=True)
class ShownPath:
    """A path of the sample, and the same path as a field of an item needs it."""

    sample: SamplePath
    relative: str


@dataclass(slots=True)
class MapSample:
    """The sample: pasted or uploaded text, or a file that was set aside."""

    text: str = ""
    file: WireFile | None = None
    content: Any = None
    problem: str = ""
    reader: str = ""
    """Format that has a reader of its own, so that a map applies only if it overrides it."""

    @property
    def raw(self) -> bytes:
        return bytes(self.file.raw or b"") if self.file is not None else encode_sample(self.text)

    def parse(self) -> None:
        """Parse the sample; note why it cannot be parsed."""
        if not self.text.strip():
            return
        try:
            self.content = parse_sample(self.text)
            found = detect_wire_format(self.raw)
            self.reader = "" if found in UNKNOWN_FORMATS else found
        except CopyError as refusal:
            self.problem = describe_refusal(refusal)

    def list_paths(self, items: str) -> list[ShownPath]:
        if self.content is None:
            return []
        paths = list_paths(self.content, MAX_PATHS)
        return [
            ShownPath(one, write_relative(one.path, items) if items in one.parents else one.path)
            for one in paths
        ]


@page(WireSource, "<int:pk>/field-map/")
class FieldMapView(DeskView):
    """Sample on the left, fields on the right; nothing is stored before it is saved."""

    template_name = "admin/articles/wiresource/field_map.html"
    permission_required = "articles.change_wiresource"
    reading: WireReading | None = None
    problem = ""
    raw_json: str | None = None
    edited: EditedMap
    sample: MapSample

    @cached_property
    def source(self) -> WireSource:
        return get_object_or_404(WireSource.objects.select_related("agency"), pk=self.kwargs["pk"])

    @property
    def title(self) -> str:
        return self.source.name

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        self.sample = self._load_file(request.GET.get("file", ""))
        self.sample.parse()
        self.edited = edit_map(split_map(self.source.field_map))
        if not self.source.field_map:
            self.edited.faults = []
            if self.sample.content is not None:
                self._suggest()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        button = request.POST.get("_act", "")
        if button in {"again", "remove"}:
            return self._read_again() if button == "again" else self._remove()
        self.sample = self._read_sample(request)
        self.sample.parse()
        self.edited = edit_map(read_map_form(request.POST))
        if button == "json":
            self._take_json(request.POST.get("raw", ""))
        elif button == "suggest" or (button == "show" and not self.edited.form.rows):
            self._suggest()
        elif button == "show":
            self.edited.faults = []
        elif button == "try":
            self._try()
        elif button == "save" and (answer := self._save()):
            return answer
        return self.render_to_response(self.get_context_data())

    def page_context(self) -> dict[str, Any]:
        waiting = WireFile.objects.filter(
            source=self.source, status=WireFile.Status.QUARANTINED, raw__isnull=False
        )
        items = self.reading.items if self.reading is not None else ()
        return {
            "source": self.source,
            "tab": "field_map",
            "paths": self.sample.list_paths(self.edited.form.items.strip()),
            "raw_json": self.edited.raw_json if self.raw_json is None else self.raw_json,
            "shown_items": items[:MAX_ITEMS],
            "files": waiting.defer("raw")[:MAX_FILES],
            "waiting": count_waiting_files(self.source),
        }

    def _load_file(self, pk: str) -> MapSample:
        number = parse_integer(pk) or 0
        file = WireFile.objects.filter(pk=number, source=self.source, raw__isnull=False).first()
        if file is None:
            return MapSample()
        try:
            return MapSample(decode_wire(bytes(file.raw or b"")).text[:MAX_SAMPLE], file)
        except CopyError as refusal:
            return MapSample(problem=describe_refusal(refusal))

    def _read_sample(self, request: HttpRequest) -> MapSample:
        upload = request.FILES.get("upload")
        if upload is None:
            chosen = self._load_file(request.POST.get("file", ""))
            if chosen.file is not None or chosen.problem:
                return chosen
            return self._limit(request.POST.get("sample", ""))
        try:
            return self._limit(decode_wire(upload.read(MAX_SAMPLE + 1)).text)
        except CopyError as refusal:
            return MapSample(problem=describe_refusal(refusal))

    def _limit(self, text: str) -> MapSample:
        if len(text) > MAX_SAMPLE:
            return MapSample(
                problem=_("The sample is larger than one megabyte. One file with a few items is enough.")
            )
        return MapSample(text.replace("\r\n", "\n"))

    def _suggest(self) -> None:
        if self.sample.content is None:
            self.problem = self.sample.problem or _("Paste or upload a sample first.")
            return
        self.edited = edit_map(split_map(suggest_field_map(self.sample.content)))

    def _take_json(self, text: str) -> None:
        try:
            data = json.loads(text)
        except (JSONDecodeError, RecursionError) as error:
            line, column = (error.lineno, error.colno) if isinstance(error, JSONDecodeError) else (1, 1)
            where = {"line": line, "column": column}
            self.problem = _("This is no JSON: look at line %(line)d, column %(column)d.") % where
            self.raw_json = text
            return
        self.edited = edit_map(split_map(data))
        try:
            parse_field_map(data)
        except FieldMapError as fault:
            self.problem, self.raw_json = fault.translate(_), text

    def _try(self) -> None:
        if not self.edited.is_valid:
            return
        if self.sample.problem or not self.sample.text.strip():
            self.problem = self.sample.problem or _("Paste or upload a sample first.")
            return
        field_map = replace(parse_field_map(self.edited.data), override=True)
        try:
            self.reading = read_wire(self.sample.raw, zone=ZoneInfo(self.source.zone), field_map=field_map)
        except CopyError as refusal:
            self.problem = describe_refusal(refusal)

    def _save(self) -> HttpResponse | None:
        if not self.edited.is_valid or self.edited.data is None:
            return None
        try:
            save_field_map(self.source.pk, self.edited.data, by=current_user(self.request), at=now())
        except ActionRefused as refusal:
            self.problem = refusal.message
            return None
        messages.success(self.request, _("The field map is saved. It reads every new file of this source."))
        return self._go_back()

    def _remove(self) -> HttpResponse:
        save_field_map(self.source.pk, None, by=current_user(self.request), at=now())
        messages.success(self.request, _("The field map is removed."))
        return self._go_back()

    def _read_again(self) -> HttpResponse:
        try:
            done = read_source_again(self.source.pk, by=current_user(self.request), at=now())
        except ActionRefused as refusal:
            messages.error(self.request, refusal.message)
            return self._go_back()
        read = ngettext("%(n)d file was read.", "%(n)d files were read.", done.read) % {"n": done.read}
        aside = ngettext("%(n)d is set aside again.", "%(n)d are set aside again.", done.set_aside)
        later = ngettext("%(n)d more is being read.", "%(n)d more are being read.", done.waiting)
        said = [read]
        said += [aside % {"n": done.set_aside}] if done.set_aside else []
        said += [later % {"n": done.waiting}] if done.waiting else []
        (messages.warning if done.set_aside else messages.success)(self.request, " ".join(said))
        return self._go_back()

    def _go_back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_wiresource_field_map", args=[self.source.pk]))
