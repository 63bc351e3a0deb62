import re

import pytest

from articles.feed import handler, problems

SLUGS = {kind.slug for kind in problems.Problem.__subclasses__()} | {
    "gone-merged",
    "not-found",
    "rate-limited",
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_explains_every_problem_under_its_own_anchor(client, language) -> None:
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    assert f'<html lang="{language}">' in page
    assert set(re.findall(r'id="problem-([a-z-]+)"', page)) >= SLUGS


def test_a_problem_leads_to_its_place_in_the_guide(client) -> None:
    assert client.get(handler.TYPES.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_names_the_duty_of_every_operation(client, language) -> None:
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    for duty in ("store-or-replace", "replace-and-print-note", "remove-all-copies", "delete-your-copy"):
        assert duty in page
