"""What the README says of adding: done on a copy of the tree, with the files that it names and no other."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.slow
TIMEOUT = 400


@dataclass(frozen=True, slots=True)
class Change:
    """A newcomer's change: new files, lines after an anchor in others, and the tests that must pass."""

    files: Mapping[str, str] = field(default_factory=dict)
    insertions: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Path → (text that is there, text that takes its place)."""
    tests: Sequence[str] = ()
    most_files: int = 1
    changes_models: bool = False
    """Whether a migration comes with it, which `makemigrations` writes."""

    def apply(self, tree: Path) -> None:
        for path, text in self.files.items():
            (tree / path).write_text(text, encoding="utf-8")
        for path, pairs in self.insertions.items():
            source = (tree / path).read_text(encoding="utf-8")
            for present, wanted in pairs:
                assert source.count(present) == 1, (path, present)
                source = source.replace(present, wanted)
            (tree / path).write_text(source, encoding="utf-8")


OUTPUT_FORMAT = Change(
    files={
        "articles/feed/formats/plain_lines.py": '''"""FeedItem -> lines of plain text. Pure."""

from collections.abc import Iterable
from datetime import datetime

from articles.feed.formats.feed_item import FeedItem, FeedPicture

NAME, LABEL = "lines", "Plain lines"
MEDIA_TYPE = "text/x-lines"


def render_message(items: Iterable[FeedItem], *, sender: str, sent: datetime) -> bytes:
    return "\\n".join([f"{sender} {sent:%Y-%m-%d}", *(f"{item.uri} {item.headline}" for item in items)]).encode()


def render_picture_message(
    picture: FeedPicture, shown_in: FeedItem, *, sender: str, sent: datetime
) -> bytes:
    return f"{sender} {sent:%Y-%m-%d} {shown_in.uri} {picture.uri}".encode()
'''
    },
    insertions={
        "articles/feed/formats/registry.py": [
            ("import newsml_g2\n", "import newsml_g2, plain_lines\n"),
            ("= (newsml_g2,)", "= (newsml_g2, plain_lines)"),
        ],
    },
    tests=["tests/articles/feed/test_registered_formats.py"],
    most_files=2,
)

PUBLISH_CHECK = Change(
    insertions={
        "articles/actions/publish_checks/text.py": [
            (
                "def check_fields(",
                '''def check_shouting(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Refuse a headline in capitals."""
    if not snapshot.article.headline.isupper():
        return []
    return [CheckResult("blocks", "headline-shouts", _("The story has no headline."), "headline")]


def check_fields(''',
            ),
        ],
        "articles/actions/publish_checks/__init__.py": [
            (
                "    check_review,\n    check_talk,\n",
                "    check_review,\n    check_shouting,\n    check_talk,\n",
            ),
            (
                "    check_fields,\n    check_review,\n",
                "    check_fields,\n    check_shouting,\n    check_review,\n",
            ),
        ],
    },
    tests=["tests/test_newcomers_check.py"],
    files={
        "tests/test_newcomers_check.py": """import pytest

from articles.actions.errors import ChecksFailed
from articles.actions.stories.publish import publish
from tests.factories import NOON, make_section, make_story

pytestmark = pytest.mark.django_db


def test_a_headline_in_capitals_is_refused() -> None:
    story = make_story("ALLES NEU", section=make_section(), body="<p>Text.</p>")

    with pytest.raises(ChecksFailed) as refused:
        publish(story.pk, by=None, at=NOON)

    assert "headline-shouts" in {result.code for result in refused.value.results}
"""
    },
    most_files=2,
)
FRONT_BLOCK = Change(
    insertions={
        "articles/models/front_page.py": [
            ('    OPINION = "opinion"', '    KICKERS = "kickers", _("kicker")\n    OPINION = "opinion"')
        ],
        "articles/site/front_blocks.py": [
            (
                "    FrontBlockKind.OPINION: 4,\n",
                "    FrontBlockKind.KICKERS: 3,\n    FrontBlockKind.OPINION: 4,\n",
            ),
            (
                "        if block.kind in {FrontBlockKind.OPINION, FrontBlockKind.TOPIC}:",
                """        if block.kind == FrontBlockKind.KICKERS:
            return [card for card in self.stories.newest if card.kicker]
        if block.kind in {FrontBlockKind.OPINION, FrontBlockKind.TOPIC}:""",
            ),
        ],
    },
    files={
        "tests/articles/site/test_newcomers_block.py": """import pytest

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_block_shows_stories_with_a_kicker_alone(client) -> None:
    for number in range(9):
        make_published(f"Meldung {number}", kicker="Hafen" if number == 8 else "")
    lead = tuple(make_published(f"Aufmacher {number}").pk for number in range(6))
    arrange_front(FrontArrangement(lead, (BlockDraft("kickers"),)), by=None, at=NOON)

    block = client.get("/").content.decode().partition("front-kickers")[2]

    assert "Meldung 8" in block
    assert "Meldung 7" not in block
"""
    },
    tests=["tests/articles/site/test_newcomers_block.py", "tests/articles/site/test_front_blocks.py"],
    most_files=2,
    changes_models=True,
)
STORY_FIELD = Change(
    insertions={
        "articles/models/story_text.py": [
            (
                "    search_title = models.CharField(",
                """    place = models.CharField(_("place"), max_length=60, blank=True, default="", db_default="")
    search_title = models.CharField(""",
            )
        ],
        "templates/site/story.html": [
            (
                "{% if story.dek %}<p",
                '{% if story.place %}<p class="place">{{ story.place }}</p>{% endif %}\n{% if story.dek %}<p',
            )
        ],
        "articles/feed/formats/feed_item.py": [
            (
                "    breaking_until: datetime | None = None\n",
                '    place: str = ""\n    breaking_until: datetime | None = None\n',
            )
        ],
        "articles/feed/formats/ninjs.py": [
            (
                '        "located": item.dateline,\n',
                '        "located": item.dateline,\n        "slugline": item.place,\n',
            )
        ],
    },
    files={
        "tests/articles/feed/test_newcomers_field.py": """import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_published, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_place_is_in_the_form_on_the_page_and_in_the_feed(get) -> None:
    story, desk = make_published(place="Altenwerder"), Client()
    desk.force_login(make_user(superuser=True), backend="django.contrib.auth.backends.ModelBackend")

    form = desk.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    page = Client().get(f"/politik/{story.slug}-{story.pk}/").content.decode()

    assert 'name="place"' in form
    assert "Altenwerder" in page
    assert get(f"stories/{story.pk}").json()["slugline"] == "Altenwerder"
    assert get("stories").json()["stories"][0]["slugline"] == "Altenwerder"
"""
    },
    tests=["tests/articles/feed/test_newcomers_field.py", "tests/articles/feed/test_formats.py"],
    most_files=4,
    changes_models=True,
)
AGENCY_MAP = Change(
    files={
        "articles/wire/maps/hafenfunk.json": """{
  "name": "Hafenfunk JSON",
  "detect": [["hafenfunk"]],
  "fields": {
    "provider": "=hafenfunk", "guid": "hafenfunk", "headline": "titel", "versioncreated": "zeit",
    "body": {"path": "absaetze", "form": "html"}
  }
}
""",
        "tests/articles/wire/data/json/hafenfunk.json": (
            '{"hafenfunk": "hf-7", "titel": "Der Kran steht still", "zeit": "2026-03-02T10:15:00+01:00", '
            '"absaetze": "<p>Seit dem Morgen.</p>"}'
        ),
        "tests/articles/wire/data/json/hafenfunk.expected.json": (
            '[{"provider": "hafenfunk", "guid": "hf-7", "headline": "Der Kran steht still", '
            '"versioncreated": "2026-03-02T10:15:00+01:00", "body_paragraphs": ["Seit dem Morgen."]}]'
        ),
    },
    tests=["tests/articles/wire/test_json_readers.py", "tests/articles/wire/test_agency_maps.py"],
)
CHANGES = {
    "an agency's JSON or XML": AGENCY_MAP,
    "an output format for partners": OUTPUT_FORMAT,
    "a publish check": PUBLISH_CHECK,
    "a field of a story": STORY_FIELD,
    "a block of the front page": FRONT_BLOCK,
}
"""First those without a migration, which share the migrated database of the first one's tests."""


def run(tree: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the newcomers' own."""
    return tmp_path_factory.mktemp("newcomers")


@pytest.fixture
def tree(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            copy = tmp_path / "tree" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy)
    for name in ("DATABASE_URL", "PGOPTIONS", "TEMPLATE_DATABASE_LOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEWSROOM_DATA_DIR", str(data_dir))
    return tmp_path / "tree"


@pytest.mark.parametrize("name", CHANGES)
def test_a_newcomer_changes_no_more_files_than_promised_and_the_checks_pass(tree: Path, name: str) -> None:
    change = CHANGES[name]

    change.apply(tree)

    product = {path for path in (*change.files, *change.insertions) if not path.startswith("tests/")}
    assert len(product) <= change.most_files
    if change.changes_models:
        run(tree, "manage", "makemigrations", "articles")
    run(tree, "ruff", "check", "--quiet", "articles")
    run(tree, "pytest", "-q", "-n0", "-p", "no:cacheprovider", *change.tests, "tests/test_architecture.py")
