"""Forms of accounts and groups."""

from dataclasses import fields
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminRadioSelectWidget,
    UnfoldAdminSelectMultipleWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from articles.actions.accounts.save import AccountDraft
from articles.models import SecondFactorDuty
from articles.roles import ROLES, ROLES_BY_NAME, role_of
from newsroom.admin.base import ActionForm
from newsroom.permission_holders import permission_label

APPS = ("articles", "people", "auth")
CHECKED_WITHOUT_SCREEN = frozenset({"webhook"})
"""Models without a screen and in no role whose permissions an action checks."""


def is_selectable() -> Q:
    """Return the condition of permissions that a role has or the desk checks.

    Complete as soon as all screens are registered.
    """
    roles = {codename for role in ROLES for codename in role.permissions}
    screens = {model._meta.model_name for model in apps.get_models() if site.is_registered(model)}
    checked = Q(codename__in=roles) | Q(content_type__model__in=screens | CHECKED_WITHOUT_SCREEN)
    return Q(content_type__app_label__in=APPS) & checked


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    def __init__(self, **options: Any) -> None:
        permissions = Permission.objects.select_related("content_type")
        super().__init__(
            permissions.order_by("content_type__app_label", "content_type__model", "pk"),
            limit_choices_to=is_selectable,
            required=False,
            widget=UnfoldAdminCheckboxSelectMultipleWidget({"class": "account-rights"}),
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        return permission_label(obj)


BY_MAIL, BY_LINK = "mail", "link"


def role_choices() -> list[tuple[str, Any]]:
    """Return the roles with what each may do, and the choice of none."""
    row = '<span class="account-role"><strong>{}</strong> <span>{}</span></span>'
    none = (_("No role"), _("Only the single permissions and groups under “Advanced”."))
    return [
        *((role.name, format_html(row, role.label, role.may)) for role in ROLES),
        ("", format_html(row, *none)),
    ]


class AccountForm(ActionForm):
    """The fields of every account; the action fills the columns of Django's user."""

    name = forms.CharField(
        label=gettext_lazy("Full name"), max_length=300,
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Email address"), required=False,
        widget=UnfoldAdminEmailInputWidget({"autocomplete": "off"}),
    )  # fmt: skip
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False, choices=role_choices, widget=UnfoldAdminRadioSelectWidget
    )
    initials = forms.CharField(
        label=gettext_lazy("Initials"), required=False, max_length=8,
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Two to eight letters that close a story, such as the “dl” in “(afp/dl)”."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, widget=UnfoldAdminRadioSelectWidget,
        help_text=gettext_lazy("The language of the desk for this account; everybody can change their own."),
    )  # fmt: skip

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", settings.LANGUAGE_CODE)

    def draft(self) -> AccountDraft:
        names = {field.name for field in fields(AccountDraft)}
        return AccountDraft(**{name: value for name, value in self.cleaned_data.items() if name in names})


class InvitationForm(AccountForm):
    """A new account and the way its invitation is sent."""

    way = forms.ChoiceField(label=gettext_lazy("Invitation"), widget=UnfoldAdminRadioSelectWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        link = (BY_LINK, _("Show me a one-time link to pass on myself"))
        mail = [(BY_MAIL, _("By email, to the address above"))] if settings.SENDS_MAIL else []
        way, role = self.fields["way"], self.fields["role"]
        role.required = True
        assert isinstance(way, forms.ChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(role, forms.ChoiceField)  # noqa: S101  # for the type checker
        role.choices = role_choices()[:-1]
        way.choices = [*mail, link]
        self.initial.setdefault("way", BY_MAIL if mail else BY_LINK)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("way") == BY_MAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the address for the invitation."))
        return cleaned


class ChangeForm(AccountForm):
    """An existing account, with the fields under “Advanced”."""

    username = forms.CharField(
        label=gettext_lazy("User name"), max_length=150, validators=[UnicodeUsernameValidator()],
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("The name used to sign in."),
    )  # fmt: skip
    groups = forms.ModelMultipleChoiceField(
        Group.objects.exclude(name__in=ROLES_BY_NAME).order_by("name"), label=gettext_lazy("Further groups"),
        required=False, widget=UnfoldAdminSelectMultipleWidget,
    )  # fmt: skip
    is_superuser = forms.BooleanField(
        label=gettext_lazy("Superuser"), required=False, widget=UnfoldBooleanSwitchWidget,
        help_text=gettext_lazy(
            "May do everything, regardless of role and permissions. For those who run the installation."
        ),
    )  # fmt: skip
    user_permissions = PermissionsField(
        label=gettext_lazy("Single permissions"),
        help_text=gettext_lazy("In addition to those of the role and the groups."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.instance
        role, staffer, account = (
            role_of(user),
            getattr(user, "staff_initials", None),
            getattr(user, "account", None),
        )
        self.initial = {
            **self.initial,
            "name": user.get_full_name(),
            "email": user.email,
            "role": role.name if role else "",
            "initials": staffer.initials if staffer else "",
            "language": (account.language if account else "") or settings.LANGUAGE_CODE,
            "username": user.username,
            "groups": [group for group in user.groups.all() if group.name not in ROLES_BY_NAME],
            "is_superuser": user.is_superuser,
            "user_permissions": list(user.user_permissions.all()),
        }


class GroupForm(ActionForm):
    asks_second_factor = forms.BooleanField(
        label=gettext_lazy("Second factor required"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=gettext_lazy("Members can use the desk only after setting one up."),
    )
    permissions = PermissionsField(
        label=gettext_lazy("Permissions"),
        help_text=gettext_lazy(
            "Your changes stay. Permissions that a new version introduces are added to the roles."
        ),
    )

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.instance
        asked = group.pk is not None and SecondFactorDuty.objects.filter(group=group).exists()
        self.fields["asks_second_factor"].initial = asked
