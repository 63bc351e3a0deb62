"""A scenario for authors of clients: everything that can happen to a story."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from PIL import Image

from articles.actions.desk.reference_data import GrantDraft, save_entry
from articles.actions.partners.contracts_and_keys import add_partner, issue_key, revoke_key
from articles.actions.photos.rights import set_photo_rights
from articles.actions.photos.save import add_photo
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.publish import correct, publish
from articles.actions.stories.save import create_story
from articles.actions.stories.schedule import release_due, schedule
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import Article, Partner, Photo, Section
from articles.rights.grants import RightsChannel

PARTNER = "Sandbox"
type Clock = Callable[[], datetime]
type Pause = Callable[[], None]


def issue_sandbox_key(*, at: datetime) -> str:
    """Issue a new key for the test partner and revoke its old ones."""
    partner = Partner.objects.filter(name=PARTNER).first()
    if partner is None:
        facts = {"name": PARTNER, "contract_from": at - timedelta(days=1)}
        partner = add_partner(facts, by=None, at=at)
    for key in partner.keys.filter(revoked_at=None):
        revoke_key(key.pk, by=None, at=at)
    return issue_key(partner.pk, by=None, at=at, label="sandbox", environment="test")[1]


def run_scenario(now: Clock, pause: Pause) -> Iterator[tuple[str, str]]:
    """Yield (expected change, description) for each step, with a pause between steps."""
    section = Section.objects.order_by("pk").first() or save_entry(
        Section, {"name": "Sandbox", "slug": "sandbox"}, by=None, at=now()
    )
    photo = _picture(now())
    story = _story("Kran am Nordkai dreht sich", section, photo, now())
    publish(story.pk, by=None, at=now())
    yield "put new", f"story {story.pk} is published, with a picture"
    pause()
    fixed = StoryChange(fields={"headline": "Kran am Nordkai dreht sich wieder"})
    correct(
        story.pk, fixed, desk_note="Zeile: dreht sich wieder (statt: dreht sich)", by=None, at=now(),
        public_note="In einer früheren Fassung fehlte, dass der Kran schon früher lief.",
    )  # fmt: skip
    yield "put correction", f"story {story.pk} is corrected: print the note"
    pause()
    yield from _embargo(section, now, pause)
    set_photo_rights(photo.pk, [GrantDraft(channel="site")], by=None, at=now())
    yield "put rights", f"the licence of picture {photo.pk} ended: its renditions are gone, its credit stays"
    pause()
    withhold(story.pk, reason="legal", by=None, at=now())
    yield "withhold withheld", f"story {story.pk} is withheld: take it offline and wait"
    pause()
    publishing_again = restore(story.pk, by=None, at=now())
    yield "put restore", f"story {publishing_again.pk} is back"
    pause()
    kill(story.pk, reason="wrong", by=None, at=now(), notice="Die Meldung war falsch.")
    yield "cancel kill", f"story {story.pk} is killed: remove every copy, then send a receipt"


def _embargo(section: Section, now: Clock, pause: Pause) -> Iterator[tuple[str, str]]:
    story = _story("Werft nennt neue Zahlen", section, None, now())
    soon = now() + timedelta(seconds=1)
    schedule(story.pk, publish_at=soon, embargo_until=soon, by=None, at=now())
    yield "nothing", f"story {story.pk} is under an embargo: no answer knows of it"
    while now() < soon:
        pause()
    release_due(at=now())
    yield "put release", f"the embargo of story {story.pk} ended"
    pause()


def _picture(at: datetime) -> Photo:
    file = io.BytesIO()
    # Equal files are stored once: the time makes the picture of each run unique.
    image = Image.new("RGB", (900, 600), (at.second, at.microsecond % 256, at.microsecond // 256 % 256))
    image.save(file, "PNG")
    facts = {"credit_raw": "Foto: Jonna Ekvall", "caption": "Der Kran am Nordkai.", "alt_text": "Ein Kran"}
    return add_photo(
        facts, by=None, at=at, data=file.getvalue(), name="kran.png",
        channels=(RightsChannel.SITE, RightsChannel.PARTNER),
    )  # fmt: skip


def _story(headline: str, section: Section, photo: Photo | None, at: datetime) -> Article:
    placed = (PlacementDraft(photo_id=photo.pk, role="lead", caption=photo.caption),) if photo else ()
    body = "<p>Am Nordkai von Nordhaven hat sich am Morgen der Kran bewegt.</p>"
    fields = {"headline": headline, "body": body, "section_id": section.pk}
    return create_story(StoryChange(fields=fields, placements=placed), by=None, at=at)
