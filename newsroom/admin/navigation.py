"""Navigation, scripts and colours of the desk."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_stories = pgettext_lazy("on the desk", "Stories")


def menu_item(title: Any, icon: str, name: str, needs: str = "", *args: str) -> dict[str, Any]:
    """Return a menu item; without the permission `needs` it is hidden."""

    def is_visible(request: HttpRequest) -> bool:
        return not needs or request.user.has_perm(needs)

    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{name}", args=args),
        "permission": is_visible,
    }


def is_story_page(request: HttpRequest) -> bool:
    """Return whether the stories' menu item is active; the paste box has its own."""
    return (
        request.path.startswith(reverse("admin:articles_article_changelist"))
        and "/from-copy/" not in request.path
    )


def is_photo_page(request: HttpRequest) -> bool:
    """Return whether the photos' menu item is active (missing texts have their own)."""
    return (
        request.path.startswith(reverse("admin:articles_photo_changelist"))
        and "/photo/work/" not in request.path
    )


def stylesheet(_request: HttpRequest) -> str:
    return static("newsroom/desk.css")


def script(_request: HttpRequest) -> str:
    return static("newsroom/desk.js")


def guarded_forms_script(_request: HttpRequest) -> str:
    return static("newsroom/guarded_forms.js")


def autosave_script(_request: HttpRequest) -> str:
    return static("articles/admin/autosave.js")


def keys_script(_request: HttpRequest) -> str:
    return static("newsroom/keys.js")


def list_keys_script(_request: HttpRequest) -> str:
    return static("newsroom/list_keys.js")


def alarms_script(_request: HttpRequest) -> str:
    return static("articles/admin/alarms.js")


def alarms_stylesheet(_request: HttpRequest) -> str:
    return static("articles/admin/alarms.css")


def presence_script(_request: HttpRequest) -> str:
    return static("articles/admin/presence.js")


PRIMARY_COLOURS = {
    "50": "#fdf3f4", "100": "#fbe5e7", "200": "#f6ced3", "300": "#eea8b1", "400": "#e78496", "500": "#e0677c",
    "600": "#a3182b", "700": "#8a1424", "800": "#731423", "900": "#621522", "950": "#36070f",
}  # fmt: skip
"""Shades of the accent colour; white text on 600 has a contrast of 7.6 to 1."""


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Newsroom",
    "SITE_HEADER": "Newsroom",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "STYLES": [stylesheet, alarms_stylesheet],
    "SCRIPTS": [
        script,
        keys_script,
        list_keys_script,
        presence_script,
        guarded_forms_script,
        autosave_script,
        alarms_script,
    ],
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
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": _("Desk"),
                "items": [
                    menu_item(_("Overview"), "dashboard", "index"),
                    menu_item(_("Wire"), "rss_feed", "articles_wireitem_changelist", "articles.view_article"),
                    menu_item(
                        _("New from copy"),
                        "content_paste",
                        "articles_article_from_copy",
                        "articles.add_article",
                    ),
                    menu_item(_stories, "article", "articles_article_changelist", "articles.view_article")
                    | {"active": is_story_page},
                    menu_item(
                        _("Photos"), "photo_library", "articles_photo_changelist", "articles.view_photo"
                    )
                    | {"active": is_photo_page},
                    menu_item(
                        _("Audio and video"),
                        "video_library",
                        "articles_mediafile_changelist",
                        "articles.view_mediafile",
                    ),
                    menu_item(
                        _("Missing alt texts"),
                        "image_search",
                        "articles_photo_work",
                        "articles.change_photo",
                        "alt",
                    ),
                    menu_item(
                        _("Agency changes"),
                        "published_with_changes",
                        "articles_agencychange_changelist",
                        "articles.change_article",
                    ),
                    menu_item(
                        _("Quarantine"),
                        "report",
                        "articles_wirefile_changelist",
                        "articles.view_article",
                    ),
                ],
            },
            {
                "title": _("Agency intake"),
                "items": [
                    menu_item(
                        _("Wire sources"),
                        "cell_tower",
                        "articles_wiresource_changelist",
                        "articles.change_wiresource",
                    ),
                    menu_item(
                        _("Wire health"),
                        "monitor_heart",
                        "articles_wiresourcestate_changelist",
                        "articles.view_wiresource",
                    ),
                    menu_item(
                        _("Wire rules"), "rule", "articles_wirerule_changelist", "articles.change_wirerule"
                    ),
                    menu_item(
                        _("Reading rules"),
                        "school",
                        "articles_readingrule_changelist",
                        "articles.view_readingrule",
                    ),
                ],
            },
            {
                "title": _("Readers' site"),
                "items": [
                    menu_item(
                        _("front page"),
                        "view_quilt",
                        "articles_frontslot_changelist",
                        "articles.view_frontslot",
                    ),
                    menu_item(
                        _("static pages"),
                        "article_person",
                        "articles_staticpage_changelist",
                        "articles.view_staticpage",
                    ),
                    menu_item(
                        _("embedded content"),
                        "smart_display",
                        "articles_linkonlyprovider_changelist",
                        "articles.view_linkonlyprovider",
                    ),
                    menu_item(_("brand"), "palette", "articles_brand_changelist", "articles.view_brand"),
                ],
            },
            {
                "title": _("Directory"),
                "items": [
                    menu_item(_("People"), "groups", "people_person_changelist", "people.view_person"),
                    menu_item(
                        _("Agencies"), "corporate_fare", "articles_agency_changelist", "articles.view_agency"
                    ),
                    menu_item(_("Topics"), "sell", "articles_topic_changelist", "articles.view_topic"),
                    menu_item(
                        _("Spellings of names"),
                        "spellcheck",
                        "articles_namevariants_changelist",
                        "articles.view_namevariants",
                    ),
                    menu_item(
                        _("Sections"), "category", "articles_section_changelist", "articles.view_section"
                    ),
                    menu_item(
                        _("Desk initials"),
                        "badge",
                        "articles_staffinitials_changelist",
                        "articles.view_staffinitials",
                    ),
                ],
            },
            {
                "title": _("Distribution"),
                "items": [
                    menu_item(
                        _("Partners"), "handshake", "articles_partner_changelist", "articles.view_partner"
                    ),
                    menu_item(
                        _("Publication log"),
                        "history",
                        "articles_logentry_changelist",
                        "articles.view_logentry",
                    ),
                    menu_item(
                        _("Audit list"),
                        "fact_check",
                        "articles_auditentry_changelist",
                        "articles.view_auditentry",
                    ),
                    menu_item(
                        _("Backups"),
                        "backup",
                        "articles_backuprecord_changelist",
                        "articles.view_backuprecord",
                    ),
                ],
            },
            {
                "title": _("Access"),
                "items": [
                    menu_item(_("Users"), "person", "auth_user_changelist", "auth.view_user"),
                    menu_item(_("Groups"), "shield_person", "auth_group_changelist", "auth.view_group"),
                    menu_item(_("Operator's handbook"), "menu_book", "handbook", "auth.change_user"),
                ],
            },
        ],
    },
}
