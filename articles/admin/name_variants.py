"""Names with several spellings in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.actions.desk.name_variants import delete_name_variants, save_name_variants
from articles.models import NameVariants
from newsroom.admin.base import ActionAdmin, current_user, now


@admin.register(NameVariants)
class NameVariantsAdmin(ActionAdmin):
    list_display = ("spellings", "note")
    search_fields = ("names", "note")
    fields = ("names", "note")

    @display(description=_("spellings"), ordering="names")
    def spellings(self, entry: NameVariants) -> str:
        return str(entry)

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> NameVariants:
        return save_name_variants(
            form.cleaned_data["names"],
            form.cleaned_data["note"],
            by=current_user(request),
            at=now(),
            pk=form.instance.pk,
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.delete_namevariants")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_name_variants(obj.pk, by=current_user(request), at=now())

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log nothing: the action writes its audit entry."""
