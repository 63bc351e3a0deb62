"""Clients made from the description by others' generators reach every operation of a running feed."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.actions.stories.publish import publish
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.models import Agency, Section, Topic
from articles.text.media_figures import write_media_figure
from tests.factories import (
    NOON,
    make_key,
    make_media,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_story,
)
from tests.feed_schema import FILE, committed_schema
from tests.paths import NPM

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = ["text:read", "pictures:read", "webhooks:write", "usage:read"]
CONFIG = """
content_type_overrides:
  image/jpeg: application/octet-stream
  image/webp: application/octet-stream
  video/mp4: application/octet-stream
  video/webm: application/octet-stream
  audio/mp4: application/octet-stream
  audio/webm: application/octet-stream
  audio/mpeg: application/octet-stream
  audio/ogg: application/octet-stream
post_hooks: []
"""


@pytest.fixture
def path_values() -> dict[str, Any]:
    """A key, and a value for each part of an address."""
    partner = make_partner()
    key = make_key(partner, scopes=EVERYTHING)
    person, photo = make_person(), make_photo()
    topic = Topic.objects.create(name="Hafen", slug="hafen")
    media = make_media()
    story = make_story(
        body=f"<p>Der Kran steht.</p>{write_media_figure(media.pk)}", people=(person,), pictures=(photo,)
    )
    story.topics.add(topic)
    publish(story.pk, by=None, at=NOON)
    make_published("Aus einer Agentur", tag="(afp/dl)")
    webhook = add_webhook(partner, EndpointDraft(url="https://bells.example/a"), at=NOON)[0]
    signed = {"Authorization": f"Bearer {key}"}
    picture = Client().get(f"/api/v1/pictures/{photo.pk}", headers=signed).json()
    item = Client().get(f"/api/v1/stories/{story.pk}", headers=signed).json()
    address = urlsplit(picture["renditions"][0]["href"])
    video = next(
        urlsplit(part["renditions"][0]["href"]) for part in item["associations"] if part["type"] == "video"
    )
    return {
        "key": key, "article_id": story.pk, "version": 1, "photo_id": photo.pk, "media_id": media.pk,
        "rendition": address.path.split("/")[-1], "link": parse_qs(address.query)["link"][0],
        "media_link": parse_qs(video.query)["link"][0],
        "webhooks": webhook.pk, "people": person.pk, "persons": person.pk, "sections": Section.objects.get().pk,
        "agencies": Agency.objects.get(code="afp").pk, "tags": topic.pk, "keywords": topic.pk, "topics": topic.pk,
    }  # fmt: skip


def arguments_of(path: str, path_values: dict[str, Any]) -> dict[str, Any]:
    """What the braces of an address stand for; `number` belongs to the word before it."""
    number = path_values.get(path.removeprefix("/api/v1/").split("/")[0])
    return {
        name: number if name == "number" else path_values[name] for name in re.findall(r"\{(\w+)\}", path)
    }


def query_of(path: str, path_values: dict[str, Any]) -> dict[str, Any]:
    """Return the link by which the file of a picture or of audio and video is fetched."""
    names = {"{rendition}": "link", "{media_id}/file": "media_link"}
    return next(({"link": path_values[name]} for end, name in names.items() if path.endswith(end)), {})


def readable() -> Iterator[tuple[str, str]]:
    """Each operation that changes nothing: its name and its address."""
    for path, operations in committed_schema()["paths"].items():
        if "get" in operations:
            yield operations["get"]["operationId"], path


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("clients")
    config = folder / "config.yml"
    config.write_text(CONFIG)
    command = [
        "--path",
        FILE,
        "--output-path",
        folder / "generated_client",
        "--meta",
        "none",
        "--config",
        config,
    ]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", *map(str, command)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert "will not be generated" not in made.stdout, made.stdout
    sys.path.insert(0, str(folder))
    yield folder / "generated_client"
    sys.path.remove(str(folder))


def operations_in(package: Path) -> dict[str, ModuleType]:
    files = package.glob("api/*/*.py")
    names = {file.stem: f"generated_client.api.{file.parent.name}.{file.stem}" for file in files}
    return {stem: importlib.import_module(name) for stem, name in names.items() if stem != "__init__"}


def test_a_client_generated_for_python_reads_every_operation(python_client, live_server, path_values) -> None:
    client = importlib.import_module("generated_client").AuthenticatedClient(
        base_url=live_server.url, token=path_values["key"]
    )
    operations = operations_in(python_client)
    answers = {}
    for name, path in readable():
        answer = operations[name].sync_detailed(
            client=client, **arguments_of(path, path_values), **query_of(path, path_values)
        )
        answers[name] = int(answer.status_code)

    assert {name: status for name, status in answers.items() if status != 200} == {}
    assert len(answers) > 20


def test_a_client_generated_for_python_leaves_out_what_it_is_told_to(
    python_client, live_server, path_values
) -> None:
    client = importlib.import_module("generated_client").AuthenticatedClient(
        base_url=live_server.url, token=path_values["key"]
    )
    stories = operations_in(python_client)["stories"]

    assert len(stories.sync(client=client, agency="afp").stories) == 1
    assert len(stories.sync(client=client, exclude_agency="afp").stories) == 1


def test_a_client_generated_for_typescript_reads_every_operation(tmp_path, live_server, path_values) -> None:
    if not (NPM / "node_modules" / ".bin" / "openapi-ts").exists():
        pytest.skip("no generator for TypeScript: .ci/run installs it where there is npm")
    tools = NPM / "node_modules" / ".bin"
    shutil.copy(FILE, tmp_path / "openapi.json")
    calls = [
        [camel(name), arguments_of(path, path_values), query_of(path, path_values)]
        for name, path in readable()
    ]
    (tmp_path / "calls.ts").write_text(CALLS.replace("__CALLS__", json.dumps(calls)))
    (tmp_path / "node_modules").symlink_to(NPM / "node_modules")
    for command in (
        [tools / "openapi-ts", "-i", "openapi.json", "-o", "client", "-c", "@hey-api/client-fetch"],
        [tools / "esbuild", "calls.ts", "--bundle", "--platform=node", "--format=esm", "--outfile=calls.mjs"],
    ):
        run(command, tmp_path)

    told = run(["node", "calls.mjs", live_server.url, path_values["key"]], tmp_path)

    answers = json.loads(told.splitlines()[-1])
    assert {name: status for name, status in answers.items() if status != 200} == {}
    assert len(answers) == len(calls)


def camel(name: str) -> str:
    first, *rest = re.split(r"[_.]", name)
    return first + "".join(word.capitalize() for word in rest)


CALLS = """
import { client } from "./client/client.gen";
import * as sdk from "./client/sdk.gen";
const [url, key] = process.argv.slice(2);
client.setConfig({ baseUrl: url, auth: () => key });
const answers: Record<string, number> = {};
for (const [name, path, query] of __CALLS__ as [string, object, object][]) {
  const operation = (sdk as Record<string, unknown>)[name] as undefined | ((o: unknown) => Promise<any>);
  answers[name] = operation ? ((await operation({ path, query })).response?.status ?? 0) : -1;
}
console.log(JSON.stringify(answers));
"""


def run(command: list[Any], folder: Path) -> str:
    made = subprocess.run(
        [str(word) for word in command],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "CI": "1"},
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout
