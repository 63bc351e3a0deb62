"""Fields of forms: choices by integer, and dates whose parts have names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy

from newsroom.strict_values import parse_integer


class IntegerAutocompleteMixin(AutocompleteMixin):
    """Mixin that queries for integers only; the field refuses other values."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        return super().optgroups(
            name, [one for one in value if not one or parse_integer(str(one)) is not None], attrs
        )


class IntegerAutocomplete(IntegerAutocompleteMixin, AutocompleteSelect):
    pass


class IntegerAutocompleteMultiple(IntegerAutocompleteMixin, AutocompleteSelectMultiple):
    pass


class IntegerAutocompleteAdminMixin:
    """Mixin for model admins with autocomplete fields."""

    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # a model admin's
            kwargs.setdefault("widget", IntegerAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # a model admin's

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # a model admin's
            kwargs.setdefault("widget", IntegerAutocompleteMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # a model admin's


class NamedDateTimeMixin:
    """Mixin for model admins and inlines with dates and times."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # a model admin's
        return name_parts(field) if isinstance(field, forms.SplitDateTimeField) else field


def name_parts(field: forms.SplitDateTimeField) -> forms.SplitDateTimeField:
    """Return the field with names for the inputs of its date and of its time.

    The field's label belongs to neither.
    """
    widget: Any = field.widget
    for part, name in zip(widget.widgets, (gettext_lazy("Date"), gettext_lazy("Time")), strict=True):
        part.attrs["aria-label"] = format_lazy("{}: {}", capfirst(field.label), name)
    return field
