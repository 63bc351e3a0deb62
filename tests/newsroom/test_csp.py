"""Policies with the origin of a CDN, and the addresses from which it is read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.csp import CSP

from newsroom import csp
from newsroom.env import InvalidEnvironment, read_environment
from tests.newsroom.processes import PATIENCE
from tests.paths import ROOT

CDN = "https://cdn.example"
PRINT_POLICIES = """
import django
django.setup()
from django.conf import settings
from django.utils.csp import build_policy
from django.templatetags.static import static
from articles.feed.urls import DOCS_CSP
from articles.site.brand import BrandSummary
from articles.site.json_ld import organisation
from articles.site.story_renderer import FRAMED_CSP
from newsroom.admin.site import POLICY
for policy in (settings.SECURE_CSP, FRAMED_CSP, POLICY, DOCS_CSP):
    print(all(f"{name} 'self'" in build_policy(policy) and settings.STATIC_ORIGIN in build_policy(policy).split(name)[1]
        for name in ("script-src", "style-src", "img-src", "font-src")))
print(static("newsroom/desk.css"))
print(organisation(BrandSummary())["logo"]["url"])
"""


def test_files_of_a_cdn_are_allowed_besides_the_sites_own() -> None:
    policy = csp.allow_static_files(
        {"default-src": [CSP.SELF], "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}, CDN
    )

    assert policy == {
        "default-src": [CSP.SELF],
        "style-src": [CSP.SELF, CSP.UNSAFE_INLINE, CDN],
        "script-src": [CSP.SELF, CDN],
        "img-src": [CSP.SELF, CDN],
        "font-src": [CSP.SELF, CDN],
    }


def test_a_policy_stays_as_it_is_without_a_cdn() -> None:
    policy = {"default-src": [CSP.SELF], "img-src": [CSP.SELF, "data:"]}

    assert csp.allow_static_files(policy, "") == policy
    assert "script-src" not in settings.SECURE_CSP


def test_the_pages_of_site_desk_and_documentation_allow_the_cdn(tmp_path: Path) -> None:
    environment = {
        **os.environ, "STATIC_URL": f"{CDN}/static/", "NEWSROOM_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-c", PRINT_POLICIES],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip

    said = done.stdout.splitlines()
    assert said[:4] == ["True"] * 4
    assert [line.startswith(f"{CDN}/static/") for line in said[4:]] == [True, True]


@pytest.mark.parametrize(
    ("variable", "value", "names"),
    [
        ("DESK_URL", "http://desk.example:80/", ["desk.example"]),
        ("REDIRECT_HOSTS", "WWW.example, alt.example:8000", ["www.example", "alt.example"]),
        ("DESK_URL", "http://localhost:8000", []),
    ],
)
def test_named_hosts_are_accepted_without_naming_them_twice(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, names: list[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv(variable, value)

    assert read_environment().hosts.extra_names == names


def test_the_desks_address_needs_the_scheme_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://zeitung.example")
    monkeypatch.setenv("DESK_URL", "http://desk.zeitung.example")

    with pytest.raises(InvalidEnvironment, match="write https://"):
        read_environment()
