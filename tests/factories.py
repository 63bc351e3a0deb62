"""Things for tests to stand on: each function makes one, through the real actions, with no hidden randomness."""

import io
import struct
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from PIL import Image

from articles.actions.media_files.save import add_media_file
from articles.actions.partners.contracts_and_keys import add_partner, issue_key
from articles.actions.photos.save import add_photo
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import create_story
from articles.models import Article, MediaFile, Partner, Photo, Section
from articles.rights.grants import RightsChannel
from people.actions import OfficeDraft, PersonDraft, add_person
from people.models import Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The hour at which tests happen."""

_numbers = count(1)


def make_user(name: str = "", *permissions: str, superuser: bool = False) -> User:
    """A desk user with `app.codename` permissions."""
    user = User.objects.create(
        username=name or f"editor{next(_numbers)}", is_staff=True, is_superuser=superuser
    )
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def make_chief(name: str = "chief") -> User:
    return User.objects.filter(username=name).first() or make_user(name, superuser=True)


def make_section(name: str = "Politik", slug: str = "politik") -> Section:
    return Section.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_person(name: str = "Mira Talberg", *offices: str, aliases: tuple[str, ...] = ()) -> Person:
    draft = PersonDraft(name=name, aliases=aliases, offices=[OfficeDraft(title=title) for title in offices])
    return add_person(draft, by=None, at=NOON)


def picture_bytes(colour: str = "#345", size: tuple[int, int] = (640, 427)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def make_photo(
    credit: str = "Foto: Jonna Ekvall",
    *,
    channels: tuple[RightsChannel, ...] | None = (RightsChannel.SITE, RightsChannel.PARTNER),
    with_file: bool = True,
    **facts: Any,
) -> Photo:
    number = next(_numbers)
    data = picture_bytes(f"#{number % 4096:03x}", (600 + number, 400)) if with_file else None
    facts = {"caption": "Ein Kran im Hafen von Nordhaven.", "alt_text": "Kran vor grauem Himmel", **facts}
    return add_photo(
        {"credit_raw": credit, **facts}, by=None, at=NOON, data=data, name="kran.jpg", channels=channels
    )


def make_story(
    headline: str = "Rat beschließt neuen Hafenplan",
    *,
    body: str = "<p>Der Rat von Nordhaven hat am Montag den Hafenplan beschlossen.</p>",
    tag: str = "",
    section: Section | None = None,
    people: tuple[Person, ...] = (),
    pictures: tuple[Photo, ...] = (),
    at: datetime = NOON,
    **fields: Any,
) -> Article:
    """A draft."""
    change = StoryChange(
        fields={
            "headline": headline,
            "body": body,
            "tag_raw": tag,
            "section_id": (section or make_section()).pk,
            **fields,
        },
        mentions=tuple(MentionDraft(name=p.name, person_id=p.pk, status="linked", count=1) for p in people),
        placements=tuple(
            PlacementDraft(photo_id=p.pk, role="inline" if place else "lead", caption=p.caption)
            for place, p in enumerate(pictures)
        ),
    )
    return create_story(change, by=None, at=at)


def make_published(
    headline: str = "Rat beschließt neuen Hafenplan", *, at: datetime = NOON, **fields: Any
) -> Article:
    """A story that is out; for tests marked `django_db(transaction=True)` or within `captured` durable blocks."""
    article = make_story(headline, at=at - timedelta(hours=1), **fields)
    return publish(article.pk, by=None, at=at)


def make_partner(name: str = "Küstenbote", **facts: Any) -> Partner:
    facts = {"contract_from": NOON - timedelta(days=365), **facts}
    return add_partner({"name": name, **facts}, by=None, at=NOON)


def make_key(partner: Partner | None = None, **options: Any) -> str:
    """The key's text, for the Authorization header."""
    return issue_key((partner or make_partner()).pk, by=None, at=NOON, **options)[1]


def video_bytes(seconds: int = 12, size: tuple[int, int] = (640, 360), filling: int = 64) -> bytes:
    """An MP4 with the structures that state duration and size, and `filling` bytes in place of the recording."""
    return _box(b"ftyp", b"isom\0\0\2\0isommp42") + _box(b"mdat", bytes(filling)) + _movie(seconds, size)


def _movie(seconds: int, size: tuple[int, int]) -> bytes:
    header = _box(b"mvhd", bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    track = _box(b"tkhd", bytes(40) + matrix + struct.pack(">II", size[0] << 16, size[1] << 16))
    handler = _box(b"mdia", _box(b"hdlr", bytes(8) + b"vide" + bytes(12)))
    return _box(b"moov", header + _box(b"trak", track + handler))


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def make_media(
    title: str = "Kräne im Hafen",
    *,
    data: bytes = b"",
    name: str = "kran.mp4",
    channels: tuple[RightsChannel, ...] | None = (RightsChannel.SITE, RightsChannel.PARTNER),
    **facts: Any,
) -> MediaFile:
    data = data or video_bytes(filling=64 + next(_numbers))
    facts = {"title": title, "credit_raw": "Video: Jonna Ekvall", "transcript": "Man hört Möwen.", **facts}
    return add_media_file(
        facts, by=None, at=NOON, file=ContentFile(data, name=name), name=name, channels=channels
    )
