"""Accounts and groups. Django's own forms write them; each change leaves its entry in the audit list."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from articles.actions.history import audit
from newsroom.admin_acting import actor, now

admin.site.unregister(User)
admin.site.unregister(Group)


class Audited(PlainModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """The audit entry stands in the form view's own transaction."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        audit("save" if change else "add", obj, by=actor(request), at=now(), fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        audit("delete", obj, by=actor(request), at=now())
        super().delete_model(request, obj)


@admin.register(User)
class UserAdmin(Audited, ModelAdmin, PlainUserAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "full_name", "member_of", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    compressed_fields = True
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History names its people for good; an account that is no longer used is made inactive."""
        return False

    @display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name() or "–"

    @display(description=_("groups"))
    def member_of(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"


@admin.register(Group)
class GroupAdmin(Audited, ModelAdmin, PlainGroupAdmin):
    actions = None
