"""Every constraint of the app's tables refuses a row that breaks it, by its name."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model

from articles import models
from articles.models import (
    Agency,
    Article,
    BulkJob,
    Edition,
    Mailing,
    Newsletter,
    Partner,
    Photo,
    Subscriber,
    Webhook,
    WireItem,
    WireSource,
)
from people.models import Person, PersonMerge
from tests.factories import NOON, make_chief, make_person, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def user() -> User:
    return make_chief()


def agency() -> Agency:
    return Agency.objects.get_or_create(code="afp", defaults={"name": "AFP"})[0]


def story() -> Article:
    return Article.objects.filter(headline="Hafen teurer").first() or make_story("Hafen teurer")


def partner() -> Partner:
    return Partner.objects.get_or_create(
        name="Küstenbote", defaults={"contract_from": NOON, "created_at": NOON}
    )[0]


def photo() -> Photo:
    return Photo.objects.first() or make_photo()


def newsletter() -> Newsletter:
    return Newsletter.objects.first() or Newsletter.objects.create(**ROWS["Newsletter"]())


def subscriber() -> Subscriber:
    return Subscriber.objects.first() or Subscriber.objects.create(**ROWS["Subscriber"]())


def mailing() -> Mailing:
    return Mailing.objects.first() or Mailing.objects.create(**ROWS["Mailing"]())


def person() -> Person:
    return Person.objects.first() or make_person()


def merge() -> PersonMerge:
    return PersonMerge.objects.first() or PersonMerge.objects.create(
        survivor=person(), loser=make_person("M. Talberg"), at=NOON, by=user(), journal={}
    )


def item() -> WireItem:
    return WireItem.objects.first() or WireItem.objects.create(received_at=NOON, raw=b"x", sha256="0" * 64)


def source() -> WireSource:
    return WireSource.objects.first() or WireSource.objects.create(**ROWS["WireSource"]())


def webhook() -> Webhook:
    return Webhook.objects.first() or Webhook.objects.create(**ROWS["Webhook"]())


def job() -> BulkJob:
    return BulkJob.objects.first() or BulkJob.objects.create(**ROWS["BulkJob"]())


def edition(model: type[Model] = Edition) -> dict[str, Any]:
    """The columns of a published story's edition, as of a second version."""
    row = Edition.objects.first() or make_published("Fähre fährt").editions.get()
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key and not f.generated]
    facts = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return facts | {"version": 2, "live": False} if model is Edition else facts


ROWS: dict[str, Callable[[], dict[str, Any]]] = {
    "Account": lambda: {"user": user()},
    "SignInLink": lambda: {
        "user": user(), "purpose": "password", "token_sha256": "a" * 64, "created_at": NOON, "expires_at": LATER,
    },
    "Passkey": lambda: {
        "user": user(), "name": "Laptop", "credential_id": b"1", "public_key": b"2", "created_at": NOON,
    },
    "BackupRecord": lambda: {
        "made_at": NOON, "finished_at": NOON, "location": "/backups/1", "size": 1, "media_files": 0, "log_number": 0,
        "encrypted": False,
    },
    "CachePurgeRound": lambda: {"cache": "http://cache.example:6081/", "round": 0},
    "WithdrawalPurge": lambda: {"cache": "http://cache.example:6081/", "seq": 1, "at": NOON},
    "ProviderAccount": lambda: {
        "user": user(), "issuer": "https://login.example", "subject": "17", "created_at": NOON,
    },
    "Agency": lambda: {"code": "xyz", "name": "Xyz"},
    "AgencySpelling": lambda: {"agency": agency(), "spelling": "A.F.P."},
    "PictureTerms": lambda: {
        "agency": agency(), "since": date(2026, 5, 1), "price": 30, "entered_at": NOON,
    },
    "BillingStatus": lambda: {"article": story(), "photo": photo(), "status": "paid", "changed_at": NOON},
    "StaffInitials": lambda: {"initials": "dl", "name": "Dora Lind", "slug": "dora-lind"},
    "Section": lambda: {"name": "Lokales", "slug": "lokales"},
    "Brand": lambda: {"saved_at": NOON},
    "SearchWord": lambda: {
        "language": "de", "word": "hafen", "form": "Hafen", "stem": "haf", "stories": 1, "noun": True, "name": False,
    },
    "SearchWordProgress": dict,
    "NameVariants": lambda: {"names": "Kyjiw\nKiew", "keys": ["kyjiw", "kiew"]},
    "Topic": lambda: {"name": "Hafen", "slug": "hafen"},
    "Article": lambda: {
        "guid": "urn:x:1", "slug": "kran", "headline": "Kran dreht sich", "created_at": NOON, "edited_at": NOON,
    },
    "ArticleSource": lambda: {"article": story(), "agency": agency()},
    "WireItem": lambda: {"received_at": NOON, "raw": b"x", "sha256": "0" * 64},
    "WireSource": lambda: {"code": "xyz-text", "name": "Xyz", "transport": "folder", "created_at": NOON},
    "PushRequest": lambda: {"source": source(), "key": "kran-1", "sha256": "1" * 64, "at": NOON},
    "AnnouncedFile": lambda: {
        "source": source(), "url": "https://xyz.example/a", "announced_at": NOON, "due_at": NOON,
    },
    "WireFile": lambda: {"source": source(), "received_at": NOON, "raw": b"x", "size": 1, "sha256": "1" * 64},
    "HourlyWireCount": lambda: {"source": source(), "starts_at": NOON},
    "WireDeletion": lambda: {"source": source(), "day": date(2026, 3, 2)},
    "WireAlarm": lambda: {"source": source(), "kind": "silent", "since": NOON},
    "WireRule": lambda: {"name": "Wetter", "sluglines": "Wetter/*", "saved_at": NOON},
    "ReadingRule": lambda: {"kind": "house", "text": "Wattblick", "key": "wattblick", "proposed_at": NOON},
    "AgencyChange": lambda: {"item": item(), "kind": "kill", "opened_at": NOON},
    "BulkJob": lambda: {"facet": "topic", "gives": 1, "started_at": NOON},
    "BulkItem": lambda: {"job": job(), "article": story()},
    "Comment": lambda: {"article": story(), "by": user(), "at": NOON, "text": "Stimmt das?"},
    "SharedPreview": lambda: {
        "article": story(), "version": 0, "created_at": NOON, "expires_at": LATER, "approver": "Ada Wendt",
    },
    "RevisionName": lambda: {"revision": story().revisions.first(), "name": "Vor der Kürzung", "at": NOON},
    "EventCalendar": lambda: {"name": "Rat", "url": "https://rat.example/1.ics"},
    "CalendarEvent": lambda: {"title": "Ratssitzung", "starts_at": NOON, "ends_at": LATER, "uid": "1"},
    "StoryPlan": lambda: {"article": story(), "publish_at": LATER, "created_at": NOON},
    "RunningStory": lambda: {"article": story(), "begun_at": NOON},
    "StoryTemplate": lambda: {"name": "Wetter"},
    "Assignment": lambda: {"article": story(), "user": user(), "by": user(), "at": NOON},
    "Newsletter": lambda: {"name": "Morgenpost", "slug": "morgenpost", "language": "de", "send_at": time(6)},
    "Subscriber": lambda: {"newsletter": newsletter(), "address_hash": "a", "asked_at": NOON},
    "Mailing": lambda: {
        "newsletter": newsletter(), "kind": "morning", "day": date(2026, 3, 2), "subject": "Guten Morgen",
        "send_at": NOON,
    },
    "MailDelivery": lambda: {"mailing": mailing(), "subscriber": subscriber(), "due_at": NOON},
    "Presence": lambda: {
        "article": story(), "user": user(), "session": "s", "window": "w", "since": NOON, "seen_at": NOON,
        "writes_since": NOON,
    },
    "Autosave": lambda: {"user": user(), "article": story(), "window": "w", "form": [], "at": NOON},
    "DeskMessage": lambda: {"article": story(), "to": user(), "by": user(), "text": "Hallo", "at": NOON},
    "Edition": edition,
    "EmbargoedEdition": lambda: {
        **edition(models.EmbargoedEdition), "article": story(), "version": 1, "until": LATER,
    },
    "FormerSlug": lambda: {"kind": "section", "slug": "lokal", "object_id": 1},
    "FrontBlock": lambda: {"position": 1, "kind": "newest"},
    "FrontSlot": lambda: {"place": 1, "article": story(), "given_at": NOON},
    "Photo": lambda: {"sha256": "b" * 64, "created_at": NOON},
    "MediaFile": lambda: {
        "file": "media/a.mp4", "kind": "video", "size": 1, "sha256": "d" * 64, "title": "Kran", "created_at": NOON,
    },
    "MergedLink": lambda: {"merge": merge(), "kind": "mention", "article": story(), "name": "Mira Talberg"},
    "Mention": lambda: {"article": story(), "name": "Mira Talberg"},
    "Partner": lambda: {"name": "Bote", "contract_from": NOON, "created_at": NOON},
    "PartnerKey": lambda: {
        "partner": partner(), "public": "abc", "secret_sha256": "c" * 64, "created_at": NOON,
    },
    "Delivery": lambda: {"partner": partner(), "article": story(), "seq": 1, "version": 1, "at": NOON},
    "Receipt": lambda: {"partner": partner(), "article": story(), "version": 1, "at": NOON},
    "IdempotencyRecord": lambda: {"partner": partner(), "key": "k", "body_sha256": "d" * 64, "at": NOON},
    "Placement": lambda: {"article": story(), "photo": photo()},
    "PlacementPerson": lambda: {
        "placement": models.Placement.objects.get_or_create(article=story(), photo=photo())[0], "name": "Mira",
    },
    "FeedHead": lambda: {"id": 1},
    "Correction": lambda: {
        "article": story(), "version": 2, "desk_note": "a statt b", "public_note": "Es war a.", "at": NOON,
    },
    "Revision": lambda: {
        "article": story(), "number": 9, "at": NOON, "kind": "created", "snapshot": {}, "sha256": "e" * 64,
        "by": user(), "window": "w",
    },
    "Grant": lambda: {"agency": agency(), "channel": "site"},
    "SavedView": lambda: {"owner": user(), "name": "Meine", "at": NOON},
    "SiteRevision": lambda: {"id": 1},
    "FeedDay": lambda: {"partner": partner(), "day": date(2026, 3, 2), "endpoint": "changes"},
    "Webhook": lambda: {
        "partner": partner(), "url": "https://a.example/h", "types": ["test"], "encrypted_secret": "x",
        "created_at": NOON,
    },
    "BlockedHost": lambda: {"partner": partner(), "host": "a.example", "blocked_at": NOON},
    "WebhookMessage": lambda: {
        "webhook": webhook(), "type": "test", "article": story(), "seq": 1, "body": "{}", "created_at": NOON,
    },
    "KillRequest": lambda: {"article": story(), "asked_at": NOON, "asked_by": user(), "reason": "legal"},
}  # fmt: skip
"""A row of each model that its table accepts."""

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "agency_code_is_lower_case": ("Agency", {"code": "AFP!"}),
    "agency_has_a_name": ("Agency", {"name": ""}),
    "agency_kind_is_known": ("Agency", {"kind": "other"}),
    "spelling_is_not_empty": ("AgencySpelling", {"spelling": ""}),
    "initials_are_lower_case_letters": ("StaffInitials", {"initials": "D1"}),
    "section_has_name_and_slug": ("Section", {"slug": ""}),
    "section_is_not_part_of_itself": ("Section", {"id": 9_999, "parent_id": 9_999}),
    "topic_has_name_and_slug": ("Topic", {"name": ""}),
    "topic_is_not_part_of_itself": ("Topic", {"id": 9_999, "parent_id": 9_999}),
    "article_has_a_headline": ("Article", {"headline": ""}),
    "article_has_a_slug": ("Article", {"slug": ""}),
    "article_urgency_is_1_to_9": ("Article", {"urgency": 10}),
    "article_state_is_known": ("Article", {"state": "lost"}),
    "article_has_a_language": ("Article", {"language": ""}),
    "article_in_public_life_has_a_version_and_its_times": ("Article", {"state": "withheld"}),
    "article_ai_use_is_known": ("Article", {"ai_use": "some"}),
    "article_review_has_a_name_and_a_time": ("Article", {"ai_use": "assisted", "ai_reviewer": "Ida Brandt"}),
    "published_article_has_a_section": (
        "Article",
        {"state": "published", "version": 1, "first_published_at": NOON, "published_at": NOON},
    ),
    "only_an_unpublished_article_is_scheduled": (
        "Article",
        {
            "state": "withheld",
            "version": 1,
            "first_published_at": NOON,
            "published_at": NOON,
            "scheduled_at": NOON,
        },
    ),
    "article_is_first_published_before_its_version": (
        "Article",
        {"version": 1, "first_published_at": LATER, "published_at": NOON},
    ),
    "quarantined_copy_has_a_reason": ("WireItem", {"status": "quarantined"}),
    "released_copy_has_an_editor": ("WireItem", {"released_at": NOON}),
    "wire_source_code_is_lower_case": ("WireSource", {"code": "Xyz/.."}),
    "wire_source_has_a_name": ("WireSource", {"name": ""}),
    "wire_source_transport_is_known": ("WireSource", {"transport": "pigeon"}),
    "quiet_hours_have_both_ends": ("WireSource", {"quiet_from": time(22)}),
    "wire_alarm_kind_is_known": ("WireAlarm", {"kind": "bored"}),
    "wire_alarm_ends_after_it_began": ("WireAlarm", {"ended_at": NOON - timedelta(hours=1)}),
    "comment_says_something": ("Comment", {"text": ""}),
    "preview_objection_says_why": ("SharedPreview", {"verdict": "objected", "answered_at": NOON}),
    "preview_answer_has_a_name_and_a_time": ("SharedPreview", {"verdict": "approved"}),
    "revision_name_is_not_empty": ("RevisionName", {"name": ""}),
    "story_template_has_a_name": ("StoryTemplate", {"name": ""}),
    "assignment_is_to_a_person_or_a_desk": ("Assignment", {"user": None}),
    "newsletter_has_a_name": ("Newsletter", {"slug": ""}),
    "newsletter_has_a_time": ("Newsletter", {"send_at": None}),
    "mailing_has_a_subject": ("Mailing", {"subject": ""}),
    "breaking_mailing_has_a_second_person": (
        "Mailing",
        {"kind": "breaking", "status": "approved", "prepared_by": user, "approved_by": user},
    ),
    "correction_mailing_is_about_a_story": ("Mailing", {"kind": "correction"}),
    "calendar_has_a_name": ("EventCalendar", {"name": ""}),
    "event_has_a_title": ("CalendarEvent", {"title": ""}),
    "event_ends_after_its_start": ("CalendarEvent", {"ends_at": NOON - timedelta(hours=1)}),
    "running_story_state_is_known": ("RunningStory", {"state": "asleep"}),
    "plan_unit_is_known": ("StoryPlan", {"unit": "pages"}),
    "wire_rule_has_a_name": ("WireRule", {"name": ""}),
    "wire_rule_publishes_a_draft": ("WireRule", {"auto_publish": True}),
    "wire_rule_hours_have_both_ends": ("WireRule", {"hours_from": time(8)}),
    "reading_rule_has_a_text": ("ReadingRule", {"text": ""}),
    "spelling_rule_has_an_agency": ("ReadingRule", {"kind": "spelling"}),
    "alias_rule_has_a_person": ("ReadingRule", {"kind": "alias"}),
    "initials_rule_has_a_name": ("ReadingRule", {"kind": "initials"}),
    "wire_file_set_aside_has_a_reason": ("WireFile", {"status": "quarantined"}),
    "settled_agency_change_has_an_outcome": ("AgencyChange", {"settled_at": NOON}),
    "unaffected_by_the_agency_has_a_reason": (
        "AgencyChange",
        {"settled_at": NOON, "outcome": "unaffected"},
    ),
    "bulk_job_changes_something": ("BulkJob", {"gives": None}),
    "bulk_job_gives_something_else_than_it_takes": ("BulkJob", {"takes": 1}),
    "bulk_job_leaves_a_section": ("BulkJob", {"facet": "section", "takes": 2, "gives": None}),
    "desk_message_says_something": ("DeskMessage", {"text": ""}),
    "edition_version_starts_at_1": ("Edition", {"version": 0}),
    "edition_is_first_published_before_its_version": (
        "Edition",
        {"first_published_at": LATER, "published_at": NOON},
    ),
    "edition_written_by_ai_names_its_reviewer": ("Edition", {"ai_use": "generated"}),
    "edition_of_breaking_news_is_urgent": ("Edition", {"breaking_until": LATER, "urgency": 3}),
    "early_edition_version_starts_at_1": ("EmbargoedEdition", {"version": 0}),
    "former_slug_kind_is_known": ("FormerSlug", {"kind": "topic"}),
    "former_slug_is_not_empty": ("FormerSlug", {"slug": ""}),
    "front_block_kind_and_shape_are_known": ("FrontBlock", {"kind": "poster"}),
    "only_a_topic_block_has_a_topic": ("FrontBlock", {"kind": "topic"}),
    "only_a_section_block_has_a_section": ("FrontBlock", {"kind": "section"}),
    "front_slot_is_one_of_twelve": ("FrontSlot", {"place": 13}),
    "photo_day_is_an_iso_date": ("Photo", {"taken": "2.3.2026"}),
    "photo_focus_is_inside": ("Photo", {"focus_x": 1.1}),
    "linked_mention_has_a_person": ("Mention", {"status": "confirmed"}),
    "partner_has_a_name": ("Partner", {"name": ""}),
    "contract_ends_after_it_begins": ("Partner", {"contract_until": NOON}),
    "key_secret_is_hashed": ("PartnerKey", {"secret_sha256": "geheim"}),
    "placement_role_is_known": ("Placement", {"role": "poster"}),
    "person_in_picture_has_a_name": ("PlacementPerson", {"name": ""}),
    "person_stands_at_a_known_place": ("PlacementPerson", {"picture_position": "top"}),
    "feed_has_one_head": ("FeedHead", {"id": 2}),
    "correction_says_it_to_desks_and_readers": ("Correction", {"public_note": ""}),
    "correction_place_is_known": ("Correction", {"place": "top"}),
    "grant_is_about_one_thing": ("Grant", {"agency": None}),
    "media_file_kind_is_known": ("MediaFile", {"kind": "film"}),
    "media_file_has_bytes": ("MediaFile", {"size": 0}),
    "picture_terms_are_not_negative": ("PictureTerms", {"flat_rate": -1}),
    "picture_terms_price_every_use": ("PictureTerms", {"price": None}),
    "billing_status_is_known": ("BillingStatus", {"status": "gift"}),
    "grant_channel_is_known": ("Grant", {"channel": "radio"}),
    "grant_ends_after_it_begins": ("Grant", {"since": LATER, "until": NOON}),
    "quiet_time_begins_and_ends": ("Account", {"quiet_from": time(22)}),
    "saved_view_has_a_name": ("SavedView", {"name": ""}),
    "site_has_one_mark": ("SiteRevision", {"id": 2}),
    "passkey_has_a_name": ("Passkey", {"name": ""}),
    "passkey_counts_from_zero": ("Passkey", {"sign_count": -1}),
    "backup_is_not_empty": ("BackupRecord", {"size": 0}),
    "backup_ends_after_it_began": ("BackupRecord", {"finished_at": NOON - timedelta(seconds=1)}),
    "failing_purge_round_counts_attempts": ("CachePurgeRound", {"attempts": 1}),
    "provider_account_names_its_subject": ("ProviderAccount", {"subject": ""}),
    "brand_is_one_row": ("Brand", {"id": 2}),
    "search_words_have_one_progress": ("SearchWordProgress", {"id": 2}),
    "name_variants_are_not_empty": ("NameVariants", {"names": ""}),
    "webhook_is_switched_off_for_a_reason": ("Webhook", {"ended_at": NOON}),
    "settled_kill_request_is_confirmed_or_refused": ("KillRequest", {"settled_at": NOON}),
    "kill_is_confirmed_by_somebody_else": (
        "KillRequest",
        {"settled_at": NOON, "confirmed": True, "settled_by": user},
    ),
}
"""Constraint → model and the columns that break it in a row that is right otherwise."""

TWICE: dict[str, tuple[str, dict[str, Any]]] = {
    "one_open_link_an_account": ("SignInLink", {"token_sha256": "f" * 64}),
    "one_passkey_a_credential": ("Passkey", {"name": "Telefon"}),
    "cache_has_each_purge_round_once": ("CachePurgeRound", {}),
    "withdrawal_is_purged_once_by_cache": ("WithdrawalPurge", {}),
    "one_account_a_subject": ("ProviderAccount", {"user": lambda: make_user("jan")}),
    "one_subject_an_account": ("ProviderAccount", {"subject": "18"}),
    "picture_terms_begin_once_a_day": ("PictureTerms", {"price": 40}),
    "billing_status_is_one_a_use": ("BillingStatus", {"status": "reported"}),
    "spelling_means_one_agency": ("AgencySpelling", {"spelling": "a.f.p."}),
    "author_page_is_one_persons": ("StaffInitials", {"initials": "xy"}),
    "agency_is_named_once_a_story": ("ArticleSource", {}),
    "one_open_reading_rule_a_text": ("ReadingRule", {"status": "off"}),
    "wire_file_is_stored_once_a_source": ("WireFile", {}),
    "one_wire_count_an_hour": ("HourlyWireCount", {"items": 3}),
    "one_wire_deletion_a_day": ("WireDeletion", {"items": 3}),
    "one_open_wire_alarm_of_a_kind": ("WireAlarm", {"facts": {"limit": 3}}),
    "push_request_key_is_used_once_a_source": ("PushRequest", {"sha256": "2" * 64}),
    "announced_file_is_due_once": ("AnnouncedFile", {"tries": 3}),
    "agency_change_is_told_once_a_story": ("AgencyChange", {}),
    "bulk_item_is_one_a_story": ("BulkItem", {}),
    "presence_is_one_a_window_and_story": ("Presence", {"writes_since": None}),
    "story_has_one_writer": ("Presence", {"window": "v"}),
    "address_is_once_in_a_newsletter": ("Subscriber", {}),
    "morning_mailing_is_one_a_day": ("Mailing", {"subject": "Guten Tag"}),
    "correction_mailing_is_one_a_story": ("Mailing", {"kind": "correction", "about": story}),
    "mail_is_delivered_once_a_subscriber": ("MailDelivery", {}),
    "event_is_once_in_a_calendar": ("CalendarEvent", {}),
    "story_has_one_open_assignment": ("Assignment", {}),
    "unsaved_draft_is_one_a_window": ("Autosave", {}),
    "edition_is_one_a_version": ("Edition", {}),
    "edition_live_is_one_a_story": ("Edition", {"live": True, "version": 3}),
    "former_slug_leads_to_one_entry": ("FormerSlug", {"object_id": 2}),
    "front_place_has_one_story": ("FrontSlot", {"article": lambda: make_published("Zweiter Artikel")}),
    "photo_file_is_kept_once": ("Photo", {}),
    "search_word_is_one_a_language": ("SearchWord", {"form": "HAFEN"}),
    "moved_link_is_journaled_once": ("MergedLink", {}),
    "mention_is_one_a_name_and_person": ("Mention", {}),
    "delivery_is_one_a_partner_and_story": ("Delivery", {"seq": 2}),
    "receipt_is_one_a_partner_and_version": ("Receipt", {}),
    "sent_request_is_one_a_partner_and_key": ("IdempotencyRecord", {}),
    "photo_stands_once_in_a_story": ("Placement", {"role": "inline"}),
    "story_has_one_lead_photo": ("Placement", {"photo": lambda: make_photo("Foto: Ole Finken")}),
    "correction_is_one_a_version": ("Correction", {}),
    "revision_number_is_one_a_story": ("Revision", {"window": ""}),
    "one_form_creates_one_story": ("Revision", {"number": 10}),
    "saved_view_has_one_name_a_person": ("SavedView", {}),
    "feed_day_is_one_a_partner_and_endpoint": ("FeedDay", {}),
    "media_file_is_kept_once": ("MediaFile", {}),
    "webhook_is_one_a_partner_and_address": ("Webhook", {}),
    "blocked_host_is_one_a_partner": ("BlockedHost", {}),
    "webhook_message_is_one_a_story_and_number": ("WebhookMessage", {}),
    "kill_is_asked_for_once_at_a_time": ("KillRequest", {}),
}
"""Constraint → model and what differs in the second row, which is refused."""
FIRST: dict[str, dict[str, Any]] = {
    "correction_mailing_is_one_a_story": {"kind": "correction", "about": story},
}
"""Constraint → what differs in the first row."""


def build(model: str, changes: dict[str, Any]) -> Model:
    facts = {key: value() if callable(value) else value for key, value in changes.items()}
    row: Model = apps.get_model("articles", model)(**{**ROWS[model](), **facts})
    return row


def refused_by(model: str, changes: dict[str, Any]) -> str | None:
    row = build(model, changes)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    cause: Any = refused.value.__cause__
    return str(cause.diag.constraint_name)


def test_every_constraint_has_a_row_that_breaks_it():
    named = {
        c.name for model in apps.get_app_config("articles").get_models() for c in model._meta.constraints
    }

    assert named == BROKEN.keys() | TWICE.keys()


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"FeedHead", "SiteRevision"}))
def test_the_row_that_the_others_are_made_from_is_accepted(name: str):
    build(name, {}).save(force_insert=True)


@pytest.mark.parametrize("constraint", BROKEN)
def test_a_row_that_breaks_a_check_is_refused(constraint: str):
    name, changes = BROKEN[constraint]

    assert refused_by(name, changes) == constraint


@pytest.mark.parametrize("constraint", TWICE)
def test_a_second_row_of_the_same_key_is_refused(constraint: str):
    name, changes = TWICE[constraint]
    if constraint != "edition_live_is_one_a_story":
        build(name, FIRST.get(constraint, {})).save(force_insert=True)

    assert refused_by(name, changes) == constraint
