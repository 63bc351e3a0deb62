"""What the desk itself knows at the end: `python -m tests.drills.night.judge OPTIONS`."""

import sys
from typing import Any

import django
import orjson


def read_desk(mirror: dict[str, Any]) -> dict[str, Any]:
    """Return stories, reasons, blocked pictures, and what the partner may have."""
    from articles.models import AgencyChange, AuditEntry, Photo, WireFile
    from tests.drills.feed.check import granted_stories, log_faults

    return {
        "stories": [_describe(story) for story in _list_stories()],
        "reasons": _list_reasons(),
        "blocked": list(Photo.objects.filter(blocked=True).values_list("agency_item_id", flat=True)),
        "pictures": list(Photo.objects.exclude(file="").values_list("agency_item_id", flat=True)),
        "looks": AgencyChange.objects.filter(found="looks", settled_at=None).count(),
        "quarantined": list(WireFile.objects.filter(status="quarantined").values_list("reason", flat=True)),
        "by_rule": {
            verb: AuditEntry.objects.filter(verb=verb).count()
            for verb in (
                "publish by rule", "update by rule", "correct by rule", "withhold by rule", "block photo by rule",
                "left to desk",
            )
        },
        "granted": granted_stories(mirror),
        "log_faults": list(log_faults()),
    }  # fmt: skip


def _list_stories() -> Any:
    from articles.models import Article

    return (
        Article.objects.select_related("section", "following").prefetch_related("wire_items").order_by("pk")
    )


def _describe(story: Any) -> dict[str, Any]:
    from articles.models import AuditEntry, Edition
    from articles.url_paths import story_path

    edition = Edition.objects.live_of(story.pk).first()
    rule = AuditEntry.objects.filter(model="article", object_id=story.pk, verb="publish by rule").first()
    followed = getattr(story, "following", None)
    return {
        "guids": sorted({item.guid for item in story.wire_items.all() if item.kind == "text"}),
        "state": story.state, "reason": story.withdrawal_reason, "body": story.body,
        "public": edition.plain if edition is not None else "",
        "captions": [one["caption"] for one in edition.placements] if edition is not None else [],
        "path": story_path(story.section.slug, story.slug, story.pk) if story.section and story.slug else "",
        "rule": rule.detail["rule"] if rule is not None else "",
        "is_followed": followed is not None and followed.ended_at is None,
    }  # fmt: skip


def _list_reasons() -> dict[str, list[str]]:
    """Return what was refused or left, by the identifier of the item."""
    from articles.models import AgencyChange, WireRuleUse

    found: dict[str, list[str]] = {}
    for guid, reason in WireRuleUse.objects.exclude(reason="").values_list("item__guid", "reason"):
        found.setdefault(guid, []).append(reason)
    left = AgencyChange.objects.exclude(reason="", kind__in=("update", "correction", "lift"))
    for guid, reason, kind in left.values_list("item__guid", "reason", "kind"):
        if reason or kind == "kill":
            found.setdefault(guid, []).append(reason or "kill")
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(orjson.dumps(read_desk(orjson.loads(sys.argv[1]))).decode() + "\n")
