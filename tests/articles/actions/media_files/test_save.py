from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings

from articles.actions.errors import ActionRefused, ChecksFailed, NotPermitted
from articles.actions.media_files.save import (
    DuplicateMedia,
    add_media_file,
    block_media_file,
    save_media_file,
    set_media_rights,
)
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.restore_revision import restore_revision
from articles.actions.stories.save import save_story
from articles.models import AuditEntry, LogEntry, MediaFile
from articles.rights.grants import RightsChannel
from articles.text.media_figures import write_media_figure
from tests.factories import NOON, make_chief, make_media, make_published, make_story, make_user, video_bytes

pytestmark = pytest.mark.django_db

AFTER = NOON + timedelta(hours=1)


def body_with(*media: MediaFile) -> str:
    return "<p>Im Hafen drehen sich die Kräne.</p>" + "".join(write_media_figure(m.pk) for m in media)


def test_a_file_is_stored_under_its_hash_with_its_facts() -> None:
    media = make_media(credit_raw="Video: Jonna Ekvall/dpa", channels=None)

    assert (media.kind, media.media_type, media.seconds, media.width) == ("video", "video/mp4", 12, 640)
    assert media.file.name.startswith("media/") and media.sha256[:32] in media.file.name
    assert default_storage.size(media.file.name) == media.size
    assert media.agency_codes == ["dpa"]
    assert AuditEntry.objects.filter(verb="add media file", object_id=media.pk).exists()


def test_the_same_file_is_stored_once() -> None:
    first = make_media(data=video_bytes(31))

    with pytest.raises(DuplicateMedia) as refusal:
        make_media(data=video_bytes(31))

    assert refusal.value.media_id == first.pk


@override_settings(MEDIA_MAX_FILE_SIZE=4_000)
@pytest.mark.parametrize("data", [b"RIFF\0\0\0\0WAVE", video_bytes(filling=5_000)])
def test_a_refusal_leaves_nothing_behind(data: bytes) -> None:

    before = list_files()

    with pytest.raises(ActionRefused):
        make_media(data=data)

    assert not MediaFile.objects.exists()
    assert list_files() == before


def list_files(folder: str = "") -> set[str]:
    folders, files = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    inner = (path for name in folders for path in list_files(f"{folder}/{name}".strip("/")))
    return {f"{folder}/{name}" for name in files} | set(inner)


def test_only_those_who_may_add_and_change_files() -> None:
    media, nobody = make_media(), make_user()

    with pytest.raises(NotPermitted):
        add_media_file({}, by=nobody, at=NOON, file=ContentFile(video_bytes()))
    for change in (
        lambda: save_media_file(media.pk, {"title": "x"}, by=nobody, at=NOON),
        lambda: block_media_file(media.pk, True, by=nobody, at=NOON),
        lambda: set_media_rights(media.pk, (), by=nobody, at=NOON),
    ):
        with pytest.raises(NotPermitted):
            change()


def test_partners_are_told_of_every_change_of_a_file_in_a_public_story() -> None:
    media, other = make_media(), make_media()
    story = make_published(body=body_with(media))

    save_media_file(media.pk, {"caption": "Neu."}, by=None, at=AFTER)
    save_media_file(media.pk, {"caption": "Neu."}, by=None, at=AFTER)
    block_media_file(media.pk, True, by=None, at=AFTER)
    set_media_rights(media.pk, (), by=None, at=AFTER)
    block_media_file(other.pk, True, by=None, at=AFTER)

    rows = LogEntry.objects.filter(article=story.pk, kind="rights")
    assert list(rows.order_by("seq").values_list("cause", flat=True)) == [
        "audio or video changed",
        "block media file",
        "rights changed",
    ]


def test_a_story_keeps_only_files_that_exist() -> None:
    media = make_media()

    story = make_story(body=body_with(media) + write_media_figure(media.pk + 1))

    assert story.body == body_with(media)


@pytest.mark.parametrize(
    ("facts", "channels", "code"),
    [
        ({"credit_raw": ""}, (RightsChannel.SITE,), "media-credit-missing"),
        ({}, (), "media-rights"),
        ({"transcript": ""}, (RightsChannel.SITE, RightsChannel.PARTNER), "transcript-missing"),
    ],
)
def test_publishing_checks_credit_rights_and_transcript(
    facts: dict[str, str], channels: tuple[RightsChannel, ...], code: str
) -> None:
    story = make_story(body=body_with(make_media(channels=channels, **facts)))

    with pytest.raises(ChecksFailed) as refusal:
        publish(story.pk, by=make_chief(), at=NOON, overrides={})

    assert code in {result.code for result in refusal.value.results}


def test_checks_follow_the_order_of_the_text_and_agencies_their_contract() -> None:
    first, last = make_media("Zuerst", channels=()), make_media("Zuletzt", channels=())
    by_contract = make_media(credit_raw="Video: Ida Brandt/AFP", channels=None)
    story = make_story(body=body_with(first, by_contract, last))

    with pytest.raises(ChecksFailed) as refusal:
        publish(story.pk, by=make_chief(), at=NOON, overrides={})

    refused = [result.message for result in refusal.value.results if result.code == "media-rights"]
    assert ["Zuerst" in message for message in refused] == [True, False]


def test_captions_in_the_picture_replace_the_transcript() -> None:
    story = make_story(body=body_with(make_media(transcript="", captioned=True)))

    assert publish(story.pk, by=make_chief(), at=NOON, overrides={}).state == "published"


def test_an_older_revision_is_restored_without_a_file_that_is_blocked() -> None:
    kept, blocked = make_media("Kran"), make_media("Rede")
    story = make_story(body=body_with(kept, blocked))
    save_story(story.pk, StoryChange(fields={"body": "<p>Neu.</p>"}), by=None, at=NOON, based_on=None)
    block_media_file(blocked.pk, True, by=None, at=NOON)

    restored = restore_revision(story.pk, 1, by=None, at=NOON, based_on=2)

    assert restored.article.body == body_with(kept)
    assert any("Rede" in words for words in restored.left_out)
