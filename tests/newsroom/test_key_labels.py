import re
from pathlib import Path

from django.conf import settings

LABEL = re.compile(r'label: "(\w+)"')
LABELS = Path(settings.BASE_DIR) / "templates/admin/key_labels.html"


def data_attribute(label: str) -> str:
    return "data-" + re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", label)


def test_every_key_that_a_script_registers_has_a_text() -> None:
    scripts = [
        *(settings.BASE_DIR / "newsroom/static/newsroom").glob("*.js"),
        *(settings.BASE_DIR / "articles/static/articles/admin").glob("*.js"),
    ]
    labels = {label for script in scripts for label in LABEL.findall(script.read_text(encoding="utf-8"))}
    texts = set(re.findall(r"data-[a-z-]+", LABELS.read_text(encoding="utf-8")))

    assert len(labels) > 20
    assert {data_attribute(label) for label in labels} - texts == set()
