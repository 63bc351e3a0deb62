"""Autocomplete fields of inlines whose chosen object came with the row's query."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from newsroom.admin.widgets import IntegerAutocomplete


class PrefetchedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    prefetched: models.Model | None = None

    def to_python(self, value: Any) -> Any:
        return self.prefetched if self.is_prefetched(value) else super().to_python(value)

    def is_prefetched(self, value: Any) -> bool:
        return self.prefetched is not None and str(value) == str(self.prefetched.pk)


class PrefetchedSelect(IntegerAutocomplete):
    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        field = self.choices.field
        if len(value) != 1 or not field.is_prefetched(value[0]):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, value[0], field.label_from_instance(field.prefetched), True, 1)
        return [(None, [*options, chosen], 0)]


class PrefetchedChoicesMixin:
    """Mixin for inlines whose autocomplete fields use prefetched objects."""

    admin_site: Any
    autocomplete_fields: tuple[str, ...]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs |= {
                "form_class": PrefetchedChoiceField,
                "widget": PrefetchedSelect(db_field, self.admin_site),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # an inline's


def set_prefetched_choices(form: Any) -> None:
    """Set the prefetched object of each such field from the form's instance."""
    for name, field in form.fields.items():
        if isinstance(field, PrefetchedChoiceField):
            field.prefetched = form.instance._state.fields_cache.get(name)
