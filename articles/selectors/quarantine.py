"""Received files and copy that could not be read."""

from django.db.models import QuerySet

from articles.models import WireFile, WireItem


def list_quarantined_files() -> "QuerySet[WireFile]":
    """Return the files in quarantine, newest first, without their bytes."""
    files = WireFile.objects.filter(status=WireFile.Status.QUARANTINED)
    return files.select_related("source").defer("raw").order_by("-received_at", "-pk")


def list_quarantined_copy() -> "QuerySet[WireItem]":
    """Return pasted copy that could not be read, newest first, without its bytes."""
    items = WireItem.objects.filter(status=WireItem.Status.QUARANTINED, file=None)
    return (
        items.select_related("received_by").defer("raw", "parsed", "search").order_by("-received_at", "-pk")
    )


def count_quarantined() -> int:
    """Return the number of files and of pasted copy in quarantine, in one query."""
    files = list_quarantined_files().order_by().values("pk")
    return files.union(list_quarantined_copy().order_by().values("pk"), all=True).count()
