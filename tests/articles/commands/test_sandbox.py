from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.feed.sandbox import issue_sandbox_key, run_scenario
from articles.models import PartnerKey
from tests.factories import make_partner

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_client_meets_every_step_of_the_play_as_announced() -> None:
    client = Client(headers={"Authorization": f"Bearer {issue_sandbox_key(at=timezone.now())}"})
    cursor: dict[str, str] = {}
    announced, met = [], []

    for expected, _ in run_scenario(timezone.now, lambda: None):
        page = client.get("/api/v1/changes", cursor).json()
        cursor = {"cursor": page["cursor"]}
        announced.append(expected)
        met.append(" ".join(f"{c['op']} {c['kind']}" for c in page["changes"]) or "nothing")

    assert met == announced
    assert len(met) == 8


def test_the_command_prints_a_key_that_works_and_one_line_a_step() -> None:
    out = StringIO()

    call_command("sandbox", pause=0, stdout=out)

    lines = out.getvalue().splitlines()
    key = lines[0].removeprefix("KEY=")
    assert Client().get("/api/v1/", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert lines[-1].startswith("cancel kill")


def test_each_run_has_a_key_of_its_own_and_the_older_ones_are_revoked() -> None:
    for _ in range(3):
        issue_sandbox_key(at=timezone.now())

    assert PartnerKey.objects.filter(revoked_at=None).count() == 1


def test_a_desk_that_feeds_partners_is_not_played_with_unasked() -> None:
    make_partner("Küstenbote")

    with pytest.raises(CommandError, match="other partners"):
        call_command("sandbox", pause=0)
