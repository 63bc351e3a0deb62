"""The clients that the partner guide shows end equal to what the feed grants, through everything that can happen."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from tests.factories import make_key, make_partner, make_photo, make_published, make_section
from tests.newsroom.processes import PATIENCE
from tests.paths import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = ROOT / "templates" / "feed" / "clients"


def tool(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"there is no {name} here")


def run(command: list[str], key: str) -> None:
    subprocess.run(command, env={**os.environ, "KEY": key}, check=True, timeout=PATIENCE)


@pytest.mark.parametrize("language", ["python", "javascript"])
def test_a_sample_client_ends_equal_after_correction_kill_and_changed_contract(
    live_server, tmp_path, language
) -> None:
    now = timezone.now()
    partner = make_partner(contract_from=now - timedelta(days=1))
    key, store = make_key(partner), tmp_path / "mirror.json"
    sport = make_section("Sport", "sport")
    first = make_published("Eins", at=now, pictures=(make_photo(),))
    second, third = make_published("Zwei", at=now), make_published("Drei", at=now, section=sport)
    script = {"python": [sys.executable, CLIENTS / "mirror.py"]}.get(language) or [
        tool("node"), CLIENTS / "mirror.mjs",
    ]  # fmt: skip
    command = [str(part) for part in (*script, f"{live_server.url}/api/v1", store, "--once")]

    def read_mirror() -> list[str]:
        run(command, key)
        stories = json.loads(store.read_text())["stories"].values()
        return sorted(story["item"]["headlines"][0]["value"] for story in stories)

    assert read_mirror() == ["Drei", "Eins", "Zwei"]

    change = StoryChange(fields={"headline": "Eins, berichtigt"})
    correct(first.pk, change, desk_note="statt: 1", public_note="Es war 2.", by=None, at=now)
    kill(second.pk, reason="wrong", by=None, at=now)
    assert read_mirror() == ["Drei", "Eins, berichtigt"]

    save_partner(partner.pk, {}, section_ids=[sport.pk], by=None, at=now)
    assert read_mirror() == ["Drei"]
    assert third.pk


def test_the_shell_client_keeps_every_page_and_goes_on_from_its_cursor(live_server, tmp_path) -> None:
    now = timezone.now()
    key = make_key(make_partner(contract_from=now - timedelta(days=1)))
    command = [tool("sh"), str(CLIENTS / "journal.sh"), f"{live_server.url}/api/v1", str(tmp_path)]
    tool("curl")
    for number in range(60):
        make_published(f"Meldung {number}", at=now)

    run(command, key)
    make_published("Danach", at=now)
    run(command, key)

    pages = [json.loads(page.read_text())["changes"] for page in sorted(tmp_path.glob("page-*.json"))]
    assert [len(page) for page in pages] == [50, 10, 1]
