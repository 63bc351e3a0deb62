"""Navigation, scripts and colours of the desk."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def page_item(title: Any, icon: str, name: str, needs: str = "", *args: str) -> dict[str, Any]:
    """Return a menu item; without the permission `needs` it is hidden."""

    def is_visible(request: HttpRequest) -> bool:
        return not needs or request.user.has_perm(needs)

    link = reverse_lazy(f"admin:{name}", args=args)
    return {"title": title, "icon": icon, "link": link, "permission": is_visible}


def list_item(title: Any, icon: str, model: str, needs: str = "") -> dict[str, Any]:
    """Return the item of a list, for those who may see the model or who have `needs`."""
    return page_item(title, icon, f"articles_{model}_changelist", f"articles.{needs or f'view_{model}'}")


def active_below(name: str, *without: str) -> dict[str, Callable[[HttpRequest], bool]]:
    """Return when an item is active: on its pages without those of other items."""

    def is_active(request: HttpRequest) -> bool:
        is_below = request.path.startswith(reverse(f"admin:{name}"))
        return is_below and not any(part in request.path for part in without)

    return {"active": is_active}


def static_file(path: str) -> Callable[[HttpRequest], str]:
    return lambda _request: static(path)


PRIMARY_COLOURS = {
    "50": "#fdf3f4", "100": "#fbe5e7", "200": "#f6ced3", "300": "#eea8b1", "400": "#e78496", "500": "#e0677c",
    "600": "#a3182b", "700": "#8a1424", "800": "#731423", "900": "#621522", "950": "#36070f",
}  # fmt: skip
"""Shades of the accent colour; white text on 600 has a contrast of 7.6 to 1."""

NAVIGATION = [
    {
        "title": _("Desk"),
        "items": [
            page_item(_("Overview"), "dashboard", "index"),
            list_item(_("Wire"), "rss_feed", "wireitem", "view_article"),
            page_item(_("Autopilot"), "sync", "articles_article_autopilot", "articles.view_article"),
            page_item(_("New from copy"), "content_paste", "articles_article_from_copy", "articles.add_article"),
            page_item(_("Plan"), "calendar_month", "articles_article_plan", "articles.view_article")
            | active_below("articles_article_plan"),
            list_item(pgettext_lazy("on the desk", "Stories"), "article", "article")
            | active_below("articles_article_changelist", "/from-copy/", "/article/plan/"),
            list_item(_("Photos"), "photo_library", "photo")
            | active_below("articles_photo_changelist", "/photo/work/"),
            list_item(_("Audio and video"), "video_library", "mediafile"),
            page_item(_("Picture bill"), "receipt_long", "articles_agency_picture_bill", "articles.view_agency"),
            page_item(_("Missing alt texts"), "image_search", "articles_photo_work", "articles.change_photo", "alt"),
            list_item(_("Agency changes"), "published_with_changes", "agencychange", "change_article"),
            list_item(_("Quarantine"), "report", "wirefile", "view_article"),
        ],
    },
    {
        "title": _("Agency intake"),
        "items": [
            list_item(_("Wire sources"), "cell_tower", "wiresource", "change_wiresource"),
            list_item(_("Wire health"), "monitor_heart", "wiresourcestate", "view_wiresource"),
            list_item(_("Wire rules"), "rule", "wirerule", "change_wirerule"),
            list_item(_("Reading rules"), "school", "readingrule"),
        ],
    },
    {
        "title": _("Readers' site"),
        "items": [
            list_item(_("front page"), "view_quilt", "frontslot"),
            list_item(_("Newsletters"), "mail", "newsletter"),
            list_item(_("Newsletter mails"), "send", "mailing"),
            list_item(_("static pages"), "article_person", "staticpage"),
            list_item(_("embedded content"), "smart_display", "linkonlyprovider"),
            list_item(_("brand"), "palette", "brand"),
        ],
    },
    {
        "title": _("Directory"),
        "items": [
            page_item(_("People"), "groups", "people_person_changelist", "people.view_person"),
            list_item(_("Agencies"), "corporate_fare", "agency")
            | active_below("articles_agency_changelist", "/agency/pictures/"),
            list_item(_("Topics"), "sell", "topic"),
            list_item(_("Spellings of names"), "spellcheck", "namevariants"),
            list_item(_("Story templates"), "note_stack", "storytemplate"),
            list_item(_("Sections"), "category", "section"),
            list_item(_("Desk initials"), "badge", "staffinitials"),
        ],
    },
    {
        "title": _("Distribution"),
        "items": [
            list_item(_("Partners"), "handshake", "partner"),
            list_item(_("Publication log"), "history", "logentry"),
            list_item(_("Audit list"), "fact_check", "auditentry"),
            list_item(_("Backups"), "backup", "backuprecord"),
        ],
    },
    {
        "title": _("Access"),
        "items": [
            page_item(_("Users"), "person", "auth_user_changelist", "auth.view_user"),
            page_item(_("Groups"), "shield_person", "auth_group_changelist", "auth.view_group"),
            page_item(_("Operator's handbook"), "menu_book", "handbook", "auth.change_user"),
        ],
    },
]  # fmt: skip
SCRIPTS = (
    "newsroom/desk.js", "newsroom/keys.js", "newsroom/list_keys.js", "articles/admin/presence.js",
    "newsroom/guarded_forms.js", "articles/admin/autosave.js", "articles/admin/alarms.js",
)  # fmt: skip
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Newsroom",
    "SITE_HEADER": "Newsroom",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "STYLES": [static_file("newsroom/desk.css"), static_file("articles/admin/alarms.css")],
    "SCRIPTS": [static_file(path) for path in SCRIPTS],
    "COLORS": {"primary": PRIMARY_COLOURS},
    "DASHBOARD_CALLBACK": "articles.admin.dashboard.dashboard_callback",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "6px",
    "ACCOUNT": {
        "navigation": [
            {"title": _("My account"), "link": reverse_lazy("admin:own_account")},
            {"title": _("Change password"), "link": reverse_lazy("admin:password_change")},
            {"title": _("Language"), "link": format_lazy("{}#language", reverse_lazy("admin:own_account"))},
            {"title": _("Second factor"), "link": reverse_lazy("admin:second_factor")},
            {"title": _("Passkeys"), "link": reverse_lazy("admin:passkeys")},
        ]
    },
    "SIDEBAR": {"show_search": True, "navigation": NAVIGATION},
}
