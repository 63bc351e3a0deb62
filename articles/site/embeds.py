"""Content of other providers on a page, loaded only when the reader asks for it."""

from collections.abc import Collection, Mapping
from html import escape
from typing import Any

from django.conf import settings
from django.utils.csp import build_policy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.embed_providers import AUDIO, POST, VIDEO
from articles.text.embeds import Embed, list_embeds, replace_embeds

KINDS = {
    VIDEO: gettext_lazy("Video on %(provider)s"),
    AUDIO: gettext_lazy("Audio on %(provider)s"),
    POST: gettext_lazy("Post on %(provider)s"),
}


def link_embeds(body: str) -> str:
    """Return the body with a link to each embedded content, its address in full."""
    return replace_embeds(body, _render_link)


def render_embeds(body: str, link_only: Collection[str]) -> str:
    """Return the body with a placeholder for each embedded content.

    The content of the providers in `link_only` stays a link.
    """
    return replace_embeds(
        body, lambda embed: _render_placeholder(embed) if _can_load(embed, link_only) else _render_link(embed)
    )


def list_frame_origins(body: str, link_only: Collection[str]) -> list[str]:
    """Return the origins of the frames that a page with this body may load."""
    embeds = list_embeds(body)
    return sorted({embed.content.frame_origin for embed in embeds if _can_load(embed, link_only)})


def build_frame_policy(origins: Collection[str], policy: Mapping[str, Any]) -> str:
    """Return the content security policy with frames of these origins."""
    return build_policy({**policy, "frame-src": sorted(origins)})


def _can_load(embed: Embed, link_only: Collection[str]) -> bool:
    return embed.content.provider is not None and embed.content.provider.code not in link_only


def _describe_kind(embed: Embed) -> str:
    provider = embed.content.provider
    return str(KINDS[provider.kind] % {"provider": provider.name}) if provider else ""


def _render_link(embed: Embed) -> str:
    address = escape(embed.content.address)
    words = ", ".join(filter(None, (_describe_kind(embed), embed.title)))
    before = f"{escape(words)}: " if words else ""
    return f'<p class="embed-link">{before}<a href="{address}" rel="noopener nofollow">{address}</a></p>'


def _render_placeholder(embed: Embed) -> str:
    """Return the figure; its script shows the button, without it the link is left."""
    content, provider = embed.content, embed.content.provider
    if provider is None:
        return _render_link(embed)
    kind = _describe_kind(embed)
    names = {
        "provider": provider.name,
        "company": provider.company or content.frame_origin.removeprefix("https://"),
    }
    note = _(
        "Nothing has been loaded from %(provider)s yet. If you load the content, %(company)s receives your IP address "
        "and details of your device, and may store data on it."
    )
    lang = f' lang="{settings.SITE_LANGUAGE}"'
    title = f'<p class="embed-title">{escape(embed.title)}</p>' if embed.title else ""
    frame_title = ": ".join(filter(None, (kind, embed.title)))
    return (
        f'<figure class="embed embed-{provider.kind}"><div class="embed-frame">'
        f'<p class="embed-kind"{lang}>{escape(kind)}</p>'
        f'{title}<div class="embed-ask"{lang} hidden><p>{escape(note % names)}</p>'
        f'<button type="button" data-frame="{escape(content.frame)}" data-title="{escape(frame_title)}">'
        f"{escape(_('Load content of %(provider)s') % names)}</button></div></div>"
        f'<figcaption{lang}><a href="{escape(content.address)}" rel="noopener nofollow">'
        f"{escape(_('Open on %(provider)s') % names)}</a></figcaption></figure>"
    )
