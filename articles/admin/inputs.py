"""Inputs of the desk's own forms, which the admin does not style."""

from typing import Any

from django import forms


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
