"""People named in a story's own text that no mention of the story settles."""

from collections.abc import Collection, Sequence

from articles.models import Article
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_for_names import find_person_links
from articles.text.language import choose_rules
from articles.text.paragraphs import plain_paragraphs
from people.names.match import normalize_name
from people.recognition.directory_match import PersonLink
from people.recognition.story_people import find_people

MAX_CHARS = 200_000
"""Of a text that is searched; more is no story."""


def find_people_in_text(
    paragraphs: Sequence[str], *, language: str, byline: str = "", settled: Collection[str] = ()
) -> tuple[PersonLink, ...]:
    """Return the people of the text, linked where one record fits.

    Names in `settled`, which the story mentions or an editor has rejected, are left out, and so are the authors.
    """
    text = "\n".join(paragraphs)
    if not text or len(text) > MAX_CHARS:
        return ()
    found = find_people(paragraphs, language=choose_rules(language, text), offices=desk_lexicon().offices)
    known = {normalize_name(name) for name in settled}
    authors = byline.casefold()
    new = [
        person
        for person in found
        if normalize_name(person.name) not in known and person.name.casefold() not in authors
    ]
    return find_person_links(new) if new else ()


def find_unsettled_people(article: Article) -> tuple[PersonLink, ...]:
    """Return the people of a saved story that none of its mentions names."""
    return find_people_in_text(
        [text for text in (article.dek, *plain_paragraphs(article.body)) if text],
        language=article.language,
        byline=article.byline,
        settled=[mention.name for mention in article.mentions.all()],
    )
