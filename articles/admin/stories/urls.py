"""URLs of the pages and JSON views of stories, relative to the story list."""

from typing import Any

from articles.admin.alarms import AlarmsView
from articles.admin.dashboard import HandoverView
from articles.admin.embeds import EmbedAddressView
from articles.admin.intake.views import INTAKE_PAGES
from articles.admin.pulse import PulseView
from articles.admin.saved_views import saved_view_pages
from articles.admin.stories.autosave import AutosaveView, DiscardDraftView
from articles.admin.stories.bulk_change import BulkChangeView
from articles.admin.stories.clean_paste import CleanPasteView
from articles.admin.stories.history import CompareView, RestoreRevisionView
from articles.admin.stories.link_search import LinkSearchView
from articles.admin.stories.people_found import PeopleFoundView
from articles.admin.stories.presence import (
    BeatView,
    CloseMessageView,
    LeaveView,
    MessageView,
    TakeOverView,
)
from articles.admin.stories.preview import (
    LivePreviewView,
    PreviewMediaView,
    PreviewPictureView,
    RevokePreviewsView,
    SharedPreviewsView,
    SharePreviewView,
)
from articles.admin.stories.publish import PublishView
from articles.admin.stories.schedule import ParseDatetimeView, ScheduleView
from articles.admin.stories.tag_preview import TagPreviewView
from articles.admin.stories.translations import TranslationsView
from articles.admin.stories.withdraw import WithdrawView
from articles.admin.stories.withdrawal_board import WithdrawalBoardView
from articles.models import SavedView

STORY_PAGES: Any = (
    ("read-tag/", "read_tag", TagPreviewView),
    ("clean-paste/", "clean_paste", CleanPasteView),
    ("find-people/", "find_people", PeopleFoundView),
    ("link-search/", "link_search", LinkSearchView),
    ("embed-address/", "embed_address", EmbedAddressView),
    ("read-hour/", "read_hour", ParseDatetimeView),
    ("bulk/", "bulk", BulkChangeView),
    ("<int:pk>/publish/", "publish", PublishView),
    ("<int:pk>/hour/", "hour", ScheduleView),
    ("<int:pk>/translations/", "translations", TranslationsView),
    ("<int:pk>/outlets/", "outlets", WithdrawalBoardView),
    ("<int:pk>/compare/", "compare", CompareView),
    ("<int:pk>/restore-revision/", "restore_revision", RestoreRevisionView),
    ("<int:pk>/unsaved/", "unsaved", AutosaveView),
    ("<int:pk>/discard-unsaved/", "discard_unsaved", DiscardDraftView),
    ("<int:pk>/beat/", "beat", BeatView),
    ("<int:pk>/take-over/", "take_over", TakeOverView),
    ("<int:pk>/leave/", "leave", LeaveView),
    ("<int:pk>/message/", "message", MessageView),
    ("close-message/<int:pk>/", "close_message", CloseMessageView),
    ("<int:pk>/preview/", "preview", LivePreviewView),
    ("<int:pk>/share-preview/", "share_preview", SharePreviewView),
    ("<int:pk>/shared-previews/", "shared_previews", SharedPreviewsView),
    ("<int:pk>/revoke-previews/", "revoke_previews", RevokePreviewsView),
    ("preview-picture/<str:name>", "preview_picture", PreviewPictureView),
    ("preview-picture/files/<int:media_id>-<str:name>", "preview_media", PreviewMediaView),
    *(
        (f"<int:pk>/{page}/", page, WithdrawView, {"page": page})
        for page in ("withhold", "kill", "restore", "revive")
    ),
    *INTAKE_PAGES,
    *saved_view_pages(SavedView.Screen.STORIES),
    ("handover/", "handover", HandoverView),
    ("alarms/", "alarms", AlarmsView),
    ("pulse/", "pulse", PulseView),
)
