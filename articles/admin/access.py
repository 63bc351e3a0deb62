"""Accounts and groups. Django's own forms write them; each change leaves its entry in the audit list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldBooleanSwitchWidget

from articles.actions.errors import ActionRefused
from articles.actions.history import audit
from articles.actions.second_factor import ask_for_second_factor, reset_second_factor
from articles.admin.badges import badge
from articles.models import SecondFactorDuty
from newsroom.admin_acting import actor, now

for model in (User, Group):
    admin.site.unregister(model)
for model in (TOTPDevice, StaticDevice):
    # Secrets of others. A lost second factor is reset in the form of its account.
    admin.site.unregister(model)


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
    list_display = (
        "username",
        "full_name",
        "initials",
        "member_of",
        "second_factor",
        "is_active",
        "last_login",
    )
    list_filter = ("is_active", "groups")
    compressed_fields = True
    actions = None
    change_form_outer_after_template = "admin/signin/reset.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        users = super().get_queryset(request).select_related("staffer").prefetch_related("groups")
        return users.annotate(has_second_factor=Exists(device))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History names its people for good; an account that is no longer used is made inactive."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account is for superusers: whoever may set its password may do everything."""
        if obj is not None and obj.is_superuser and not actor(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody gives what they do not have: groups are an admin's to give, all rights at once are not."""
        closed = super().get_readonly_fields(request, obj)
        return closed if actor(request).is_superuser else (*closed, "is_superuser", "user_permissions")

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  # Django's signature
        """With its audit entry; the password stands nowhere in it."""
        user: User | None = self.get_object(request, unquote(id))
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        if user is not None and User.objects.get(pk=user.pk).password != user.password:
            audit("change password", user, by=actor(request), at=now())
        return answer

    @display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name() or "–"

    @display(description=_("desk initials"), ordering="staffer__initials")
    def initials(self, user: User) -> str:
        staffer = getattr(user, "staffer", None)
        return staffer.initials if staffer else "–"

    @display(description=_("second factor"), ordering="has_second_factor")
    def second_factor(self, user: Any) -> str:
        return badge(gettext("on"), "published") if user.has_second_factor else "–"

    def get_custom_urls(self) -> Any:
        reset = require_POST(self.reset_view)
        return (("<int:number>/reset-second-factor/", "auth_user_reset_second_factor", reset),)

    def reset_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        if not self.has_change_permission(request, get_object_or_404(User, pk=number)):
            raise PermissionDenied
        try:
            user = reset_second_factor(number, by=actor(request), at=now())
            said = gettext(
                "The second factor of %(name)s is reset: the password alone opens the desk until a new one."
            )
            messages.success(request, said % {"name": user.get_username()})
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[number]))

    @display(description=_("groups"))
    def member_of(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    asks_second_factor = forms.BooleanField(
        label=_("second factor is a duty"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("Members come to the desk only once they have set one up."),
    )

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.instance
        asked = group.pk is not None and SecondFactorDuty.objects.filter(group=group).exists()
        self.fields["asks_second_factor"].initial = asked


@admin.register(Group)
class GroupAdmin(Audited, ModelAdmin, PlainGroupAdmin):
    form = GroupForm
    fields = ("name", "asks_second_factor", "permissions")
    actions = None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        asked = form.cleaned_data["asks_second_factor"]
        ask_for_second_factor(obj.pk, asked=asked, by=actor(request), at=now())
