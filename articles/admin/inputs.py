"""Inputs of the desk's own forms, which the admin does not style."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import JsonResponse

from newsroom.admin.widgets import (
    IntegerAutocomplete,
    IntegerAutocompleteMultiple,
)
from newsroom.strict_values import parse_integer


def text_input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput({"class": "desk-input", **attrs})


def lines_input(rows: int, placeholder: str) -> forms.Textarea:
    """Return the input of a field with one value a line."""
    attrs = {"class": "desk-input", "rows": rows, "placeholder": placeholder, "spellcheck": "false"}
    return forms.Textarea(attrs)


def select_input() -> forms.Select:
    return forms.Select({"class": "desk-input"})


def number_input(least: int, most: int) -> forms.NumberInput:
    return forms.NumberInput({"class": "desk-input source-number", "min": least, "max": most})


def optional_text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=text_input(), **options)


def optional_choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=select_input())


def time_input() -> forms.TimeInput:
    return forms.TimeInput({"class": "desk-input", "type": "time"}, format="%H:%M")


def column_field(model: type[Model], name: str, widget: forms.Widget, **changes: Any) -> Any:
    """Return the form field of a column, with its label, help and length."""
    column: Any = model._meta.get_field(name)
    return column.formfield(widget=widget, **changes)


def autocomplete(model: type[Model], name: str, *, many: bool = False) -> forms.Widget:
    """Return the input with a search for a relation of a model."""
    kind = IntegerAutocompleteMultiple if many else IntegerAutocomplete
    return kind(model._meta.get_field(name), admin.site, attrs={"style": "width: 100%"})


def parse_integers(texts: Iterable[str]) -> list[int]:
    """Return the numbers among the texts of a query or form."""
    return [number for text in texts if (number := parse_integer(text)) is not None]


def parse_start(text: str) -> int:
    """Return the row with which the next part of a list begins."""
    return min(max(parse_integer(text) or 0, 0), 1_000_000)


def refuse_file(message: str) -> JsonResponse:
    return JsonResponse({"refused": message}, status=422)
