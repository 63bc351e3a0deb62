"""Stories of a NewsML 1 item: components that hold a text of their own. Pure."""

import re
from dataclasses import dataclass, field
from typing import Final

from articles.wire.newsml_1.content import find_data, has_markup, media_kind, read_label
from articles.wire.newsml_1.tree import NewsMlComponent
from articles.wire.safe_xml import XmlElement
from newsroom.text.wordlists import split_words

_LABELS: Final = split_words(
    "caption title headline subheadline subtitle kicker stylesheet logo thumbnail preview quicklook highdef image clip "
    "sound picture photo graphic byline dateline keyword keywords credit copyright slug slugline metadata"
)
_LEADS: Final = split_words("lead leadin leadtext intro introduction standfirst chapeau")
_TEASERS: Final = split_words("abstract summary teaser")
_MEDIA: Final = split_words("picture photo image images graphic infographic illustration video audio")
_NOTES: Final = split_words(
    "contact contacts note notes ednote editorialnote editorsnote editornote advisory comment instruction instructions"
)
_NO_LETTER = re.compile(r"[^a-z]")


@dataclass(slots=True)
class NewsMlStory:
    """Text with the chain of components that describe it, from the outermost inwards."""

    owner: NewsMlComponent
    """Innermost component with a headline of its own."""
    chain: tuple[NewsMlComponent, ...]
    contents: list[XmlElement] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    """First paragraphs that stand apart from the text."""
    teasers: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Role and text."""

    @property
    def language(self) -> str:
        return next(filter(None, (component.language for component in reversed(self.chain))), "")

    @property
    def content(self) -> XmlElement | None:
        """The first text with markup, else the first text."""
        marked = filter(has_markup, self.contents)
        return next(marked, self.contents[0]) if self.contents else None

    @property
    def describes_media(self) -> bool:
        """True for the text of a picture or video, by its role or its place."""
        inner = self.chain[1:]
        by_role = any(role_word(one.role) in _MEDIA for one in inner)
        return by_role or any(content.get("Href") for one in inner[-1:] for content in one.contents)

    @property
    def is_repeated(self) -> bool:
        """True if there are further texts that are no equivalents of the first one."""
        return len(self.contents) > 1 and not any(one.is_list_of_equivalents for one in self.chain)


def find_stories(top: NewsMlComponent) -> list[NewsMlStory]:
    """Return the stories in a component; equivalents in one language are one story."""
    stories: dict[NewsMlComponent, NewsMlStory] = {}
    for component in top.walk():
        for content in component.contents:
            if find_data(content) is not None and media_kind(content) in {"", "text"}:
                _add_content(stories, component, content)
    found = [story for story in stories.values() if story.contents]
    if top.is_list_of_equivalents:
        found = list({story.language: story for story in reversed(found)}.values())[::-1]
    return found


def put_main_first(stories: list[NewsMlStory], top: NewsMlComponent) -> list[NewsMlStory]:
    """Return the stories with the one first that is in the language of the whole item."""
    return sorted(stories, key=lambda story: story.language != top.language) if top.language else stories


def role_word(role: str) -> str:
    return _NO_LETTER.sub("", role.casefold())


def is_caption(component: NewsMlComponent) -> bool:
    return role_word(component.role) == "caption"


def _add_content(
    stories: dict[NewsMlComponent, NewsMlStory], component: NewsMlComponent, content: XmlElement
) -> None:
    role = role_word(component.role)
    owner = _find_owner(component)
    if role in _LABELS and role != "title":
        return
    story = stories.setdefault(owner, NewsMlStory(owner, owner.chain))
    if role == "title":
        story.titles.append(read_label(content))
    elif role in _LEADS:
        story.leads.append(read_label(content))
    elif role in _TEASERS:
        story.teasers.append(read_label(content))
    elif role in _NOTES:
        story.notes.append((component.role, read_label(content)))
    else:
        story.chain = component.chain if not story.contents else story.chain
        story.contents.append(content)


def _find_owner(component: NewsMlComponent) -> NewsMlComponent:
    return next((one for one in reversed(component.chain) if one.line("headline")), component.chain[0])
