"""The list of accounts, the invitation and the form of an account."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.decorators import display

from articles.actions.accounts.login_locks import login_locks
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.save import create_account, save_account
from articles.actions.accounts.sessions import session_keys
from articles.actions.accounts.sign_in_links import issue_link
from articles.admin.accounts.forms import BY_MAIL, ChangeForm, InvitationForm
from articles.admin.accounts.views import mail_link_to_account, show_link
from articles.admin.badges import badge, format_time
from articles.admin.base import PagesMixin
from articles.models import Passkey, ProviderAccount, SignInLink
from articles.roles import ROLES, ROLES_BY_NAME, role_of
from newsroom.admin.base import ActionAdmin, current_user, now

BASIC_FIELDS = (None, {"fields": ("name", "email", "role", "initials", "language")})
ADVANCED_FIELDS = ("username", "groups")
SUPERUSER_FIELDS = ("is_superuser", "user_permissions")


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(role.name, role.label) for role in ROLES]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(groups__name=self.value()) if self.value() in ROLES_BY_NAME else queryset


@admin.register(User)
class AccountAdmin(PagesMixin, ActionAdmin):
    list_display = ("name_link", "role", "initials", "status", "second_factor", "last_sign_in")
    list_display_links = None
    list_filter = (RoleFilter, "is_active")
    search_fields = ("username", "first_name", "last_name", "email", "staff_initials__initials")
    ordering = ("-is_active", "first_name", "last_name", "username")
    change_form_template = "admin/accounts/change_form.html"
    list_before_template = "admin/accounts/above_list.html"
    change_form_outer_after_template = "admin/accounts/panels.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        invited = SignInLink.objects.active(now()).filter(user=OuterRef("pk"), purpose="invitation")
        users = (
            super()
            .get_queryset(request)
            .select_related("staff_initials", "account")
            .prefetch_related("groups")
        )
        passkey = Passkey.objects.filter(user=OuterRef("pk"))
        provider = ProviderAccount.objects.filter(user=OuterRef("pk"))
        return users.annotate(
            has_second_factor=Exists(device) | Exists(passkey),
            has_passkey=Exists(passkey),
            has_provider=Exists(provider),
            is_invited=Exists(invited),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        kwargs["form"] = InvitationForm if obj is None else ChangeForm
        kwargs["fields"] = ()
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and not current_user(request).is_superuser:
            without = dict.fromkeys(SUPERUSER_FIELDS)
            return type(form.__name__, (form,), without)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return (BASIC_FIELDS, (None, {"fields": ("way",)}))
        rights = SUPERUSER_FIELDS if current_user(request).is_superuser else ()
        return (
            BASIC_FIELDS,
            (gettext_lazy("Advanced"), {"fields": (*ADVANCED_FIELDS, *rights), "classes": ("collapse",)}),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse changes of a superuser by others, since that account may do everything."""
        if obj is not None and obj.is_superuser and not current_user(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("auth.view_user")

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> User:
        if form.instance.pk is None:
            request.META["newsroom.invited_by"] = form.cleaned_data["way"]
            return create_account(form.draft(), by=current_user(request), at=now())
        return save_account(form.instance.pk, form.draft(), by=current_user(request), at=now())

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        user = User.objects.get(pk=obj.pk)
        by_mail = request.META.get("newsroom.invited_by") == BY_MAIL
        if not request.user.has_perm("auth.change_user"):
            return HttpResponseRedirect(reverse("admin:index"))
        link, token = issue_link(
            user.pk, by=current_user(request), at=now(), mailed_to=user.email if by_mail else ""
        )
        if by_mail and mail_link_to_account(request, link, token):
            messages.success(
                request,
                _("%(name)s is invited; an email to %(mail)s is on its way.")
                % {"name": user, "mail": user.email},
            )
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))
        return show_link(self, request, link, token, failed=by_mail)

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        locks = login_locks(at=now()) if request.user.has_perm("auth.change_user") else []
        return {"title": _("Accounts"), "locks": locks}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return super().add_view(request, form_url, {"title": _("Invite somebody")} | (extra_context or {}))

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        links = SignInLink.objects.filter(user=obj).not_used().filter(expires_at__gt=now())
        return {
            "link": links.select_related("created_by").first(),
            "sessions": len(session_keys(obj.pk, at=now())),
            "locks": login_locks(at=now(), username=obj.username),
            "role": role_of(obj),
            "is_own_account": obj.pk == current_user(request).pk,
            "sends_mail": settings.SENDS_MAIL,
            "can_change": self.has_change_permission(request, obj),
        }

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse filters on password hashes."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @display(description=gettext_lazy("name"), ordering="first_name")
    def name_link(self, user: User) -> str:
        return format_html(
            '<a class="desk-partner" href="{}">{}</a> <span class="desk-kicker">{}</span>',
            reverse("admin:auth_user_change", args=[user.pk]), str(user), user.email or user.username,
        )  # fmt: skip

    @display(description=gettext_lazy("role"))
    def role(self, user: User) -> str:
        role = role_of(user)
        everything = _("may do everything") if user.is_superuser else ""
        return ", ".join(word for word in (str(role.label) if role else "", everything) if word) or "–"

    @display(description=gettext_lazy("initials"), ordering="staff_initials__initials")
    def initials(self, user: User) -> str:
        staffer = getattr(user, "staff_initials", None)
        return staffer.initials if staffer else "–"

    @display(description=gettext_lazy("status"), ordering="is_active")
    def status(self, user: Any) -> str:
        if not user.is_active:
            return badge(_("deactivated"), "withheld")
        if user.is_invited:
            return badge(_("invited"), "scheduled")
        return (
            badge(pgettext("account", "active"), "published")
            if (has_open_passwords() and user.has_usable_password()) or user.has_passkey or user.has_provider
            else badge(_("cannot sign in yet"), "embargo")
        )

    @display(description=gettext_lazy("second factor"), ordering="has_second_factor")
    def second_factor(self, user: Any) -> str:
        return badge(_("on"), "published") if user.has_second_factor else "–"

    @display(description=gettext_lazy("last signed in"), ordering="last_login")
    def last_sign_in(self, user: User) -> str:
        return format_time(user.last_login) if user.last_login else "–"

    def describe(self, user: User) -> str:
        """Return the name with the user name, since two people may share a name."""
        return f"{user} ({user.get_username()})" if user.get_full_name() else str(user)
