"""The style sheet that stands in pages of a single request, which cannot ask for it. The policy knows it by hash."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

PLAIN = (Path(__file__).parent / "static/newsroom/plain.css").read_text(encoding="utf-8").strip()
SOURCE = f"'sha256-{b64encode(sha256(PLAIN.encode()).digest()).decode()}'"
"""As Content-Security-Policy writes it (CSP Level 3, 2.3.1 hash-source)."""
