"""Parts of content security policies: static files of a CDN, style of error pages."""

from base64 import b64encode
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path

PLAIN_STYLE = (Path(__file__).parent / "static/newsroom/plain.css").read_text(encoding="utf-8").strip()
PLAIN_STYLE_SOURCE = f"'sha256-{b64encode(sha256(PLAIN_STYLE.encode()).digest()).decode()}'"
"""The hash-source of the style sheet (CSP Level 3, 2.3.1)."""
STATIC_DIRECTIVES = ("script-src", "style-src", "img-src", "font-src")

type Policy = dict[str, Collection[str] | str]


def allow_static_files(policy: Mapping[str, Collection[str] | str], origin: str) -> Policy:
    """Return the policy with scripts, styles, images and fonts of the origin.

    Without an origin the policy is unchanged. A directive that the policy lacks begins as `default-src`, which is what
    browsers apply then.
    """
    allowed = {
        name: [*policy.get(name, policy["default-src"]), origin] for name in STATIC_DIRECTIVES if origin
    }
    return {**policy, **allowed}
