"""Words of the wire desk for kinds, notices and fields of news items."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.wire.item import ItemKind, Notice, PubStatus

KIND_LABELS = {
    ItemKind.TEXT: _("text"), ItemKind.PICTURE: _("picture"), ItemKind.GRAPHIC: _("graphic"),
    ItemKind.AUDIO: _("audio"), ItemKind.VIDEO: _("video"), ItemKind.PACKAGE: _("package"),
    ItemKind.EVENT: _("event"), ItemKind.PLANNING: _("planning"), ItemKind.CONCEPT: _("concept"),
    ItemKind.ADVISORY: _("advisory"),
}  # fmt: skip
KIND_ICONS = {
    ItemKind.PICTURE: "image", ItemKind.GRAPHIC: "bar_chart", ItemKind.AUDIO: "graphic_eq", ItemKind.VIDEO: "videocam",
    ItemKind.PACKAGE: "folder_open", ItemKind.EVENT: "event", ItemKind.PLANNING: "event_note",
    ItemKind.CONCEPT: "sell", ItemKind.ADVISORY: "campaign",
}  # fmt: skip
NOTICE_LABELS = {
    Notice.CORRECTION: _("correction"), Notice.UPDATE: _("update"), Notice.REPEAT: _("repeat"),
    Notice.LEAD: pgettext_lazy("agency notice", "lead"), Notice.REWRITE: _("new version"),
    Notice.SUMMARY: _("summary"), Notice.KILL: pgettext_lazy("agency notice", "kill"),
    Notice.MANDATORY_KILL: _("mandatory kill"), Notice.WITHHOLD: pgettext_lazy("agency notice", "stop"),
    Notice.POSSIBLE_KILL: _("possible kill"), Notice.ADVISORY: _("advisory"), Notice.ALERT: _("alert"),
}  # fmt: skip
NOTICE_TONES = {
    Notice.CORRECTION: "withheld", Notice.UPDATE: "ready", Notice.LEAD: "ready", Notice.REWRITE: "ready",
    Notice.SUMMARY: "ready", Notice.KILL: "killed", Notice.MANDATORY_KILL: "killed", Notice.WITHHOLD: "killed",
    Notice.POSSIBLE_KILL: "killed", Notice.ALERT: "missing", Notice.ADVISORY: "embargo",
}  # fmt: skip
FILTER_NOTICES = (
    ("correction", _("correction")), ("kill", pgettext_lazy("agency notice", "kill")), ("lifted", _("kill lifted")),
    ("held", _("held or under embargo")), ("update", _("update or lead")), ("repeat", _("repeat")),
    ("alert", _("alert")), ("advisory", _("advisory")), ("warnings", _("with warnings")),
    ("dismissed", _("dismissed or set aside")),
)  # fmt: skip
LANGUAGES = (
    ("de", _("German")), ("en", _("English")), ("fr", _("French")), ("es", _("Spanish")), ("it", _("Italian")),
    ("nl", _("Dutch")), ("pl", _("Polish")), ("cs", _("Czech")), ("da", _("Danish")), ("sv", _("Swedish")),
    ("fi", _("Finnish")), ("no", _("Norwegian")), ("pt", _("Portuguese")), ("ru", _("Russian")), ("uk", _("Ukrainian")),
    ("tr", _("Turkish")), ("ar", _("Arabic")),
)  # fmt: skip
NOTE_LABELS = {
    "mark": _("mark of the agency"), "desk mark": _("mark of the agency"), "contact": _("contact"),
    "contacts": _("contact"), "editors": _("for editors"), "instructions": _("instructions"), "note": "", "notes": "",
}  # fmt: skip
"""Role that our readers give a note → label; other roles are the agency's own words."""
STATUS_LABELS = {
    PubStatus.USABLE: pgettext_lazy("publication status", "usable"),
    PubStatus.WITHHELD: pgettext_lazy("publication status", "withheld"),
    PubStatus.CANCELED: pgettext_lazy("publication status", "canceled"),
}
FIELD_LABELS = {
    "guid": _("item id"), "version": _("version"), "provider": _("provider"), "kind": _("kind"),
    "headline": _("headline"), "subheadline": _("subheadline"), "kicker": _("kicker"), "slugline": _("slugline"),
    "byline": _("byline"), "creditline": _("source credit"), "dateline": _("dateline"), "located": _("place"),
    "language": _("language"), "urgency": _("urgency"), "pubstatus": _("publication status"),
    "notices": _("notices"), "embargo": _("embargo"), "held": _("held"), "expires": _("expires"),
    "versioncreated": _("version created by the agency"), "firstcreated": _("first version created"),
    "signals": _("signals"), "genres": _("genres"), "keywords": _("keywords"), "subjects": _("subjects"),
    "teaser": _("teaser"), "item_number": _("agency's item number"), "service": _("service"),
    "sequence": _("sequence"), "take": _("take"), "takes": _("takes"), "replaces": _("replaces"),
}  # fmt: skip
"""Field of a news item → label, in the order of the page."""
PHOTO_LABELS = {
    "caption": _("caption"), "headline": _("headline"), "title": _("object name"), "creator": _("photographer"),
    "creator_title": _("photographer's title"), "credit": _("credit"), "source": _("source"),
    "copyright": _("copyright"), "instructions": _("instructions"), "keywords": _("keywords"),
    "persons_in_image": _("people in the picture"), "date_created": _("taken on"), "sublocation": _("location"),
    "city": _("city"), "state": _("state or region"), "country": _("country"), "country_code": _("country code"),
    "job_id": _("job number"), "usage_terms": _("usage terms"), "digital_source_type": _("digital source type"),
    "alt_text": _("alternative text"),
}  # fmt: skip
