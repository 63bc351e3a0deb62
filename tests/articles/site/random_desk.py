"""A desk that does anything at random, and the addresses of all that it ever made."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import orjson
from django.utils.timezone import get_default_timezone

from articles.actions.archive.import_stories import Chunk, import_chunk, load_reference_ids
from articles.actions.desk.brand import BrandDraft, save_brand
from articles.actions.desk.front_arrangement import SECTION_KINDS, BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front, arrange_section_front, write_static_page
from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.errors import ActionRefused
from articles.actions.media_files.save import block_media_file, save_media_file, set_media_rights
from articles.actions.photos.rights import block_photo, set_photo_rights
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.publish import correct, publish, update
from articles.actions.stories.schedule import schedule
from articles.actions.stories.translations import link_translation, unlink_translation
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import (
    Agency,
    Article,
    Edition,
    MediaFile,
    Photo,
    Section,
    StaffInitials,
    StaticPage,
    Topic,
)
from articles.models.front_page import FrontBlockKind, StripShape
from articles.rights.grants import RightsChannel
from articles.site.brand import read_brand
from articles.site.share_card import story_card_path
from articles.text.figures import write_figure
from articles.text.media_figures import write_media_figure
from articles.url_paths import author_path, person_path, site_path, story_path
from articles.wire.archive_json import parse_line
from people.actions import OfficeDraft, PersonDraft, save_person
from people.actions.merge_people import MergeChoices, merge_records, undo_record_merge
from people.models import Person, PersonMerge
from tests.factories import make_media, make_person, make_photo, make_section, make_story
from tests.front_pages import arrange_front_page

WORDS = ("Hafen", "Kran", "Werft", "Fähre", "Rat", "Haushalt", "Deich", "Schleuse")
AUTHORS = ("Dora Lind", "Jan Meer", "Ida Brandt")
LANGUAGES = ("de", "de", "en", "da")
AGENCIES = ("", "(dpa)", "(afp/dl)", "(dl)")
CHANNELS = (RightsChannel.SITE, RightsChannel.SOCIAL, RightsChannel.PARTNER)
FIXED = (
    "/", "/archiv/personen/", "/archiv/personen/t/", "/archiv/themen/", "/archiv/autoren/", "/archiv/quellen/", "/suche/?q=Hafen", "/suche/?q=Talberg", "/suche/?q=Werft&section=politik", "/korrekturen/",
    "/korrekturen/feed.atom", "/archiv/", "/kompakt/", "/feed.json", "/feed.atom", "/sitemap.xml",
    "/sitemap-news.xml", "/sitemap-lists.xml", "/nowhere/", "/en/",
    *(site_path(f"/{name}/") for name in StaticPage.Name),
)  # fmt: skip


@dataclass
class RandomDesk:
    random: Random
    addresses: set[str] = field(default_factory=lambda: set(FIXED))
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def prepare(self, at: datetime, stories: int = 8) -> None:
        """Make what stories refer to, and some stories."""
        self.sections = [make_section(), make_section("Sport", "sport"), make_section("Kultur", "kultur")]
        Section.objects.create(name="Fußball", slug="fussball", parent=self.sections[1])
        self.sections = list(Section.objects.all())
        for name in ("Mira Talberg", "Olav Brandt", "Jette Talberg", "Karl Meier"):
            make_person(name, "Senatorin")
        for name, slug in (("Werft", "werft"), ("Kreuzfahrt", "kreuzfahrt"), ("Deiche", "deiche")):
            Topic.objects.create(name=name, slug=slug)
        for initials, name, slug in (("dl", AUTHORS[0], "dora-lind"), ("jm", AUTHORS[1], "jan-meer")):
            StaffInitials.objects.create(initials=initials, name=name, slug=slug)
        for _ in range(4):
            make_photo(channels=CHANNELS)
        for _ in range(2):
            make_media(self.text(), channels=CHANNELS, poster_id=Photo.objects.last().pk)
        StaffInitials.objects.filter(initials="dl").update(portrait=Photo.objects.first())
        for _ in range(stories):
            self.publish_story(at)

    def act(self, at: datetime) -> str:
        """Do one thing, or find that it is refused; return its name."""
        do: Callable[[datetime], None] = self.random.choice(self.acts)
        try:
            do(at)
        except ActionRefused:
            return f"{do.__name__} (refused)"
        return do.__name__

    @property
    def acts(self) -> list[Callable[[datetime], None]]:
        return [
            self.publish_story, self.publish_story, self.publish_story, self.update_story, self.update_story,
            self.correct_story, self.withhold_story, self.kill_story, self.restore_story, self.schedule_story,
            self.change_contract, self.block_or_free_photo, self.change_photo_rights, self.crop_photo,
            self.block_or_free_media, self.change_media, self.change_media,
            self.change_person, self.change_person, self.merge_people, self.undo_merge, self.rename_topic,
            self.add_topic, self.change_section, self.add_section, self.arrange_front, self.arrange_blocks,
            self.arrange_section, self.write_page, self.change_author, self.rename_agency, self.import_archive, self.publish_breaking, self.end_breaking,
            self.link_translation, self.link_translation, self.unlink_translation, self.choose_related,
            self.add_topic, self.change_section, self.add_section, self.arrange_front, self.write_page,
            self.change_author, self.rename_agency, self.import_archive, self.change_brand,
        ]  # fmt: skip

    def some[T](self, things: list[T], most: int) -> list[T]:
        return self.random.sample(things, min(len(things), self.random.randint(0, most)))

    def one_public(self) -> Article:
        return self.random.choice(list(Article.objects.in_state("published")))  # type: ignore[arg-type]

    def text(self) -> str:
        return f"{' '.join(self.random.choices(WORDS, k=3))} Nummer {next(self.numbers)}"

    def change(self) -> StoryChange:
        return StoryChange(
            fields={
                "headline": self.text(),
                "section_id": self.random.choice(self.sections).pk,
                "byline": self.random.choice(["", f"Von {AUTHORS[0]}", f"Von {AUTHORS[1]} und {AUTHORS[2]}"]),
                "urgency": self.random.randint(1, 9),
                "genre": self.random.choice(["report", "comment"]),
                "tag_raw": self.random.choice(AGENCIES),
                "language": self.random.choice(LANGUAGES),
            },
            mentions=tuple(
                MentionDraft(name=person.name, person_id=person.pk, status="linked", count=1)
                for person in self.some(list(Person.objects.without_merged()), 2)
            ),
            placements=tuple(
                PlacementDraft(photo_id=photo.pk, role="inline" if place else "lead", caption=self.text())
                for place, photo in enumerate(self.some(list(Photo.objects.all()), 2))
            ),
        )

    def publish_story(self, at: datetime) -> None:
        article = self.draft(at)
        publish(article.pk, by=None, at=at)
        self.remember(article.pk)

    def publish_breaking(self, at: datetime) -> None:
        article = self.draft(at)
        Article.objects.filter(pk=article.pk).update(urgency=1)
        publish(
            article.pk, by=None, at=at, breaking_until=at + timedelta(seconds=self.random.choice((15, 60)))
        )
        self.remember(article.pk)

    def end_breaking(self, at: datetime) -> None:
        for article in Article.objects.in_state("published").exclude(breaking_until=None)[:1]:  # type: ignore[arg-type]
            update(article.pk, StoryChange(breaking_until=None), by=None, at=at)

    def draft(self, at: datetime) -> Article:
        section = self.random.choice(self.sections)
        pictures = self.some(list(Photo.objects.all()), 2)
        in_text = self.some(pictures, 2)
        figure = write_figure([photo.pk for photo in in_text]) if in_text else ""
        media = "".join(write_media_figure(one.pk) for one in self.some(list(MediaFile.objects.all()), 2))
        article = make_story(
            self.text(), body=f"<p>{self.text()}.</p>{figure}{media}", section=section, at=at,
            byline=self.random.choice(["", f"Von {AUTHORS[0]}", f"Von {AUTHORS[2]} und {AUTHORS[1]}"]),
            tag=self.random.choice(AGENCIES), language=self.random.choice(LANGUAGES),
            people=tuple(self.some(list(Person.objects.without_merged()), 2)), pictures=tuple(pictures),
        )  # fmt: skip
        article.topics.set(self.some(list(Topic.objects.all()), 2))
        return article

    def choose_related(self, at: datetime) -> None:
        story, others = self.one_public(), list(Article.objects.values_list("pk", flat=True))
        chosen = [pk for pk in self.some(others, 5) if pk != story.pk]
        update(story.pk, StoryChange(fields={"related_ids": chosen}), by=None, at=at)

    def link_translation(self, at: datetime) -> None:
        stories = self.random.sample(list(Article.objects.all()), 2)
        link_translation(stories[0].pk, stories[1].pk, by=None, at=at)

    def unlink_translation(self, at: datetime) -> None:
        unlink_translation(self.random.choice(list(Article.objects.all())).pk, by=None, at=at)

    def schedule_story(self, at: datetime) -> None:
        schedule(self.draft(at).pk, publish_at=at + timedelta(seconds=15), by=None, at=at)

    def update_story(self, at: datetime) -> None:
        article = self.one_public()
        article.topics.set(self.some(list(Topic.objects.all()), 2))
        update(article.pk, self.change(), by=None, at=at)
        self.remember(article.pk)

    def correct_story(self, at: datetime) -> None:
        note = f"Es waren {self.random.randint(2, 99)} Schiffe, nicht {self.random.randint(100, 200)}."
        correct(self.one_public().pk, desk_note=f"Absatz 1: {note}", public_note=note, by=None, at=at)

    def withhold_story(self, at: datetime) -> None:
        withhold(self.one_public().pk, reason="legal", by=None, at=at)

    def kill_story(self, at: datetime) -> None:
        kill(self.one_public().pk, reason="legal", by=None, at=at)

    def restore_story(self, at: datetime) -> None:
        for article in Article.objects.in_state("withheld")[:1]:  # type: ignore[arg-type]
            restore(article.pk, by=None, at=at)

    def change_contract(self, at: datetime) -> None:
        agency = self.random.choice(list(Agency.objects.filter(code__in=("dpa", "afp"))))
        channels = self.some(list(CHANNELS), 3)
        set_contract(
            agency.pk, [GrantDraft(channel=channel, allow=True) for channel in channels], by=None, at=at
        )

    def block_or_free_photo(self, at: datetime) -> None:
        photo = self.random.choice(list(Photo.objects.all()))
        block_photo(photo.pk, not photo.blocked, by=None, at=at)

    def change_photo_rights(self, at: datetime) -> None:
        photo = self.random.choice(list(Photo.objects.all()))
        until = self.random.choice([None, at + timedelta(seconds=40)])
        rights = [
            GrantDraft(channel=channel, allow=True, until=until) for channel in self.some(list(CHANNELS), 3)
        ]
        set_photo_rights(photo.pk, rights, by=None, at=at)

    def block_or_free_media(self, at: datetime) -> None:
        media = self.random.choice(list(MediaFile.objects.all()))
        block_media_file(media.pk, not media.blocked, by=None, at=at)

    def change_media(self, at: datetime) -> None:
        media = self.random.choice(list(MediaFile.objects.all()))
        save_media_file(media.pk, {"caption": self.text()}, by=None, at=at)
        until = self.random.choice([None, at + timedelta(seconds=40)])
        rights = [GrantDraft(channel=channel, until=until) for channel in self.some(list(CHANNELS), 3)]
        set_media_rights(media.pk, rights, by=None, at=at)

    def crop_photo(self, _at: datetime) -> None:
        photo = self.random.choice(list(Photo.objects.all()))
        Photo.objects.filter(pk=photo.pk).update(
            focus_x=self.random.random(), credit=self.text(),
            crop_standard=self.random.choice([[], [0.0, 0.1, 0.5], [0.3, 0.0, 0.6]]),
        )  # fmt: skip

    def change_person(self, _at: datetime) -> None:
        person = self.random.choice(list(Person.objects.without_merged()))
        draft = PersonDraft(
            name=self.random.choice([person.name, f"{person.name.split()[0]} {self.random.choice(WORDS)}"]),
            slug=person.slug,
            description=self.text(),
            hidden=self.random.random() < 0.3,
            aliases=(self.text(),),
            offices=[OfficeDraft(title=self.random.choice(WORDS))],
        )
        save_person(person.pk, draft, by=None)

    def merge_people(self, at: datetime) -> None:
        people = list(Person.objects.without_merged())
        if len(people) > 2:
            loser, survivor = self.random.sample(people, 2)
            merge_records(loser.pk, survivor.pk, MergeChoices(), by=None, at=at)

    def undo_merge(self, at: datetime) -> None:
        for merge in PersonMerge.objects.filter(undone_at=None).order_by("-pk")[:1]:
            undo_record_merge(merge.pk, by=None, at=at)

    def rename_topic(self, at: datetime) -> None:
        topic = self.random.choice(list(Topic.objects.all()))
        save_entry(Topic, {"name": self.text()}, by=None, at=at, pk=topic.pk)

    def add_topic(self, _at: datetime) -> None:
        number, parents = next(self.numbers), [None, *Topic.objects.all()]
        Topic.objects.create(name=self.text(), slug=f"thema-{number}", parent=self.random.choice(parents))
        self.addresses |= {f"/thema/thema-{number}/", f"/thema/thema-{number}/feed.atom"}

    def change_section(self, at: datetime) -> None:
        section = self.random.choice(self.sections)
        facts = self.random.choice(
            [{"name": self.text()}, {"slug": f"{section.slug.partition('-')[0]}-{next(self.numbers)}"}]
        )
        save_entry(Section, facts, by=None, at=at, pk=section.pk)
        self.sections = list(Section.objects.all())

    def add_section(self, at: datetime) -> None:
        number = next(self.numbers)
        save_entry(Section, {"name": self.text(), "slug": f"ressort-{number}"}, by=None, at=at)
        self.sections = list(Section.objects.all())
        self.addresses |= {f"/ressort-{number}/", f"/ressort-{number}/feed.atom"}

    def arrange_front(self, at: datetime) -> None:
        public = list(Edition.objects.public(at=at).values_list("article_id", flat=True))
        arrange_front_page(self.some(public, 4), by=None, at=at)

    def arrange_blocks(self, at: datetime) -> None:
        public = list(Edition.objects.public(at=at).values_list("article_id", flat=True))
        stories = self.some(public, 6)
        arrange_front(FrontArrangement(tuple(stories[:2]), self.blocks(stories[2:])), by=None, at=at)

    def arrange_section(self, at: datetime) -> None:
        public = list(Edition.objects.public(at=at).values_list("article_id", flat=True))
        stories = self.some(public, 6)
        blocks = tuple(block for block in self.blocks(stories[2:]) if block.kind in SECTION_KINDS)
        arranged = FrontArrangement(tuple(stories[:2]), blocks)
        wanted = self.random.choice([arranged, FrontArrangement(blocks=())])
        arrange_section_front(self.random.choice(self.sections).pk, wanted, by=None, at=at)

    def blocks(self, stories: list[int]) -> tuple[BlockDraft, ...]:
        kinds = self.random.sample(FrontBlockKind.values, 4)
        topic, section = self.random.choice(list(Topic.objects.all())), self.random.choice(self.sections)
        return tuple(
            BlockDraft(
                kind, self.random.choice(["", self.text()]), topic.pk if kind == FrontBlockKind.TOPIC else None,
                section.pk if kind == FrontBlockKind.SECTION else None, self.random.choice(StripShape.values),
                tuple(stories[number :: len(kinds)]),
            )
            for number, kind in enumerate(kinds)
        )  # fmt: skip

    def write_page(self, at: datetime) -> None:
        name = self.random.choice(list(StaticPage.Name))
        write_static_page(name, self.random.choice(["", f"<p>{self.text()}</p>"]), by=None, at=at)

    def change_author(self, at: datetime) -> None:
        author = self.random.choice(list(StaffInitials.objects.all()))
        portrait = self.random.choice([None, *Photo.objects.all()])
        StaffInitials.objects.filter(pk=author.pk).update(portrait=portrait)
        facts = {"about": self.text(), "position": self.text()}
        save_entry(StaffInitials, facts, by=None, at=at, pk=author.pk)

    def change_brand(self, at: datetime) -> None:
        accent = self.random.choice(["", "#0a5c36", "#ffcc00"])
        density = self.random.choice(["normal", "airy"])
        pairing = self.random.choice(["device", "modern", "slab"])
        save_brand(BrandDraft(accent=accent, density=density, pairing=pairing), by=None, at=at)

    def rename_agency(self, at: datetime) -> None:
        agency = self.random.choice(list(Agency.objects.filter(code__in=("dpa", "afp"))))
        save_entry(Agency, {"description": self.text()}, by=None, at=at, pk=agency.pk)

    def import_archive(self, at: datetime) -> None:
        """Import few stories or so many that they end everything, of old days."""
        lines = [self.archive_line(at) for _ in range(self.random.choice([1, 3, 60]))]
        stories = [
            (number, line, parse_line(line, get_default_timezone(), at))
            for number, line in enumerate(lines, 1)
        ]
        import_chunk(Chunk(stories, []), load_reference_ids(), by=None, at=at)

    def archive_line(self, at: datetime) -> bytes:
        published = at - timedelta(days=self.random.randint(1, 60))
        return orjson.dumps(
            {
                "id": f"alt-{next(self.numbers)}", "slug": "", "headline": self.text(), "dek": "",
                "section": self.random.choice(self.sections).slug, "published": published.isoformat(),
                "paragraphs": [self.text()], "persons": [], "sources": [], "language": "de",
            }
        )  # fmt: skip

    def remember(self, article_id: int) -> None:
        """Add the addresses at which a reader may look for the story and what it names."""
        edition = Edition.objects.filter(article=article_id).select_related("section").latest("version")
        day = edition.first_published_at.astimezone(get_default_timezone()).date()
        self.addresses |= {
            story_path(edition.section.slug, edition.slug, article_id),
            f"/x/y-{article_id}/", story_card_path(article_id, edition.headline, read_brand()), f"/id/story/{article_id}", f"/{edition.section.slug}/",
            f"/{edition.section.slug}/feed.atom", f"/id/section/{edition.section_id}",
            *self.day_addresses(day), *self.day_addresses(day - timedelta(days=1)),
        }  # fmt: skip
        for person in Person.objects.filter(pk__in=edition.person_ids):
            path = person_path(person.slug, person.pk)
            self.addresses |= {
                path,
                f"{path}feed.atom",
                f"/id/person/{person.pk}",
                f"/suche/?q=Rat&person={person.pk}",
            }
        for topic in Topic.objects.filter(slug__in=edition.topic_slugs):
            self.addresses |= {
                f"/thema/{topic.slug}/",
                f"/thema/{topic.slug}/feed.atom",
                f"/id/topic/{topic.pk}",
            }
        for code in edition.agency_codes:
            self.addresses |= {
                f"/quelle/{code}/",
                f"/quelle/{code}/feed.atom",
                f"/suche/?q=Rat&agency={code}",
            }
        for placement in edition.placements:
            self.addresses.add(f"/id/picture/{placement['photo_id']}")
        for author in StaffInitials.objects.exclude(slug=""):
            self.addresses |= {author_path(author.slug), f"{author_path(author.slug)}feed.atom"}

    def day_addresses(self, day: date) -> set[str]:
        return {
            f"/archiv/{day:%Y/%m/%d}/",
            f"/archiv/{day:%Y/%m}/",
            f"/archiv/{day:%Y}/",
            f"/sitemap-{day:%Y-%m}.xml",
        }
