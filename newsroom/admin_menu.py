"""The desk's navigation and colours in the admin."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def entry(title: Any, icon: str, name: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{name}")}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Newsroom",
    "SITE_HEADER": "Newsroom",
    "SITE_SYMBOL": "newspaper",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "6px",
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": _("Desk"),
                "items": [
                    entry(_("Overview"), "dashboard", "index"),
                    entry(_("New from copy"), "content_paste", "articles_article_from_copy"),
                    entry(_("Stories"), "article", "articles_article_changelist"),
                    entry(_("Photos"), "photo_library", "articles_photo_changelist"),
                    entry(_("Received copy"), "inbox", "articles_wireitem_changelist"),
                ],
            },
            {
                "title": _("Directory"),
                "items": [
                    entry(_("People"), "groups", "people_person_changelist"),
                    entry(_("Agencies"), "rss_feed", "articles_agency_changelist"),
                    entry(_("Sections"), "category", "articles_section_changelist"),
                    entry(_("Desk initials"), "badge", "articles_staffer_changelist"),
                ],
            },
            {
                "title": _("Distribution"),
                "items": [
                    entry(_("Partners"), "handshake", "articles_partner_changelist"),
                    entry(_("Publication log"), "history", "articles_logentry_changelist"),
                ],
            },
            {
                "title": _("Access"),
                "items": [
                    entry(_("Users"), "person", "auth_user_changelist"),
                    entry(_("Groups"), "shield_person", "auth_group_changelist"),
                ],
            },
        ],
    },
}
