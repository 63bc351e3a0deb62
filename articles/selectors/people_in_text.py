"""People found in text, and people for names that are written."""

from collections.abc import Collection, Sequence

from articles.models import Article
from articles.selectors.desk_lexicon import desk_lexicon
from articles.text.language import choose_rules
from articles.text.paragraphs import plain_paragraphs
from people.models import Alias, Office, Person
from people.names.match import normalize_name
from people.recognition.directory_match import DirectoryName, PersonLink, link_people, lookup_keys
from people.recognition.story_people import find_people
from people.recognition.types import FoundPerson

MAX_CHARS = 200_000
"""Of a text that is searched; more is no story."""


def find_person_links(
    found: Sequence[FoundPerson], *, others: Sequence[DirectoryName] = ()
) -> tuple[PersonLink, ...]:
    """Return the links in the order of `found`, by three queries.

    `others` are names that the directory does not have yet.
    """
    keys = {key for person in found for key in lookup_keys(person)}
    names = (
        dict(Person.objects.with_search_keys(keys).order_by("pk").values_list("pk", "name")) if keys else {}
    )
    offices: dict[int, list[str]] = {}
    for number, title in (
        Office.objects.filter(person__in=names).order_by("pk").values_list("person_id", "title")
    ):
        offices.setdefault(number, []).append(title)
    aliases = Alias.objects.filter(person__in=names).order_by("pk").values_list("person_id", "name")
    return link_people(
        found,
        [
            DirectoryName(person_id=number, name=name, offices=tuple(offices.get(number, ())))
            for number, name in (*names.items(), *aliases)
        ]
        + list(others),
    )


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
