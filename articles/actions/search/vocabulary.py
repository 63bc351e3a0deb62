"""Words of published stories, collected in the order of the publication log.

Each run begins where the last one ended, so an archive of any size is read in pieces and an interrupted run is
continued. Words are divided after they were collected, those of other languages than German into nothing: only then do
pages learn of them. A noun that is new may be part of words divided before: those are divided again.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from articles.models import Edition, FeedState, SearchWord, SearchWordProgress
from articles.querysets import EditionQuerySet
from articles.search.words import WordUse, add_uses, collect_words
from articles.text.compounds import find_parts, list_candidates, read_dictionary
from newsroom.language_tags import primary_tag

STORIES, WORDS = 100, 500
"""Stories collected and words divided in one transaction."""
GERMAN = "de"
COLLECTED = ("language", "kicker", "headline", "dek", "plain", "captions", "names", "dateline", "byline")
ADD = """
INSERT INTO articles_searchword AS known (language, word, form, stories, noun, name, stem, parts)
SELECT %s, word, form, stories, noun, name,
    coalesce((tsvector_to_array(to_tsvector(newsroom_stems(%s), word)))[1], ''), NULL
FROM unnest(%s::text[], %s::text[], %s::int[], %s::bool[], %s::bool[]) AS new (word, form, stories, noun, name)
ON CONFLICT (word, language) DO UPDATE SET stories = known.stories + excluded.stories,
    noun = known.noun OR excluded.noun, name = known.name OR excluded.name,
    form = CASE WHEN excluded.name AND NOT known.name THEN excluded.form
        WHEN excluded.form = known.word AND excluded.name >= known.name THEN known.word ELSE known.form END,
    parts = CASE WHEN excluded.name AND NOT known.name THEN '{}' ELSE known.parts END
"""
DIVIDE_AGAIN = """
UPDATE articles_searchword SET parts = NULL
FROM unnest(%s::text[]) AS new (learned)
WHERE language = 'de' AND parts IS NOT NULL AND NOT name AND word LIKE '%%' || learned || '%%' AND word <> learned
"""
STORE_PARTS = """
UPDATE articles_searchword AS known SET parts = string_to_array(divided.parts, ' ')
FROM unnest(%s::bigint[], %s::text[]) AS divided (id, parts) WHERE known.id = divided.id
"""
MIN_LEARNED = 5


def collect_next(*, stories: int = STORIES) -> int:
    """Collect the words of the next stories in the log and return how many there were."""
    with transaction.atomic():
        progress = _lock_progress()
        if progress is None:
            return 0
        rows = list(
            FeedState.objects.filter(seq__gt=progress.seq)
            .order_by("seq")
            .values_list("seq", "article_id")[:stories]
        )
        if not rows:
            return 0
        _add_words(Edition.objects.live().filter(article__in=[article_id for _, article_id in rows]))
        progress.seq = rows[-1][0]
        progress.save(update_fields=["seq"])
    return len(rows)


def divide_next(*, words: int = WORDS) -> int:
    """Divide the next words and return how many there were; the pages with words end."""
    with transaction.atomic():
        progress = _lock_progress()
        if progress is None:
            return 0
        undivided = SearchWord.objects.filter(parts=None).order_by("pk")
        rows = list(undivided.only("word", "language", "name")[:words])
        if not rows:
            return 0
        parts = _find_parts([row.word for row in rows if row.language == GERMAN and not row.name])
        divided = [parts.get(row.word, "") if row.language == GERMAN else "" for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(STORE_PARTS, [[row.pk for row in rows], divided])
        progress.revision += 1
        progress.save(update_fields=["revision"])
    return len(rows)


def update_words(*, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Collect and divide until done or stopped; return the number of stories."""
    total = 0
    for step in (collect_next, divide_next):
        while not should_stop() and (done := step()):
            total += done if step is collect_next else 0
    return total


def count_waiting() -> int:
    """Return how many stories changed since their words were collected."""
    seq = SearchWordProgress.objects.values_list("seq", flat=True).first() or 0
    return FeedState.objects.filter(seq__gt=seq).count()


def count_undivided() -> int:
    return SearchWord.objects.filter(parts=None).count()


@transaction.atomic
def forget_words() -> None:
    """Delete all words, so that the next run begins with the first story."""
    if progress := _lock_progress():
        SearchWord.objects.all().delete()
        progress.seq, progress.revision = 0, progress.revision + 1
        progress.save()


def _lock_progress() -> SearchWordProgress | None:
    """Return the progress, None while another run has it."""
    SearchWordProgress.objects.get_or_create(pk=1)
    return SearchWordProgress.objects.select_for_update(skip_locked=True).first()


def _find_parts(words: Sequence[str]) -> dict[str, str]:
    """Return the base forms of the parts of German words, joined by spaces."""
    wanted = {form for word in words for form in list_candidates(word)}
    known = SearchWord.objects.filter(language=GERMAN, word__in=wanted, noun=True, name=False)
    nouns = frozenset(known.values_list("word", flat=True))
    return {word: " ".join(sorted(find_parts(word, nouns))) for word in words}


def _add_words(editions: EditionQuerySet) -> None:
    uses: dict[str, dict[str, WordUse]] = defaultdict(dict)
    for edition in editions.only(*COLLECTED).iterator():
        texts = (edition.kicker, edition.headline, edition.dek, edition.captions, edition.plain)
        found = collect_words("\n".join(texts), (edition.names, edition.dateline, edition.byline))
        add_uses(uses[primary_tag(edition.language)], found)
    for language, words in sorted(uses.items()):
        new_nouns = _store_words(language, words)
        if language == GERMAN and new_nouns:
            with connection.cursor() as cursor:
                cursor.execute(DIVIDE_AGAIN, [new_nouns])


def _store_words(language: str, words: dict[str, WordUse]) -> list[str]:
    """Add the words and return the nouns that were none before."""
    rows = sorted(words.items())
    columns: Sequence[list[Any]] = (
        [word for word, _ in rows],
        [use.form for _, use in rows],
        [use.texts for _, use in rows],
        [use.noun and language == GERMAN for _, use in rows],
        [use.name for _, use in rows],
    )
    nouns = {word for word, use in rows if use.noun and len(word) >= MIN_LEARNED} - read_dictionary().nouns
    known = SearchWord.objects.filter(language=language, word__in=nouns, noun=True).values_list(
        "word", flat=True
    )
    new_nouns = sorted(nouns - set(known)) if language == GERMAN else []
    with connection.cursor() as cursor:
        cursor.execute(ADD, [language, language, *columns])
    return new_nouns
