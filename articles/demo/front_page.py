"""The front page of the demo, arranged as a desk would."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.models import Edition, FrontBlock, FrontSlot, Topic
from articles.models.front_page import FrontBlockKind

LEAD = ("nachtzug-5", "werft-5", "wald-1", "theater-3", "grenze-1", "bibliothek-1")
IMPORTANT = ("verkehr-1", "wahl-4", "handwerk-1", "batterie-1", "sportbund-1")
TOPIC = ("Hardebrücke", ("bruecke-4", "bruecke-3", "bruecke-5", "wahl-1"))
PICTURES = ("berg-1", "wind-1", "schwimmen-1", "markt-1", "sternwarte-1")


def arrange_demo_front(articles: Mapping[str, int], at: datetime) -> None:
    """Arrange the front page unless the desk has done so."""
    if FrontSlot.objects.exists() or FrontBlock.objects.exists():
        return
    public = set(
        Edition.objects.public(at=at).filter(article__in=articles.values()).values_list("article", flat=True)
    )

    def find(keys: Sequence[str]) -> tuple[int, ...]:
        return tuple(articles[key] for key in keys if articles.get(key) in public)

    name, package = TOPIC
    topic = Topic.objects.filter(name=name).first()
    if topic is None or not find(LEAD):
        return
    blocks = (
        BlockDraft(FrontBlockKind.IMPORTANT.value, stories=find(IMPORTANT)),
        BlockDraft(FrontBlockKind.NEWEST.value),
        BlockDraft(FrontBlockKind.TOPIC.value, topic_id=topic.pk, stories=find(package)),
        BlockDraft(FrontBlockKind.PICTURES.value, stories=find(PICTURES)),
        BlockDraft(FrontBlockKind.OPINION.value),
        BlockDraft(FrontBlockKind.SECTIONS.value),
    )
    arrange_front(FrontArrangement(find(LEAD), blocks), by=None, at=at)
