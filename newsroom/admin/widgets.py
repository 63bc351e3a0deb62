"""Autocomplete fields that ignore submitted values which are no integers."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple

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
