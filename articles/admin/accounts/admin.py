"""Accounts: the list, the invitation, the form of an account and its buttons."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.decorators import display

from articles.actions.accounts.email import mail_link
from articles.actions.accounts.login_locks import lift_login_lock, login_locks
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.save import (
    create_account,
    deactivate_account,
    reactivate_account,
    save_account,
    sign_out_everywhere,
)
from articles.actions.accounts.sessions import session_keys
from articles.actions.accounts.sign_in_links import issue_link, revoke_link
from articles.actions.accounts.two_factor import reset_second_factor
from articles.actions.errors import ActionRefused
from articles.admin.accounts.forms import BY_MAIL, ChangeForm, InvitationForm
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, PagesMixin, page
from articles.models import Passkey, ProviderAccount, SignInLink
from articles.roles import ROLES, ROLES_BY_NAME, role_of
from articles.site.brand import read_brand
from newsroom.admin.base import ActionAdmin, current_user, now


def link_url(request: HttpRequest, token: str) -> str:
    """Return the URL of the link under the host name of the request."""
    return request.build_absolute_uri(reverse("admin:sign_in_link", args=[token]))


def mail_link_to_account(request: HttpRequest, link: SignInLink, token: str) -> bool:
    return mail_link(link, link_url(request, token), site=read_brand().name)


def show_link(
    model_admin: Any, request: HttpRequest, link: SignInLink, token: str, *, failed: bool = False
) -> HttpResponse:
    """Show the link once; `failed` says that an email could not be sent."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Sign-in link for %(name)s") % {"name": link.user},
        "subtitle": "",
        "user_shown": link.user,
        "link": link,
        "address": link_url(request, token),
        "failed": failed,
    }
    response = TemplateResponse(request, "admin/accounts/link.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


class AccountActionView(DeskView):
    """A button of an account: runs `action` and says `message`."""

    http_method_names = ["post"]
    permission_required = "auth.change_user"
    action: Any = None
    message: Any = ""

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        if not self.model_admin.has_change_permission(request, user):
            raise PermissionDenied
        try:
            result = self.run(user)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            if isinstance(result, HttpResponse):
                return result
            messages.success(request, result)
        return _redirect_to_account(pk)

    def run(self, user: User) -> HttpResponse | str:
        result = self.action(user.pk, by=current_user(self.request), at=now())
        return str(self.message % {"name": user, "n": result})


@page(User, "<int:pk>/new-link/")
class NewLinkView(AccountActionView):
    def run(self, user: User) -> HttpResponse | str:
        mailed_to = user.email if "_mail" in self.request.POST else ""
        link, token = issue_link(user.pk, by=current_user(self.request), at=now(), mailed_to=mailed_to)
        if mailed_to and mail_link_to_account(self.request, link, token):
            return _("An email to %(mail)s is on its way.") % {"mail": mailed_to}
        return show_link(self.model_admin, self.request, link, token, failed=bool(mailed_to))


@page(User, "lift-lock/")
class LiftLockView(DeskView):
    """The button that lifts the login locks of a user name."""

    http_method_names = ["post"]
    permission_required = "auth.change_user"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        username = request.POST.get("username", "")
        if lift_login_lock(username, by=current_user(request), at=now()):
            messages.success(request, _("The lock is lifted: %(name)s can try again.") % {"name": username})
        else:
            messages.info(request, _("This name is no longer locked."))
        user = User.objects.filter(username=username).first()
        if user and "_list" not in request.POST:
            return _redirect_to_account(user.pk)
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))


def _redirect_to_account(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))


ACTIONS: dict[str, tuple[Any, Any]] = {
    "revoke_link": (revoke_link, gettext_lazy("The link is revoked and no longer works.")),
    "deactivate": (
        deactivate_account,
        gettext_lazy("%(name)s can no longer sign in and is signed out everywhere."),
    ),
    "reactivate": (reactivate_account, gettext_lazy("%(name)s can sign in again.")),
    "sign_out": (
        sign_out_everywhere,
        ngettext_lazy("%(n)d session ended.", "%(n)d sessions ended.", "n"),
    ),
    "reset_second_factor": (
        reset_second_factor,
        gettext_lazy(
            "The second factor of %(name)s is reset: the password is enough until a new one is set up."
        ),
    ),
}
"""Name of a button → the action on the account's id, and the words after it."""

for name, (action, message) in ACTIONS.items():
    path = f"<int:pk>/{name.replace('_', '-')}/"
    page(User, path, action=action, message=message)(AccountActionView)


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
