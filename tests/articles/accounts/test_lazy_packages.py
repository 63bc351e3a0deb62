"""Packages that load slowly: a desk has none of them in memory before somebody needs one."""

import subprocess
import sys

from tests.paths import ROOT

LATE = ("webauthn", "cbor2", "OpenSSL", "authlib", "joserfc", "icalendar")
PROGRAM = f"""
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
import django
django.setup()
import newsroom.urls
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {LATE!r} if name in sys.modules])
"""


def test_no_package_that_loads_slowly_delays_the_start() -> None:
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert process.stdout == "[]\n"
