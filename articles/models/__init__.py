from articles.models.account import Account, RoleDefault, SignInLink
from articles.models.agency import Agency, AgencySpelling, StaffInitials
from articles.models.agency_change import AgencyChange
from articles.models.article import Article, ArticleSource
from articles.models.assignment import Assignment
from articles.models.audit import AuditEntry
from articles.models.backup_record import BackupRecord
from articles.models.brand import Brand, BrandFile
from articles.models.bulk_job import BulkItem, BulkJob
from articles.models.cache_purge import CachePurgeRound, WithdrawalPurge
from articles.models.calendar import CalendarEvent, EventCalendar
from articles.models.collaboration import Autosave, DeskMessage, Presence
from articles.models.comment import Comment
from articles.models.edition import Edition, EmbargoedEdition
from articles.models.embeds import LinkOnlyProvider
from articles.models.followed_story import FollowedStory
from articles.models.former_slug import FormerSlug
from articles.models.front_page import FrontBlock, FrontSlot, SectionFront
from articles.models.mailing import MailDelivery, Mailing
from articles.models.media_file import MediaFile
from articles.models.mention import Mention, MergedLink
from articles.models.name_variants import NameVariants
from articles.models.newsletter import Newsletter, Subscriber
from articles.models.partner import Delivery, IdempotencyRecord, Partner, PartnerKey, Receipt
from articles.models.passkey import Passkey
from articles.models.photo import EmbeddedMetadata, Photo
from articles.models.picture_bill import BillingStatus, PictureTerms
from articles.models.placement import Placement, PlacementPerson
from articles.models.provider_account import ProviderAccount, ProviderSession
from articles.models.publication import FeedHead, FeedState, FormerEpoch, LogEntry
from articles.models.reading_rule import ReadingRule
from articles.models.revision import Correction, Revision, RevisionName
from articles.models.rights import Grant
from articles.models.running_story import RunningStory, StoryEntry
from articles.models.saved_view import SavedView
from articles.models.search_word import SearchWord, SearchWordProgress
from articles.models.second_factor import SecondFactorDuty
from articles.models.shared_preview import SharedPreview
from articles.models.site_version import SiteChange, SiteRevision
from articles.models.static_page import StaticPage
from articles.models.story_plan import StoryPlan
from articles.models.story_template import StoryTemplate
from articles.models.taxonomy import Section, Topic
from articles.models.translation import StoryTranslation
from articles.models.usage import FeedDay, FeedRequest, KeyMeter
from articles.models.webhook import BlockedHost, Webhook, WebhookEvent, WebhookMessage
from articles.models.wire_alarm import WireAlarm
from articles.models.wire_count import HourlyWireCount
from articles.models.wire_deletion import WireDeletion
from articles.models.wire_file import WireFile
from articles.models.wire_item import WireItem
from articles.models.wire_push import AnnouncedFile, PushRequest
from articles.models.wire_rule import WireRule, WireRuleUse
from articles.models.wire_source import WireSource, WireSourceState
from articles.models.withdrawal import KillRequest, Withdrawal

__all__ = [
    "Account",
    "Agency",
    "AgencyChange",
    "AgencySpelling",
    "AnnouncedFile",
    "Article",
    "ArticleSource",
    "Assignment",
    "AuditEntry",
    "Autosave",
    "BackupRecord",
    "BillingStatus",
    "BlockedHost",
    "Brand",
    "BrandFile",
    "BulkItem",
    "BulkJob",
    "CachePurgeRound",
    "CalendarEvent",
    "Comment",
    "Correction",
    "Delivery",
    "DeskMessage",
    "Edition",
    "EmbargoedEdition",
    "EmbeddedMetadata",
    "EventCalendar",
    "FeedDay",
    "FeedHead",
    "FeedRequest",
    "FeedState",
    "FollowedStory",
    "FormerEpoch",
    "FormerSlug",
    "FrontBlock",
    "FrontSlot",
    "Grant",
    "HourlyWireCount",
    "IdempotencyRecord",
    "KeyMeter",
    "KillRequest",
    "LinkOnlyProvider",
    "LogEntry",
    "MailDelivery",
    "Mailing",
    "MediaFile",
    "Mention",
    "MergedLink",
    "NameVariants",
    "Newsletter",
    "Partner",
    "PartnerKey",
    "Passkey",
    "Photo",
    "PictureTerms",
    "Placement",
    "PlacementPerson",
    "Presence",
    "ProviderAccount",
    "ProviderSession",
    "PushRequest",
    "ReadingRule",
    "Receipt",
    "Revision",
    "RevisionName",
    "RoleDefault",
    "RunningStory",
    "SavedView",
    "SearchWord",
    "SearchWordProgress",
    "SecondFactorDuty",
    "Section",
    "SectionFront",
    "SharedPreview",
    "SignInLink",
    "SiteChange",
    "SiteRevision",
    "StaffInitials",
    "StaticPage",
    "StoryEntry",
    "StoryPlan",
    "StoryTemplate",
    "StoryTranslation",
    "Subscriber",
    "Topic",
    "Webhook",
    "WebhookEvent",
    "WebhookMessage",
    "WireAlarm",
    "WireDeletion",
    "WireFile",
    "WireItem",
    "WireRule",
    "WireRuleUse",
    "WireSource",
    "WireSourceState",
    "Withdrawal",
    "WithdrawalPurge",
]
