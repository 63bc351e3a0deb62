"""The version is the same wherever it is written."""

import re
import tomllib

from newsroom.version import READABLE_FROM, VERSION
from tests.paths import ROOT

CHANGES = (ROOT / "newsroom" / "CHANGES.md").read_text()


def test_the_package_and_the_product_have_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["version"] == VERSION


def test_the_newest_version_comes_first_in_the_changes() -> None:
    versions = re.findall(r"^## (\S+)$", CHANGES, re.MULTILINE)

    assert versions[0] == VERSION
    assert versions == sorted(versions, key=lambda text: tuple(map(int, text.split("."))), reverse=True)


def test_the_version_before_this_one_can_serve_on_its_database() -> None:
    assert re.findall(r"^## (\S+)$", CHANGES, re.MULTILINE)[1] == READABLE_FROM


def test_each_version_with_a_predecessor_says_how_to_upgrade() -> None:
    sections = re.split(r"^## \S+$", CHANGES, flags=re.MULTILINE)[1:-1]

    assert sections
    assert all("**When you upgrade**" in section for section in sections)
