"""The committed OpenAPI document of the feed: `uv run python -m tests.feed_schema` writes it.

A change that breaks partners' clients is refused: it needs a new version of the API, or a year of notice in
`articles/feed/deprecations.py` and then `--after-sunset`.
"""

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import django

from tests.paths import DATA

FILE = DATA / "openapi.json"
METHODS = frozenset({"get", "post", "put", "patch", "delete", "head"})


def current_schema() -> dict[str, Any]:
    """Generate the OpenAPI 3.1 document; it is the same on every installation."""
    from drf_spectacular.generators import SchemaGenerator  # needs Django to be set up

    generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # the library types neither
    described = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    content: dict[str, Any] = json.loads(json.dumps(described, default=str))
    return content


def format_schema(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def committed_schema() -> dict[str, Any]:
    """Return the committed document, without paths if there is no file yet."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"paths": {}}


def find_breaks(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return the changes that break a client of `before`; additions break nothing."""
    found: list[str] = []
    paths, later_paths = resolve_references(before["paths"], before), resolve_references(now["paths"], now)
    for path, operations in paths.items():
        for method in METHODS & operations.keys():
            name = f"{method.upper()} {path}"
            later = later_paths.get(path, {}).get(method)
            if later is None:
                found.append(f"{name} is gone")
            else:
                found += [f"{name}: {what}" for what in _operation_breaks(operations[method], later)]
    return sorted(found)


def resolve_references(value: Any, content: Mapping[str, Any]) -> Any:
    """Return the value with each reference replaced by what it names."""
    if isinstance(value, list):
        return [resolve_references(inner, content) for inner in value]
    if not isinstance(value, dict):
        return value
    if reference := value.get("$ref"):
        kind, name = reference.split("/")[-2:]
        return resolve_references(content["components"][kind][name], content)
    return {key: resolve_references(inner, content) for key, inner in value.items()}


def _operation_breaks(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    understood = now.get("x-deprecated-parameters", {})
    asked = {place: p for place, p in _parameters(before).items() if place[1] not in understood}
    yield from _parameter_breaks(asked, _parameters(now))
    old_body, new_body = before.get("requestBody", {}), now.get("requestBody", {})
    if new_body.get("required") and not old_body.get("required"):
        yield "a body is needed now"
    for kind, content in old_body.get("content", {}).items():
        if kind not in new_body.get("content", {}):
            yield f"takes no {kind} any more"
        else:
            yield from _input_breaks(
                content.get("schema", {}), new_body["content"][kind].get("schema", {}), "body"
            )
    for status, answer in before.get("responses", {}).items():
        later = now.get("responses", {}).get(status)
        if later is None:
            yield f"does not answer {status} any more"
            continue
        for kind, content in answer.get("content", {}).items():
            if kind not in later.get("content", {}):
                yield f"does not answer {status} as {kind} any more"
            else:
                new = later["content"][kind].get("schema", {})
                yield from _output_breaks(content.get("schema", {}), new, f"answer {status}")


def _parameters(operation: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(p["in"], p["name"]): p for p in operation.get("parameters", [])}


def _parameter_breaks(
    before: Mapping[tuple[str, str], Mapping[str, Any]], now: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[str]:
    for place, parameter in before.items():
        if place not in now:
            yield f"the parameter {place[1]} is gone"
            continue
        yield from _input_breaks(parameter.get("schema", {}), now[place].get("schema", {}), place[1])
    for place, parameter in now.items():
        if parameter.get("required") and not before.get(place, {}).get("required"):
            yield f"the parameter {place[1]} is needed now"


def _input_breaks(before: Mapping[str, Any], now: Mapping[str, Any], where: str) -> Iterator[str]:
    """Yield inputs that were accepted before and no longer are."""
    yield from _type_breaks(before, now, where)
    if gone := set(before.get("enum", [])) - set(now.get("enum", before.get("enum", []))):
        yield f"{where} takes no {', '.join(map(str, sorted(gone)))} any more"
    if needed := set(now.get("required", [])) - set(before.get("required", [])):
        yield f"{where} needs {', '.join(sorted(needed))} now"
    for name, inner in before.get("properties", {}).items():
        if name not in now.get("properties", {}):
            yield f"{where} knows no {name} any more"
        else:
            yield from _input_breaks(inner, now["properties"][name], f"{where}.{name}")
    if "items" in before:
        yield from _input_breaks(before["items"], now.get("items", {}), f"{where}[]")


def _output_breaks(before: Mapping[str, Any], now: Mapping[str, Any], where: str) -> Iterator[str]:
    """Yield guarantees about responses that no longer hold."""
    yield from _type_breaks(before, now, where)
    if gone := set(before.get("required", [])) - set(now.get("required", [])):
        yield f"{where} may lack {', '.join(sorted(gone))} now"
    if more := set(now.get("enum", [])) - set(before.get("enum", now.get("enum", []))):
        yield f"{where} may be {', '.join(map(str, sorted(more)))} now"
    for name, inner in before.get("properties", {}).items():
        if name not in now.get("properties", {}):
            yield f"{where} has no {name} any more"
        else:
            yield from _output_breaks(inner, now["properties"][name], f"{where}.{name}")
    if "items" in before:
        yield from _output_breaks(before["items"], now.get("items", {}), f"{where}[]")


def _type_breaks(before: Mapping[str, Any], now: Mapping[str, Any], where: str) -> Iterator[str]:
    if before.get("type") != now.get("type"):
        yield f"{where} was {before.get('type')} and is {now.get('type')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--after-sunset", action="store_true", help="write it even if it breaks clients")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    before, now = committed_schema(), current_schema()
    if not parser.parse_args().after_sunset and (broken := find_breaks(before, now)):
        raise SystemExit("This breaks partners' clients:\n  " + "\n  ".join(broken))
    FILE.write_text(format_schema(now), encoding="utf-8")
    print(f"{FILE.name}: {len(now['paths'])} addresses")


if __name__ == "__main__":
    main()
