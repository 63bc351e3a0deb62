"""Look-ups in forms that show again what they were sent, where it can be a number at all."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple

from newsroom.strict_values import number_in


class ReadableChoices(AutocompleteMixin):
    """Django's own asks the database for what was sent, whatever it is; the field refuses it in words."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        return super().optgroups(
            name, [one for one in value if not one or number_in(str(one)) is not None], attrs
        )


class LookUp(ReadableChoices, AutocompleteSelect):
    pass


class LookUps(ReadableChoices, AutocompleteSelectMultiple):
    pass


class ReadableLookUps:
    """For model admins: their autocomplete fields."""

    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # a model admin's
            kwargs.setdefault("widget", LookUp(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # a model admin's

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # a model admin's
            kwargs.setdefault("widget", LookUps(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # a model admin's
