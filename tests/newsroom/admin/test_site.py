"""When the admin is loaded: it takes a quarter of a process's memory."""

from tests.newsroom.processes import in_new_process
from tests.tables import each_of

PREPARE = """
    import os, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    django.setup()
    from django.contrib import admin
"""
COUNT = """
    print("forms:", sum(name.startswith("articles.admin.") for name in sys.modules), len(admin.site._registry))
"""


def count_loaded(code: str) -> list[int]:
    """Return how many modules of forms were loaded, and how many models have a form."""
    output = in_new_process(f"{PREPARE}{code}{COUNT}").communicate()[0].splitlines()
    return [int(number) for number in output[-1].removeprefix("forms:").split()]


@each_of(["run_worker", "run_intake"])
def test_a_process_without_pages_does_not_load_it(command: str) -> None:
    code = f"""
    from django.core.management import get_commands, load_command_class
    load_command_class(get_commands()["{command}"], "{command}")
    import articles.tasks
    """

    assert count_loaded(code) == [0, 0]


@each_of(["from django.core import checks; checks.run_checks(tags=['admin'])", "import newsroom.urls"])
def test_checks_and_urls_load_it(code: str) -> None:
    modules, models = count_loaded(f"\n    {code}\n")

    assert modules > 50
    assert models > 20
