"""Links by which readers share a story. They ask no other site."""

from urllib.parse import quote

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.site.template_precompiler import PrecompiledTemplate

LINKS = PrecompiledTemplate("includes/share.html", optional=())


def render_share_links(title: str, address: str) -> SafeString:
    """Return the links; empty for a story without an address."""
    if not address:
        return SafeString("")
    subject, body = quote(title), quote(address)
    mail = f"mailto:?subject={subject}&body={body}"
    return mark_safe(LINKS({"mail": mail, "address": address}, {}))  # noqa: S308  # values are escaped


def render_share_script() -> str:
    return f'<script src="{escape(static("articles/site/share.js"))}" defer></script>\n'
