"""Labelled copy of many publishers, and the values of it that a reading has right.

A folder has labelled lines in `credits.jsonl`, `tags.jsonl`, `captions.jsonl` and `articles.jsonl` or `stories.jsonl`,
as `tests/data/reading` has, saved pages (`*.html.gz`) with what they hold in `expected.jsonl`, or digests (`*.txt`)
with their reports in `*.expected.json`. Labelled copy of publishers belongs to them, so that it stays outside the
product.
"""

import gzip
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from articles.parsing.errors import CopyError
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story.parse import read_copy
from articles.parsing.story.releases import read_title
from articles.parsing.story.two_stories import split_stories
from articles.parsing.to_dict import PARSERS

FOLDS = 5
KINDS = {"credits": "credit", "tags": "tag", "captions": "caption", "articles": "story", "stories": "story"}
KEYS = {
    "credit": (
        "photographers", "agencies", "pool", "distributor", "handout", "archive", "year", "copyright",
    ),
    "tag": ("agencies", "editors", "unknown", "trailing"),
    "caption": ("caption", "place", "date", "credit_raw"),
    "story": (
        "headline", "dateline", "lead_caption", "credit_raw", "body_paragraphs", "agencies_tag", "editors_tag",
    ),
}  # fmt: skip
MOST = 0.95
"""Share of a page's paragraphs, given and wanted, from which its body is right."""
LONG_PARAGRAPH = 40
LINE_ENDS = re.compile(
    r"(?i)</(?:p|div|h\d|li|figcaption|figure|section|header|article|ul|td|tr|button|a)>|<br[^>]*>"
)
UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")
QUOTES = re.compile("[„“”«»\"‚‘’']")

type Row = Mapping[str, Any]
type Judgement = tuple[str, int, int]
"""Name of a figure, and of how many values how many are right. Names with a point are parts of another figure."""


@dataclass(frozen=True, slots=True)
class LabelledCase:
    name: str
    publisher: str
    kind: str
    raw: str
    label: Row
    judge: Callable[[Row, Row], Iterator[Judgement]]

    @property
    def fold(self) -> int:
        return sha256(self.publisher.encode()).digest()[0] % FOLDS

    def read(self) -> list[Judgement]:
        """Read the copy and judge it; copy that cannot be read has every value wrong."""
        try:
            answer: Row = READERS[self.kind](self.raw, BUILTIN, explain=False)
        except CopyError:
            answer = {}
        return list(self.judge(self.label, answer))


def list_cases(folders: Iterable[Path]) -> Iterator[LabelledCase]:
    for folder in folders:
        yield from _list_lines(folder)
        yield from _list_digests(folder)
        if (folder / "expected.jsonl").is_file():
            yield from _list_pages(folder)


def _list_lines(folder: Path) -> Iterator[LabelledCase]:
    for file, kind in KINDS.items():
        for row in _load(folder / f"{file}.jsonl"):
            name = f"{folder.name}/{file}/{row['id']}"
            publisher = find_publisher(row.get("source") or row["id"])
            yield LabelledCase(name, publisher, kind, row["raw"], row, JUDGES[kind])


def _list_pages(folder: Path) -> Iterator[LabelledCase]:
    for page in _load(folder / "expected.jsonl"):
        body = cut_body(gzip.decompress((folder / page["file"]).read_bytes()).decode("utf-8", "replace"))
        for form, raw in (("page", body), ("page as text", strip_tags(body))):
            name = f"{form}: {page['file']}"
            yield LabelledCase(
                name, page["publisher"], "story", raw, {**page, "form": form, "raw": raw}, judge_page
            )


def _list_digests(folder: Path) -> Iterator[LabelledCase]:
    for labels in sorted(folder.glob("*.expected.json")):
        name = labels.name.removesuffix(".expected.json")
        raw = (folder / f"{name}.txt").read_text(encoding="utf-8")
        label = json.loads(labels.read_text(encoding="utf-8"))
        yield LabelledCase(f"{folder.name}/{name}", name, "digest", raw, label, judge_digest)


def read_digest(raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> dict[str, object]:
    """Read each report of a mail or release apart, as the desk does; there is no evidence to `explain`."""
    reports = [read_copy(part, lexicon=lexicon) for part in split_stories(raw, lexicon)]
    stories = [
        {
            "headline": title.value if (title := read_title(report)) else None,
            "place": report.dateline_place,
            "paragraphs": list(report.paragraphs),
        }
        for report in reports
    ]
    return {"stories": stories}


def _load(file: Path) -> list[Row]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [json.loads(line) for line in lines if line.strip()]


def find_publisher(source: str) -> str:
    """Return the last part of a path in brackets, else the host of an address."""
    if path := re.search(r"\(([^()]+)\)$", source):
        return path[1].rpartition("/")[2]
    return urlsplit(source).netloc.removeprefix("www.") or source


def cut_body(page: str) -> str:
    """Return what a browser's selection has of a page: its body without scripts and styles."""
    page = re.sub(r"(?is)<(script|style|noscript|template)\b.*?</\1\s*>", "", page)
    body = re.search(r"(?is)<body\b[^>]*>(.*)</body>", page)
    return body[1] if body else page


def strip_tags(body: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", LINE_ENDS.sub("\n", body)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.splitlines()))


def fold_text(value: object) -> object:
    """Return a value by which two spellings of one text are equal."""
    if isinstance(value, str):
        text = QUOTES.sub('"', UNSEEN.sub("", html.unescape(value)))
        return " ".join(text.split()) or None
    return [fold_text(one) for one in value] if isinstance(value, list) else value


def judge_keys(kind: str, row: Row, answer: Row) -> Iterator[Judgement]:
    """Judge each key, and all of them together."""
    right = [fold_text(row.get(key)) == fold_text(answer.get(key)) for key in KEYS[kind]]
    yield kind, all(right), 1
    for key, is_right in zip(KEYS[kind], right, strict=True):
        yield f"{kind}.{key}", is_right, 1


def judge_credit(row: Row, answer: Row) -> Iterator[Judgement]:
    yield from judge_keys("credit", row, answer)


def judge_tag(row: Row, answer: Row) -> Iterator[Judgement]:
    yield from judge_keys("tag", row, answer)


def judge_caption(row: Row, answer: Row) -> Iterator[Judgement]:
    (_kind, is_right, _count), *keys = judge_keys("caption", row, answer)
    wanted, given = (
        [(fold_text(person.get("name")), person.get("position")) for person in people]
        for people in (row["persons"], answer.get("persons") or [])
    )
    yield "caption", is_right and wanted == given, 1
    yield "caption.persons", wanted == given, 1
    yield from keys


def judge_story(row: Row, answer: Row) -> Iterator[Judgement]:
    yield from judge_keys("story", row, answer)
    if "persons" not in row:
        return
    wanted, given = (
        {fold_text(person["name"]): person for person in people}
        for people in (row["persons"], answer.get("persons") or [])
    )
    both = wanted.keys() & given.keys()
    yield "people F1", 2 * len(both), len(wanted) + len(given)
    yield from _judge_offices(wanted, given)


def _judge_offices(wanted: Mapping[Any, Row], given: Mapping[Any, Row]) -> Iterator[Judgement]:
    for name in wanted.keys() | given.keys():
        of_label, of_answer = (people.get(name, {}).get("roles") or [] for people in (wanted, given))
        hits = sum(any(is_same_office(one, other) for other in of_answer) for one in of_label)
        yield "offices F1", 2 * hits, len(of_label) + len(of_answer)


def is_same_office(one: str, other: str) -> bool:
    """Return whether two wordings agree but for inflection and an adjective."""
    first, second = ({_stem(word) for word in re.findall(r"[\w-]+", text.lower())} for text in (one, other))
    return bool(first and second) and len(first & second) / len(first | second) >= 0.6


def _stem(word: str) -> str:
    return re.sub(r"(?:es|en|er|em|e|s|n)$", "", word) if len(word) > 4 else word


def judge_page(page: Row, answer: Row) -> Iterator[Judgement]:
    form = page["form"]
    headline, title = _lower(answer.get("headline")), _lower(page["title"])
    is_headline = len(headline) > 8 and (headline in title or title in headline)
    wanted, given = _long(page["paragraphs"]), _long(_text_of(answer.get("paragraphs")))
    given -= _long([*page["summary"], *page["headings"]])
    found = len(wanted & given)
    is_body = found >= MOST * max(1, len(wanted)) and found >= MOST * max(1, len(given))
    yield f"{form} exact", is_headline and is_body, 1
    yield f"{form} headline", is_headline, 1
    yield f"{form} body", is_body, 1
    yield f"{form} paragraphs F1", 2 * found, len(wanted) + len(given)
    yield from _judge_figures(form, page, answer)


def _judge_figures(form: str, page: Row, answer: Row) -> Iterator[Judgement]:
    told = [_lower(answer.get("lead_caption"))]
    told += map(_lower, _text_of(answer.get("extra_captions")))
    captions = [_lower(image["caption"]) for image in page["images"] if image["caption"]]
    found = sum(any(_overlap(caption, one) for one in told if len(one) > 10) for caption in captions)
    yield f"{form} captions", found, len(captions)
    pictures = _lower(
        json.dumps([answer.get("credit_raw"), answer.get("extra_captions")], ensure_ascii=False)
    )
    lines = [_lower(credit) for image in page["images"][:1] for credit in image["credits"]]
    yield f"{form} lead credit", sum(credit[:25] in pictures for credit in lines), len(lines)


def _lower(text: str | None) -> str:
    return str(fold_text(text or "") or "").casefold()


def _long(texts: Iterable[str]) -> set[str]:
    return {_lower(text) for text in texts if len(text) > LONG_PARAGRAPH}


def _text_of(parts: Iterable[Any] | None) -> list[str]:
    return [
        part if isinstance(part, str) else part.get("text") or part.get("caption") or part.get("raw") or ""
        for part in parts or []
    ]


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one[:40] in other or other[:40] in one)


def judge_digest(label: Row, answer: Row) -> Iterator[Judgement]:
    given = answer.get("stories") or []
    yield "digest parted", len(given) == len(label["stories"]), 1
    for wanted, report in zip_longest(label["stories"], given, fillvalue={}):
        for key in ("headline", "place"):
            yield f"digest {key}", bool(report) and wanted.get(key) == report.get(key), 1
        texts = [{_lower(text) for text in story.get("paragraphs") or []} for story in (wanted, report)]
        yield "digest paragraphs F1", 2 * len(texts[0] & texts[1]), len(texts[0]) + len(texts[1])


READERS = {**PARSERS, "digest": read_digest}
JUDGES: dict[str, Callable[[Row, Row], Iterator[Judgement]]] = {
    "credit": judge_credit,
    "tag": judge_tag,
    "caption": judge_caption,
    "story": judge_story,
}
