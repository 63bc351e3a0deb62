"""Every POST of the desk, sent by every role with a body that works: open exactly as the table of roles says."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import roles
from articles.actions.accounts.sign_in_links import issue_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.plan import plan_story
from articles.actions.desk.presence import BrowserWindow, record_heartbeat
from articles.actions.intake.receive.ingest import ingest_file, receive_copy
from articles.actions.newsletters.mailings import prepare_mailing
from articles.actions.people.merge import merge_people
from articles.actions.reading_rules.decisions import propose_rule
from articles.actions.stories.preview import share_preview
from articles.actions.stories.running_story import begin_running_story
from articles.actions.stories.schedule import set_embargo
from articles.actions.stories.withdraw import kill, withhold
from articles.admin.reading_rules.suggestions import sign_proposal
from articles.models import (
    Agency,
    AgencyChange,
    Article,
    BulkJob,
    CalendarEvent,
    EventCalendar,
    FollowedStory,
    FormerEpoch,
    Grant,
    LogEntry,
    MediaFile,
    NameVariants,
    PartnerKey,
    Photo,
    Section,
    StaffInitials,
    StoryPlan,
    StoryTemplate,
    Topic,
    Webhook,
    WireFile,
    WireItem,
    WireRule,
    WireSource,
)
from articles.parsing.corrections.types import ProposedRule, RuleKind
from articles.roles import Task
from people.actions.merge_people import MergeChoices
from people.models import Person
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_sent
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.articles.admin.test_doors import OPEN_TO_ALL, desk_addresses
from tests.articles.admin.test_pages import fill_desk
from tests.articles.photos.invented import scene_bytes
from tests.articles.wire.calendars.test_ical_reader import make_calendar, make_event
from tests.factories import (
    NOON,
    make_chief,
    make_person,
    make_photo,
    make_published,
    make_story,
    make_user,
    picture_bytes,
    video_bytes,
)
from tests.wire_items import make_source

pytestmark = pytest.mark.django_db

ONES_OWN = {
    "articles_article_leave", "articles_article_close_message", "articles_article_discard_unsaved",
    "articles_article_delete_view", "articles_wireitem_delete_view",
}  # fmt: skip
"""Change things of one's own alone."""
PAGES_THAT_IGNORE_POSTS = {
    "handbook", "handbook_chapter", "view_on_site", "articles_auditentry_changelist", "articles_backuprecord_changelist",
    "articles_formerepoch_change", "articles_newsletter_changelist", "articles_mailing_changelist", "articles_mailing_preview", "articles_brand_change", "articles_linkonlyprovider_change",
    "articles_frontslot_preview", "articles_frontslot_change", "articles_namevariants_changelist", "articles_storytemplate_changelist",
    "articles_logentry_changelist", "articles_section_changelist", "articles_topic_changelist",
    "articles_staffinitials_changelist", "articles_agency_report", "articles_agency_report_file",
    "articles_agency_picture_bill_file",
    "articles_agency_report_lines", "articles_agency_changelist", "articles_staticpage_preview",
    "articles_staticpage_change", "auth_user_changelist", "auth_group_changelist", "articles_agencychange_decide",
    "articles_agencychange_changelist", "articles_photo_changelist", "articles_mediafile_changelist",
    "articles_partner_changelist", "people_person_changelist", "articles_readingrule_of_copy",
    "articles_article_clean_paste", "articles_article_find_people", "articles_article_preview",
    "articles_article_changelist", "articles_bulkjob_changelist",
    "articles_bulkjob_change", "articles_wireitem_rows", "articles_wireitem_preview", "articles_wireitem_versions",
    "articles_wireitem_raw", "articles_wireitem_changelist", "articles_wirefile_raw", "articles_wirefile_changelist",
    "procrastinate_procrastinatejob_changelist", "procrastinate_procrastinatejob_change",
}  # fmt: skip
"""Lists, previews and messages between colleagues: every account that may open them may send them."""
UNKEPT_TABLES = ("django_session", "articles_searchword", "procrastinate", "articles_sitechange")


@dataclass(frozen=True)
class Post:
    """A request that works, and the task of roles that it belongs to."""

    task: Task
    name: str
    args: Sequence[Any]
    body: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    seen: Callable[[], Any] | None = None
    """What the request changes, if the tables it writes do not tell."""

    def send(self, browser: Client) -> Any:
        """Send it, note what it has written, and undo that."""
        point = transaction.savepoint()
        before = count_writes()
        browser.post(reverse(f"admin:{self.name}", args=self.args) + self.query, fresh(self.body))
        written = frozenset(name for name, rows in count_writes().items() if rows != before.get(name, 0))
        changed = self.seen() if self.seen else written
        transaction.savepoint_rollback(point)
        return changed


def fresh(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with its files at their beginnings."""
    for value in body.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    return body


def count_writes() -> dict[str, int]:
    """Return how many rows of each table this transaction has written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {name: rows for name, rows in cursor.fetchall() if not name.startswith(UNKEPT_TABLES)}


def kept(model: Any, pk: int, name: str) -> Callable[[], Any]:
    return lambda: model.objects.values_list(name, flat=True).get(pk=pk)


def with_empty_rows(*prefixes: str) -> dict[str, str]:
    return {f"{p}-{n}": "0" for p in prefixes for n in ("TOTAL_FORMS", "INITIAL_FORMS")}


def jpeg(name: str = "neu.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes("#f7c", (900, 700)), "image/jpeg")


def mp4() -> SimpleUploadedFile:
    return SimpleUploadedFile("neu.mp4", video_bytes(filling=9), "video/mp4")


@pytest.fixture
def boss() -> Client:
    fill_desk()
    return signed_in(Client(), make_chief())


def list_posts(boss: Client) -> list[Post]:
    return [
        *story_posts(boss), *withdrawal_posts(boss), *bulk_posts(boss), *intake_posts(boss), *photo_posts(boss), *people_posts(boss), *desk_posts(boss),
        *partner_posts(boss), *account_posts(boss),
    ]  # fmt: skip


def story_posts(boss: Client) -> Iterator[Post]:
    draft, photo = make_story("Rat vertagt den Plan"), make_photo()
    sent = filled(boss, reverse("admin:articles_article_change", args=[draft.pk]), "article_form")
    placement = {
        "placements-TOTAL_FORMS": "1", "placements-0-photo": photo.pk, "placements-0-role": "lead",
        "placements-0-caption": "Am Hafen.", "placements-0-position": "0",
    }  # fmt: skip
    headline, state = kept(Article, draft.pk, "headline"), kept(Article, draft.pk, "state")
    new = filled(boss, reverse("admin:articles_article_add"), "article_form", headline="Neu am Hafen")
    yield Post(roles.WRITE, "articles_article_add", [], new)
    yield Post(roles.WRITE, "articles_article_change", [draft.pk], {**sent, "headline": "Neu"}, seen=headline)
    yield Post(
        roles.PLACE_PHOTOS, "articles_article_change", [draft.pk], {**sent, **placement},
        seen=lambda: list(draft.placements.values_list("photo", flat=True)),
    )  # fmt: skip
    yield Post(roles.WRITE, "articles_article_change", [draft.pk], {**sent, "_move": "submit"}, seen=state)
    yield Post(roles.PUBLISH, "articles_article_change", [draft.pk], {**sent, "_move": "approve"}, seen=state)
    panel = reverse("admin:articles_article_publish", args=[draft.pk])
    publish = filled(boss, panel, "publish-form")
    publish |= {f"go-{name.removeprefix('why-')}": "on" for name in publish if name.startswith("why-")}
    yield Post(roles.PUBLISH, "articles_article_publish", [draft.pk], publish)
    yield Post(roles.WRITE, "articles_article_translations", [draft.pk], {"act": "make", "language": "en"})
    earlier = {"revision": 1, "based_on": draft.revision, "part": "headline"}
    yield Post(roles.WRITE, "articles_article_restore_revision", [draft.pk], earlier)
    share_preview(draft.pk, by=None, at=timezone.now())
    yield Post(roles.WRITE, "articles_article_share_preview", [draft.pk])
    yield Post(roles.WRITE, "articles_article_revoke_previews", [draft.pk])
    yield Post(roles.WRITE, "articles_article_name_revision", [draft.pk], {"revision": 1, "name": "Erste"})
    yield Post(roles.VOCABULARY, "articles_article_save_as_template", [draft.pk])
    yield Post(roles.WRITE, "articles_article_approval", [draft.pk], {"name": "Ada Wendt", "days": "7"})
    yield Post(roles.PUBLISH, "articles_article_running", [draft.pk], {"begin": "1"})
    running = begin_running_story(make_story("Sturmflut").pk, by=make_chief(), at=timezone.now())
    yield Post(roles.WRITE, "articles_article_running", [draft.pk], {"into": running.pk})
    desk = Section.objects.get()
    assign_stories([draft.pk], AssignmentDraft(section_id=desk.pk), by=make_chief(), at=timezone.now())
    to_desk = {"recipient": f"section-{desk.pk}", "wanted": "40 Zeilen", "due": ""}
    yield Post(roles.WRITE, "articles_article_assign", [], to_desk, f"?ids={draft.pk}")
    yield Post(roles.WRITE, "articles_article_assignment", [draft.pk], {"_take": "1"})
    yield Post(roles.READ, "articles_article_talk", [draft.pk], {"text": "Stimmt das?", "_do": "write"})
    yield Post(roles.READ, "articles_article_notices", [], {"until": ""})
    yield from plan_posts(draft)
    yield from window_posts(draft, boss)
    yield from hour_posts(draft)


def plan_posts(draft: Article) -> Iterator[Post]:
    at = timezone.now()
    evening = timezone.localtime(at) + timedelta(days=2)
    typed = {"publish_at": f"{evening:%Y-%m-%dT%H:%M}", "unit": "lines"}
    moved = make_story("Kran wird versetzt")
    plan_story(StoryPlan(article=moved, publish_at=evening), by=make_chief(), at=at)
    event = CalendarEvent.objects.create(title="Ortstermin", starts_at=evening, ends_at=evening)
    facts = {"title": "Hafenfest", "starts_at": typed["publish_at"]}
    file = SimpleUploadedFile("rat.ics", make_calendar(make_event("UID:1", "DTSTART:20260303T100000Z")))
    calendar = EventCalendar.objects.create(name="Rat", url="https://rat.example/1.ics")
    tomorrow = (evening - timedelta(days=1)).date()
    yield Post(roles.WRITE, "articles_article_plan", [], {"move": f"{moved.pk}:{tomorrow}"})
    yield Post(roles.WRITE, "articles_article_plan_story", [], {**typed, "title": "Neuer Kran"})
    yield Post(roles.WRITE, "articles_article_change_plan", [draft.pk], typed)
    yield Post(roles.WRITE, "articles_article_add_event", [], facts)
    yield Post(roles.WRITE, "articles_article_plan_event", [event.pk], facts)
    letter = {
        "name": "Abendpost", "slug": "abendpost", "kind": "morning", "language": "de", "send_at": "06:00",
        "story_count": "8", "weekdays": ["0"],
    }  # fmt: skip
    yield from mailing_posts()
    made = make_newsletter("Ratspost")
    yield Post(roles.NEWSLETTERS, "articles_newsletter_add", [], letter)
    yield Post(roles.NEWSLETTERS, "articles_newsletter_change", [made.pk], letter | {"slug": "neu"})
    yield Post(roles.NEWSLETTERS, "articles_newsletter_readers", [made.pk])
    yield Post(roles.INTAKE, "articles_article_plan_calendars", [], {"name": "Gericht", "file": file})
    yield Post(roles.INTAKE, "articles_article_plan_calendar", [calendar.pk], {"_delete": "1"})


def mailing_posts() -> Iterator[Post]:
    newsletter, story = make_newsletter("Nachtpost"), make_published("Hafen bei Nacht")
    dead = make_published("Hafen wird verkauft")
    make_sent(newsletter, dead)
    kill(dead.pk, reason="wrong", by=None, at=NOON)
    mailing = prepare_mailing(newsletter.pk, [story.pk], by=None, at=timezone.now())
    note = {"story": dead.pk, "text": "Der Hafen wird nicht verkauft."}
    yield Post(roles.MAIL, "articles_mailing_add", [], {"of": newsletter.pk})
    yield Post(roles.MAIL, "articles_mailing_change", [mailing.pk], {"_do": "stop"})
    yield Post(roles.NEWSLETTERS, "articles_mailing_withdrawn", [], note)


def window_posts(draft: Article, boss: Client) -> Iterator[Post]:
    form = json.dumps([["headline", "Getippt"]])
    yield Post(roles.PLACE_PHOTOS, "articles_article_unsaved", [draft.pk], {"form": form, "window": "w"})
    yield Post(roles.READ, "articles_article_beat", [draft.pk], {"window": "w"})
    window = BrowserWindow(session=boss.session.session_key or "", window="x")
    colleague = record_heartbeat(
        draft.pk, window, by=make_chief(), at=timezone.now() + timedelta(hours=1), writes=False
    )
    yield Post(roles.READ, "articles_article_message", [draft.pk], {"to": colleague.pk, "text": "Moment"})
    yield Post(roles.PLACE_PHOTOS, "articles_article_take_over", [draft.pk], {"window": "w", "of": ""})
    yield Post(roles.READ, "articles_article_save_view", [], {"name": "Entwürfe", "query": "state=draft"})
    yield Post(roles.READ, "articles_wireitem_save_view", [], {"name": "Kran", "query": "q=Kran"})


def hour_posts(draft: Article) -> Iterator[Post]:
    embargoed, until = make_story("Fähre wird getauft"), timezone.now() + timedelta(days=3)
    set_embargo(embargoed.pk, until, by=None, at=NOON)
    hour = {"act": "set", "embargo": f"{until:%d.%m.%Y} 12:00", "based_on": draft.revision}
    yield Post(roles.WRITE, "articles_article_hour", [draft.pk], {**hour, "then": "release"})
    scheduled = make_story("Hafenfest beginnt")
    Article.objects.filter(pk=scheduled.pk).update(state="ready", scheduled_at=until)
    yield Post(roles.PUBLISH, "articles_article_hour", [scheduled.pk], {"act": "unschedule"})
    yield Post(
        roles.KILL, "articles_article_hour", [embargoed.pk], {"act": "break", "reason": "Steht anderswo."}
    )


def withdrawal_posts(_boss: Client) -> Iterator[Post]:
    public = make_published("Museum öffnet Flügel")
    held, dead = make_published("Kran steht schief"), make_published("Fähre fährt wieder")
    withhold(held.pk, reason="checking", by=None, at=NOON)
    kill(dead.pk, reason="wrong", by=None, at=NOON)
    yield Post(roles.PUBLISH, "articles_article_withhold", [public.pk], {"reason": "legal"})
    killed, state = {"reason": "wrong", "number": public.pk}, kept(Article, public.pk, "state")
    yield Post(roles.KILL, "articles_article_kill", [public.pk], killed, seen=state)
    yield Post(roles.PUBLISH, "articles_article_restore", [held.pk], {"note": "Stimmt doch."})
    notes = {"desk_note": "Irrtum", "public_note": "Irrtum der Redaktion"}
    yield Post(roles.KILL, "articles_article_revive", [dead.pk], notes)
    yield Post(roles.PUBLISH, "articles_article_outlets", [held.pk], {"act": "explain", "reason": "legal"})


def bulk_posts(_boss: Client) -> Iterator[Post]:
    topic = Topic.objects.get()
    body = {"facet": "topic", "topic_gives": topic.pk, "_start": "1"}
    yield Post(roles.MANY_AT_ONCE, "articles_article_bulk", [], body)
    for name, state in (("pause", "running"), ("resume", "paused"), ("cancel", "running"), ("undo", "done")):
        ended = timezone.now() if state == "done" else None
        job = BulkJob.objects.create(
            facet="topic", gives=topic.pk, state=state, started_at=NOON, ended_at=ended
        )
        yield Post(roles.MANY_AT_ONCE, f"articles_bulkjob_{name}", [job.pk])


def intake_posts(boss: Client) -> Iterator[Post]:
    item = WireItem.objects.filter(article=None).order_by("pk").first()
    assert item is not None
    review = reverse("admin:articles_article_review_copy", args=[item.pk])
    yield Post(roles.WRITE, "articles_article_from_copy", [], {"copy": "Der Kran steht. Er steht gut."})
    yield Post(roles.WRITE, "articles_article_review_copy", [item.pk], filled(boss, review, "review-form"))
    waiting = receive_copy(b"Der Kran steht wieder.\n\n" * 3_000, by=None, at=timezone.now())
    yield Post(roles.WRITE, "articles_article_review_copy", [waiting.pk], {})
    yield Post(roles.WRITE, "articles_wireitem_dismiss", [item.pk])
    gone, held = (receive_copy(text, by=None, at=NOON) for text in (b"Der Kran steht.", b"Die Werft ruht."))
    WireItem.objects.filter(pk=gone.pk).update(status=WireItem.Status.DISMISSED)
    WireItem.objects.filter(pk=held.pk).update(held=True)
    yield Post(roles.WRITE, "articles_wireitem_restore", [gone.pk])
    yield Post(roles.KILL, "articles_wireitem_release", [held.pk], {"reason": "Anruf bei der Agentur"})
    picture = ingest_file(scene_bytes(1), source=make_source("dpa-bild"), name="kran.jpg", at=NOON)
    yield Post(roles.DESCRIBE_MEDIA, "articles_wireitem_photo", [picture.items[0].item.pk])
    file = WireFile.objects.get(status=WireFile.Status.QUARANTINED)
    other = WireSource.objects.create(code="afp-text", name="AFP", transport="folder", created_at=NOON)
    yield Post(roles.WRITE, "articles_wirefile_read_many", [], {"file": file.pk})
    yield Post(roles.WRITE, "articles_wirefile_again", [file.pk])
    yield Post(roles.WRITE, "articles_wirefile_text", [file.pk])
    yield Post(roles.WRITE, "articles_wirefile_assign", [file.pk], {"source": other.pk})
    yield Post(roles.WRITE, "articles_wirefile_dismiss", [file.pk], {"reason": "doppelt"})
    rule, source = WireRule.objects.get(), WireSource.objects.get(code="dpa-text")
    facts = {"name": "Wetter", "sluglines": "Wetter/*", "active": "on", "rate_limit": "20"}
    followed = FollowedStory.objects.create(
        article=make_story("Kran folgt der Agentur"), item=WireItem.objects.order_by("pk")[0], rule=rule,
        rule_name=rule.name, leader="dpa", since=timezone.now(), applied_at=timezone.now(),
    )  # fmt: skip
    yield Post(roles.WRITE, "articles_article_take_from_agency", [followed.article_id])
    yield Post(roles.INTAKE, "articles_wirerule_changelist", [], {"_act": f"off:{rule.pk}"})
    yield Post(roles.INTAKE, "articles_wirerule_add", [], facts)
    yield Post(roles.INTAKE, "articles_wirerule_change", [rule.pk], facts)
    yield Post(roles.INTAKE, "articles_wirerule_delete", [rule.pk])
    page = reverse("admin:articles_wiresource_change", args=[source.pk])
    new = {"transport": "folder", "code": "kna", "name": "KNA", "language": "de", "zone": "Europe/Berlin"}
    yield Post(roles.INTAKE, "articles_wiresource_changelist", [], {"_act": f"pause:{source.pk}"})
    yield Post(roles.INTAKE, "articles_wiresource_add", [], {**new, "retention_days": "30"})
    yield Post(
        roles.INTAKE,
        "articles_wiresource_change",
        [source.pk],
        filled(boss, page, "source-form", name="dpa neu"),
    )
    push = WireSource.objects.create(code="push", name="Push", transport="push", created_at=NOON)
    yield Post(roles.INTAKE, "articles_wiresource_connection", [push.pk], {"_act": "issue"})
    yield Post(roles.INTAKE, "articles_wiresource_field_map", [source.pk], {"_act": "remove"})
    proposed = ProposedRule(RuleKind.HOUSE, "Nordlicht Kontor")
    yield Post(roles.WRITE, "articles_readingrule_propose", [], {"rule": sign_proposal(proposed, item.pk)})
    waiting = propose_rule(ProposedRule(RuleKind.HOUSE, "Seeblick Kontor"), item_id=None, by=None, at=NOON)
    yield Post(roles.READ, "articles_readingrule_replay", [waiting.pk])
    yield Post(roles.VOCABULARY, "articles_readingrule_change", [waiting.pk], {"_act": "decline"})
    yield from agency_change_posts()


def agency_change_posts() -> Iterator[Post]:
    kill_of_agency = AgencyChange.objects.get()
    story = make_published("Kran in Nordhaven")
    yield Post(roles.SETTLE_KILLS, "articles_agencychange_link", [kill_of_agency.pk], {"article": story.pk})
    facts = {"opened_at": NOON, "article": story, "revision": 0}
    items = [
        WireItem.objects.create(
            raw=b"Kran", received_at=NOON, channel="paste", reading={"headline": "Neu", "kill": {"line": "x"}}
        )
        for _n in range(3)
    ]
    killed = AgencyChange.objects.create(item=items[0], kind="kill", **facts)
    query = AgencyChange.objects.create(item=items[1], kind="query", **facts)
    update = AgencyChange.objects.create(item=items[2], kind="update", **facts)
    yield Post(roles.SETTLE_KILLS, "articles_agencychange_withhold", [killed.pk])
    yield Post(roles.SETTLE_KILLS, "articles_agencychange_unaffected", [killed.pk], {"reason": "Gilt nicht."})
    yield Post(roles.SETTLE_KILLS, "articles_agencychange_answer", [query.pk], {"kills": "0"})
    yield Post(roles.WRITE, "articles_agencychange_take", [update.pk], {"based_on": story.revision})
    yield Post(roles.WRITE, "articles_agencychange_adapted", [update.pk])
    yield Post(roles.WRITE, "articles_agencychange_unaffected", [update.pk], {"reason": "Alter Stand."})


def photo_posts(boss: Client) -> Iterator[Post]:
    photo, other = make_photo(alt_text=""), make_photo()
    make_story("Kräne bei Sturm", pictures=(photo,))
    media = MediaFile.objects.get()
    yield Post(roles.DESCRIBE_MEDIA, "articles_photo_upload", [], {"files": jpeg()})
    yield Post(roles.DESCRIBE_MEDIA, "articles_photo_pick", [], {"file": jpeg()})
    add = filled(boss, reverse("admin:articles_photo_add"), "photo_form", title="Kran")
    yield Post(roles.DESCRIBE_MEDIA, "articles_photo_add", [], {**add, "upload": jpeg()})
    page = reverse("admin:articles_photo_change", args=[photo.pk])
    sent = filled(boss, page, "photo_form")
    title = kept(Photo, photo.pk, "title")
    yield Post(
        roles.DESCRIBE_MEDIA, "articles_photo_change", [photo.pk], {**sent, "title": "Kran"}, seen=title
    )
    right = {"grants-TOTAL_FORMS": "3", "grants-2-channel": "social", "grants-2-allow": "True"}
    rights = lambda: Grant.objects.filter(photo=photo, channel="social").count()  # noqa: E731
    yield Post(roles.RIGHTS, "articles_photo_change", [photo.pk], {**sent, **right}, seen=rights)
    yield Post(
        roles.DESCRIBE_MEDIA,
        "articles_photo_work",
        ["alt"],
        {"alt": "Ein Kran vor Wolken"},
        f"?photo={photo.pk}",
    )
    yield Post(roles.BLOCK_MEDIA, "articles_photo_block", [photo.pk], {"blocked": "yes"})
    longer = {"channels": "site", "proof": "Mail der Agentur"}
    yield Post(roles.RIGHTS, "articles_photo_licences", [], longer, f"?do=extend&ids={photo.pk}")
    yield Post(roles.BLOCK_MEDIA, "articles_photo_licences", [], {}, f"?do=take-out&ids={photo.pk}")
    yield Post(
        roles.BLOCK_MEDIA, "articles_photo_licences", [], {"new": other.pk}, f"?do=replace&ids={photo.pk}"
    )
    yield Post(roles.DESCRIBE_MEDIA, "articles_mediafile_pick", [], {"file": mp4()})
    new = filled(boss, reverse("admin:articles_mediafile_add"), "mediafile_form", title="Film")
    yield Post(roles.DESCRIBE_MEDIA, "articles_mediafile_add", [], {**new, "upload": mp4()})
    sent = filled(boss, reverse("admin:articles_mediafile_change", args=[media.pk]), "mediafile_form")
    name, right = kept(type(media), media.pk, "title"), {**right, "grants-TOTAL_FORMS": "3"}
    yield Post(
        roles.DESCRIBE_MEDIA, "articles_mediafile_change", [media.pk], {**sent, "title": "Neu"}, seen=name
    )
    yield Post(
        roles.RIGHTS, "articles_mediafile_change", [media.pk], {**sent, **right},
        seen=lambda: Grant.objects.filter(media_file=media, channel="social").count(),
    )  # fmt: skip
    yield Post(roles.BLOCK_MEDIA, "articles_mediafile_block", [media.pk], {"blocked": "yes"})


def people_posts(boss: Client) -> Iterator[Post]:
    one, other, gone = make_person("Ole Brandt"), make_person("Ole Brand"), make_person("O. Brandt")
    merge = merge_people(gone.pk, one.pk, MergeChoices(), by=None, at=NOON)
    add = filled(boss, reverse("admin:people_person_add"), "person_form", name="Kea Brandt")
    yield Post(roles.DIRECTORY, "people_person_add", [], add)
    sent = filled(boss, reverse("admin:people_person_change", args=[one.pk]), "person_form")
    said, hidden = kept(Person, one.pk, "description"), kept(Person, one.pk, "hidden")
    yield Post(roles.DIRECTORY, "people_person_change", [one.pk], {**sent, "description": "Rat"}, seen=said)
    yield Post(roles.HIDE_PEOPLE, "people_person_change", [one.pk], {**sent, "hidden": "on"}, seen=hidden)
    yield Post(roles.MANY_AT_ONCE, "people_person_merge", [one.pk, other.pk])
    yield Post(roles.MANY_AT_ONCE, "people_person_apart", [one.pk, other.pk])
    yield Post(roles.MANY_AT_ONCE, "people_person_undo_merge", [merge.pk])


def desk_posts(boss: Client) -> Iterator[Post]:
    template = StoryTemplate.objects.create(name="Wetter")
    rows = {
        "section": (Section.objects.get(), {"name": "Kultur", "slug": "kultur"}, roles.SECTIONS, roles.SECTIONS),
        "topic": (Topic.objects.get(), {"name": "Werft", "slug": "werft"}, roles.WRITE, roles.VOCABULARY),
        "staffinitials": (
            StaffInitials.objects.get(), {"initials": "ml", "name": "Mara Lind"}, roles.VOCABULARY, roles.SECTIONS,
        ),
        "agency": (Agency.objects.first(), {"name": "Küste Text", "code": "kt"}, roles.SECTIONS, roles.VOCABULARY),
        "storytemplate": (template, {"name": "Nachruf"}, roles.VOCABULARY, roles.VOCABULARY),
        "namevariants": (NameVariants.objects.first(), {"names": "Nordhafen\nNordhaven"}, roles.VOCABULARY, roles.VOCABULARY),
    }  # fmt: skip
    for name, (row, facts, adds, changes) in rows.items():
        add, page = (
            reverse(f"admin:articles_{name}_add"),
            reverse(f"admin:articles_{name}_change", args=[row.pk]),
        )
        yield Post(adds, f"articles_{name}_add", [], filled(boss, add, f"{name}_form", **facts))
        yield Post(changes, f"articles_{name}_change", [row.pk], filled(boss, page, f"{name}_form", **facts))
    yield Post(
        roles.VOCABULARY, "articles_namevariants_delete", [rows["namevariants"][0].pk], {"post": "yes"}
    )
    yield Post(roles.VOCABULARY, "articles_storytemplate_delete", [template.pk], {"post": "yes"})
    make_published("Kräne am Kai", pictures=(make_photo("Foto: Jonna Ekvall/AFP"),))
    settled = {"all": "on", "status": "paid"}
    yield Post(roles.BILL, "articles_agency_picture_bill", [], settled, query=f"?month={NOON:%Y-%m}")
    story = LogEntry.objects.first()
    assert story is not None
    front = {"seen": FrontArrangement.read().format_version(), "story": story.article_id, "_put": "1"}
    yield Post(roles.FRONT_PAGE, "articles_frontslot_changelist", [], front)
    yield Post(
        roles.SITE, "articles_staticpage_write", ["imprint"], {"body": "<p>Nordhaven</p>", "based_on": ""}
    )
    yield Post(roles.SITE, "articles_linkonlyprovider_changelist", [], {})
    brand = {"accent": "#0a6640", "density": "compact", "pairing": "slab", "based_on": ""}
    yield Post(roles.SITE, "articles_brand_changelist", [], brand)
    epoch = FormerEpoch.objects.create(epoch=uuid4(), n=1, at=NOON)
    yield Post(roles.KILL, "articles_formerepoch_confirm", [epoch.pk])


def partner_posts(boss: Client) -> Iterator[Post]:
    key = PartnerKey.objects.get()
    partner = key.partner
    yield Post(
        roles.PARTNERS, "articles_partner_new_key", [partner.pk], {"label": "Neu", "scopes": "text:read"}
    )
    ends = timezone.now() + timedelta(days=3)
    yield Post(
        roles.PARTNERS, "articles_partner_rotate_key", [partner.pk, key.pk],
        {"ends_at_0": f"{ends:%Y-%m-%d}", "ends_at_1": "12:00"},
    )  # fmt: skip
    yield Post(
        roles.PARTNERS,
        "articles_partner_revoke_key",
        [partner.pk, key.pk],
        {"confirmed": partner.contact or partner.name},
    )
    hook = Webhook.objects.create(
        partner=partner, url="https://partner.example/hook", types=["withdrawn"], created_at=NOON
    )
    yield Post(roles.PARTNERS, "articles_partner_webhooks", [partner.pk], {"act": "off", "webhook": hook.pk})
    add, page = (
        reverse("admin:articles_partner_add"),
        reverse("admin:articles_partner_change", args=[partner.pk]),
    )
    yield Post(
        roles.PARTNERS,
        "articles_partner_add",
        [],
        filled(
            boss, add, "partner_form", name="Inselbote", contract_from_0="2026-01-01", contract_from_1="00:00"
        ),
    )
    yield Post(
        roles.PARTNERS,
        "articles_partner_change",
        [partner.pk],
        filled(boss, page, "partner_form", name="Bote"),
    )


def account_posts(boss: Client) -> Iterator[Post]:
    user, gone = make_user("mira"), make_user("ole")
    TOTPDevice.objects.create(user=user, confirmed=True)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    issue_link(user.pk, by=None, at=timezone.now())
    signed_in(Client(), user)
    group = Group.objects.create(name="Nachtdienst")
    AccessAttempt.objects.create(username="mira", ip_address="192.0.2.1", failures_since_start=9)
    add = {"name": "Kea Brandt", "role": "reporter", "language": "de", "way": "link"}
    yield Post(roles.ACCOUNTS, "auth_user_add", [], add)
    page = reverse("admin:auth_user_change", args=[user.pk])
    yield Post(roles.ACCOUNTS, "auth_user_change", [user.pk], filled(boss, page, "user_form", name="Mira T"))
    for name in ("new_link", "revoke_link", "deactivate", "reset_second_factor"):
        yield Post(roles.ACCOUNTS, f"auth_user_{name}", [user.pk])
    yield Post(roles.ACCOUNTS, "auth_user_reactivate", [gone.pk])
    yield Post(roles.ACCOUNTS, "auth_user_sign_out", [user.pk])
    yield Post(roles.ACCOUNTS, "auth_user_lift_lock", [], {"username": "mira"})
    yield Post(roles.ACCOUNTS, "auth_group_add", [], {"name": "Frühdienst"})
    yield Post(roles.ACCOUNTS, "auth_group_change", [group.pk], {"name": "Spätdienst"})
    yield Post(roles.ACCOUNTS, "auth_group_delete", [group.pk], {"post": "yes"})


def test_every_post_is_open_exactly_to_the_roles_that_have_its_task(boss: Client):
    ensure_groups()
    browsers = {}
    for role in roles.ROLES:
        member = make_user(f"a-{role.name}")
        member.groups.add(Group.objects.get(name=role.name))
        browsers[role] = signed_in(Client(), member)
    posts = list_posts(boss)

    wrong, idle = [], []
    for post in posts:
        before = post.seen() if post.seen else frozenset()
        done = post.send(boss)
        if done == before:
            idle.append((post.name, post.query, str(post.task.label)))
        wrong += [
            (role.name, post.name, post.query, str(post.task.label))
            for role, browser in browsers.items()
            if (post.send(browser) == done) != (post.task in role.tasks)
        ]

    assert (idle, wrong) == ([], [])


def test_every_post_of_the_desk_stands_in_this_table(boss: Client):
    known = {post.name for post in list_posts(boss)} | ONES_OWN | OPEN_TO_ALL | PAGES_THAT_IGNORE_POSTS

    open_to_posts = set()
    for name, address in desk_addresses():
        point = transaction.savepoint()
        if boss.post(address).status_code not in {403, 405}:
            open_to_posts.add(name)
        transaction.savepoint_rollback(point)

    unknown = {name for name in open_to_posts - known if not name.endswith("_history")}
    assert unknown == set()
