"""Rules of names and prose: the tree of a module in, the sentences that break a rule out."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

MAX_FIRST_LINE = 80
MAX_MODULE_NAME = 27
NOT_A_NOUN = re.compile(r"(What|Who|Whose|Whom|Where|Which|How|Whether|When|If|Why)\b")
NOT_A_VERB = re.compile(
    r"(The|A|An|This|That|These|Those|It|Its|Every|Each|All|Any|Some|No|None|Not|Nothing|One|Two|Three|Only|Both|"
    r"Is|Are|Was|Has|True|False|For|From|To|In|On|Of|At|By|With|Without|As|And|Or|But|Like|Into|After|Before|"
    r"Readers?|Editors?|Partners?|Our|Their|They|He|She|We|You|Same|Other|Others|Words?|Text|Name|Names|Number)\b"
    r"|\w+(ed|ing)\b|[A-Z]\w*[^s\W]s (?!-)"
)
VERBS_THAT_LOOK_OTHERWISE = {"Embed", "Feed", "Need", "Seed", "Bring", "String", "Ping", "Exceed", "Proceed"}
PARTICIPLE = re.compile(
    r"(\w+ed|\w+ing|told|kept|held|shown|written|made|said|found|left|sent|begun|known|seen|taken|given|drawn|spoken"
    r"|chosen|hidden|broken|grown|thrown|worn|gone|done|built|bound|heard|lost|met|paid|sold|taught|thought|won)"
)
NO_PARTICIPLE = {"embed", "mailing", "need", "seed", "string", "bring"}
MODULE_NAMES_OF_DJANGO = {"caching", "logging", "parsing", "throttling"}
INNER_CHOICES = {"Meta", "Command", "Status", "Kind", "Media", "Params", "Name", "Config"}
BANNED = {
    "told": "format, changes, notify",
    "stands": "is",
    "anew": "again",
    "hour": "time, datetime",
    "moment": "time, datetime",
    "moments": "times",
    "beside": "next to, with",
    "behind": "after",
    "sealed": "encrypted",
    "opened": "decrypted, decoded",
    "packed": "compressed",
    "kept": "cached, stored",
    "ring": "call, webhook",
    "rings": "calls, webhooks",
    "bell": "webhook",
    "bells": "webhooks",
    "sieve": "filter",
    "sift": "filter",
    "sifted": "filtered",
    "act": "action",
    "acts": "actions",
    "wish": "request",
    "wishes": "requests",
    "nevertheless": "overridden",
    "turned": "expired, started",
    "door": "visibility",
    "doors": "visibility",
    "whom": "a sentence with the noun",
}
"""Word → the words to use instead (also “handed out” → delivered, “take in” → ingest, “tells of” → notifies)."""
BANNED_PHRASES = {
    r"hand(ed|s|ing)? out": "delivered",
    r"(take|takes|taken|took|taking) in": "ingest",
    r"(tell|tells|telling) of": "notify",
    r"(of|beside|behind|about) whom": "a sentence with the noun",
}
BEHIND_A_PROXY = re.compile(
    r"\bbehind (a |the |its )?(trusted |reverse )?(proxy|proxies|pooler|https)\b", re.IGNORECASE
)
UNITS = re.compile(
    r"(?:\b(an|one|per|each|every|last|next|first|half an|this|the|rush|24-|a quarter of an)|%\(\w+\)[sd]) hour\b|\bhour(s|ly)\b"
)


def split_identifier(name: str) -> list[str]:
    parts = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name).lower().split("_")
    return [part for part in parts if part]


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("property" in ast.unparse(one) for one in node.decorator_list)


def docstrings(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and (
            text := ast.get_docstring(node)
        ):
            yield node, text, node.body[0].lineno


def attribute_docstrings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the strings that stand as statements, docstrings or not."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value, node.lineno


def comments(source: str) -> Iterator[tuple[str, int]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not re.match(r"#\s*(noqa|type:|fmt:|pragma)", token.string):
            yield token.string, token.start[0]


def check_first_lines(source: str) -> Iterator[str]:
    """Yield docstrings whose first line is long, starts with a question word, or (functions) with no verb."""
    for node, text, line in docstrings(ast.parse(source)):
        first = text.split("\n")[0]
        if len(first) > MAX_FIRST_LINE:
            yield f"{line}: first line has {len(first)} characters: {first}"
        if NOT_A_NOUN.match(first):
            yield f"{line}: begins with {first.split()[0]}: {first}"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_property(node):
            word = re.match(r"\w*", first)
            if NOT_A_VERB.match(first) and word and word[0] not in VERBS_THAT_LOOK_OTHERWISE:
                yield f"{line}: does not begin with a verb: {first}"


def defined_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def banned_in_prose(text: str) -> Iterator[str]:
    plain = BEHIND_A_PROXY.sub(" ", UNITS.sub(" ", text))
    for word in re.findall(r"[A-Za-z]+", plain):
        if word.lower() in BANNED:
            yield f"“{word}” (write: {BANNED[word.lower()]})"
    for phrase, instead in BANNED_PHRASES.items():
        if found := re.search(rf"\b{phrase}\b", plain, re.IGNORECASE):
            yield f"“{found[0]}” (write: {instead})"


def check_words(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for name, line in sorted(set(defined_names(tree)), key=lambda one: one[1]):
        for word in split_identifier(name):
            if word in BANNED:
                yield f"{line}: name {name}: “{word}” (write: {BANNED[word]})"
    for text, line in (*attribute_docstrings(tree), *comments(source)):
        for complaint in banned_in_prose(text):
            yield f"{line}: {complaint}: {text.strip()[:90]}"


def check_function_names(source: str) -> Iterator[str]:
    """Yield functions named by one participle or gerund; properties and methods of querysets may be."""
    tree = ast.parse(source)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    chained = {id(one) for node in classes if node.name.endswith("QuerySet") for one in node.body}
    for node in ast.walk(tree):
        if id(node) in chained:  # as Django's own `published()`
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_property(node):
            name = node.name.strip("_")
            if "_" not in name and PARTICIPLE.fullmatch(name) and name not in NO_PARTICIPLE:
                yield f"{node.lineno}: function {node.name} is no verb with its object"


def check_module_name(path: Path) -> Iterator[str]:
    name = path.parent.name if path.stem == "__init__" else path.stem
    if len(name) > MAX_MODULE_NAME:
        yield f"module name {name} is longer than {MAX_MODULE_NAME} letters"
    last = name.split("_")[-1]
    if (
        last not in MODULE_NAMES_OF_DJANGO
        and re.search(r"(ing|ed)$", last)
        and last not in NO_PARTICIPLE | {"feed"}
    ):
        yield f"module name {name} is a gerund or participle"


def class_names(source: str) -> Iterator[tuple[str, int]]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name.strip("_") not in INNER_CHOICES:
            yield node.name.strip("_"), node.lineno


def check_file(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    for rule in (check_first_lines, check_words, check_function_names):
        yield from (f"{path}:{complaint}" for complaint in rule(source))
    yield from (f"{path}: {complaint}" for complaint in check_module_name(path))
