"""Roles and other groups with their permissions."""

from copy import copy
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from articles.actions.accounts.groups import save_group
from articles.actions.audit import audit
from articles.admin.accounts.forms import GroupForm
from articles.models.audit import AuditVerb
from articles.roles import ROLES_BY_NAME, group_label
from newsroom.admin.base import ActionAdmin, column, current_user, now


@admin.register(Group)
class GroupAdmin(ActionAdmin):
    form = GroupForm
    list_display = ("label", "may", "members")
    search_fields = ("name",)
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(how_many=Count("user"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the name of a role, by which the code finds it."""
        return ("label",) if obj is not None and obj.name in ROLES_BY_NAME else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*(self.get_readonly_fields(request, obj) or ("name",)), "asks_second_factor", "permissions")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse the deletion of roles."""
        is_role = obj is not None and obj.name in ROLES_BY_NAME
        return not is_role and request.user.has_perm("auth.delete_group")

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Group:
        given = form.cleaned_data
        return save_group(
            form.instance.pk,
            given.get("name", form.instance.name),
            [permission.pk for permission in given["permissions"]],
            asks_second_factor=given["asks_second_factor"],
            by=current_user(request),
            at=now(),
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        audit(AuditVerb.DELETE, obj, by=current_user(request), at=now())
        super().delete_model(request, obj)

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Show a role's name in the reader's language."""
        named = copy(obj)
        named.name = group_label(obj.name)
        return {"original": named}

    label = column(gettext_lazy("name"), lambda group: group_label(group.name), "name")

    @display(description=gettext_lazy("what it may do"))
    def may(self, group: Group) -> str:
        role = ROLES_BY_NAME.get(group.name)
        return str(role.may) if role else "–"

    members = column(gettext_lazy("accounts"), lambda group: int(group.how_many), "how_many")
