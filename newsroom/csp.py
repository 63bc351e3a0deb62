"""Inline style sheet of error pages and its hash for the content security policy."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

PLAIN_STYLE = (Path(__file__).parent / "static/newsroom/plain.css").read_text(encoding="utf-8").strip()
PLAIN_STYLE_SOURCE = f"'sha256-{b64encode(sha256(PLAIN_STYLE.encode()).digest()).decode()}'"
"""The hash-source of the style sheet (CSP Level 3, 2.3.1)."""
