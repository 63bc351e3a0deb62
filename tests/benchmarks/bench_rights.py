"""A changed contract on a full archive: `python -m tests.benchmarks.bench_rights --stories 10000`.

Changes the contract of an agency with words and pictures in the archive, looks up the first two hundred stories as was
done before November 2026 (each live edition against each photo of the agency), then writes all rows as is done now.
"""

import argparse
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_site import ROOT, prepare

AGENCY = "afp"
CHUNK = 200
GOAL = 20.0
"""How many times as fast the rows of two hundred stories have to be written as they were looked up alone."""


def looked_up_before(agency: Any, changed_at: Any) -> list[int]:
    """The first stories concerned, by the condition that was tested for every edition and every photo."""
    from django.db.models import Exists, ExpressionWrapper, F, Func, JSONField, OuterRef, Q, Value

    from articles.models import Article, Edition, Photo
    from articles.workflow import State

    live = Edition.objects.filter(live=True)
    entry = Func(Value("photo_id"), F("pk"), function="jsonb_build_object")
    pictures = Photo.objects.filter(agency_codes__contains=[agency.code]).annotate(
        wanted=Func(entry, function="jsonb_build_array", output_field=JSONField()),
        shown=ExpressionWrapper(OuterRef("placements"), JSONField()),
    )
    with_pictures = live.filter(Exists(pictures.filter(shown__contains=F("wanted"))))
    with_words = live.from_agency(agency.code)
    concerned = Q(pk__in=with_words.values("article")) | Q(pk__in=with_pictures.values("article"))
    stories = Article.objects.in_state(State.PUBLISHED).filter(concerned, feed_state__at__lt=changed_at)
    return list(stories.order_by("pk").distinct().values_list("pk", flat=True)[:CHUNK])


def timed(ask: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = ask()
    return time.perf_counter() - begun, found


def measure() -> bool:
    """Whether the goal is met."""
    from django.utils import timezone

    from articles.actions.desk.reference_data import GrantDraft, set_contract
    from articles.actions.publication.rights_changes import log_rights_changes
    from articles.models import Agency, Edition, Photo

    agency = Agency.objects.get(code=AGENCY)
    drafts = [GrantDraft(channel="site"), GrantDraft(channel="partner")]
    changing, _ = timed(lambda: set_contract(agency.pk, drafts, by=None, at=timezone.now()))
    agency.refresh_from_db()
    before, first = timed(lambda: looked_up_before(agency, agency.contract_changed_at))
    after, told = timed(lambda: log_rights_changes(at=timezone.now()))
    quiet, _ = timed(lambda: log_rights_changes(at=timezone.now()))
    each = after / max(1, told / CHUNK)
    stories, photos = (
        Edition.objects.filter(live=True).count(),
        Photo.objects.filter(agency_codes__contains=[AGENCY]),
    )
    print(f"{stories} stories, {photos.count()} photos of {AGENCY}")
    print(f"changing the contract                  {changing:8.2f} s")
    print(f"before: looking up {len(first)} stories       {before:8.2f} s")
    print(f"now: rows of all {told} stories       {after:8.2f} s, {each:.3f} s for {CHUNK}")
    print(f"now: the next round                    {1000 * quiet:8.1f} ms")
    print(f"before ÷ now, for {CHUNK} stories         {before / each:8.1f}   at least {GOAL}")
    return before / each >= GOAL


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    told = ask.parse_args()
    prepare(told.folder / str(told.stories), told.stories)
    raise SystemExit(0 if measure() else 1)
