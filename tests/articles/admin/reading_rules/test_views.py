"""Corrections suggest rules on the review page and in the story; a rule has its page with replay and decisions."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from articles.actions.desk.agencies import agency_for
from articles.actions.reading_rules import replay
from articles.admin.intake import taught_rules
from articles.admin.intake.correction_fields import name_token_field
from articles.admin.reading_rules.suggestions import sign_proposal
from articles.models import Agency, AgencySpelling, Article, Mention, ReadingRule, WireItem
from articles.parsing.corrections.proposals import propose_rules
from articles.parsing.corrections.types import ProposedRule, RuleKind
from people.models import Person
from tests.articles.actions.reading_rules.pieces import HOUSE, make_rule, receive_piece
from tests.articles.admin.forms import filled
from tests.factories import make_person, make_section, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_readingrule_changelist")
PROPOSE = reverse("admin:articles_readingrule_propose")


def review_url(item: WireItem) -> str:
    return reverse("admin:articles_article_review_copy", args=[item.pk])


def rule_url(rule: ReadingRule) -> str:
    return reverse("admin:articles_readingrule_change", args=[rule.pk])


def suggest(desk: Client, item: WireItem, query: str = "", **corrections: Any) -> str:
    data = filled(desk, review_url(item), "review-form", **corrections)
    url = reverse("admin:articles_readingrule_of_copy", args=[item.pk])
    return desk.post(url + query, data).content.decode()


def signed_in(fragment: str) -> str:
    return fragment.split('name="rule" value="')[1].split('"', maxsplit=1)[0]


def suggest_for_story(desk: Client) -> str:
    story = Article.objects.get()
    return desk.get(reverse("admin:articles_readingrule_of_story", args=[story.pk])).content.decode()


def make_story_of(desk: Client, item: WireItem, **corrections: Any) -> Any:
    url = review_url(item)
    data = filled(desk, url, "review-form", _create="1", section=make_section().pk, **corrections)
    return desk.post(url, data, follow=True)


def make_story_from(desk: Client, item: WireItem, **corrections: Any) -> Article:
    make_story_of(desk, item, **corrections)
    return Article.objects.get()


def test_an_untouched_reading_suggests_nothing(desk: Client):
    assert suggest(desk, receive_piece()).strip() == ""


@pytest.mark.parametrize(
    ("corrections", "sentence"),
    [
        ({"caption0-part1": "house"}, "„Wattblick Kontor“ in einem Bildnachweis ist ein Medienhaus"),
        ({"caption0-part1": "spelling:dpa"}, "„Wattblick Kontor“ bedeutet die Agentur"),
        ({"person1-offices": "Priel-Muhme"}, "„Priel-Muhme“ ist ein Amt."),
    ],
)
def test_a_correction_suggests_its_rule(desk: Client, corrections: dict[str, str], sentence: str):
    agency_for("dpa")

    assert sentence in suggest(desk, receive_piece(), **corrections)


def test_takes_asked_for_of_a_single_item_suggest_from_the_item(desk: Client):
    corrections = {"person1-offices": "Priel-Muhme"}

    assert "„Priel-Muhme“ ist ein Amt." in suggest(desk, receive_piece(), "?takes=1", **corrections)


def test_another_person_of_the_directory_suggests_an_alias(desk: Client):
    person = make_person("Johanna Ekvall-Brandt")

    page = suggest(desk, receive_piece(), **{"person1-known": str(person.pk)})

    assert "„Jonna Ekvall“ ist Johanna Ekvall-Brandt aus dem Verzeichnis." in page


def test_a_deleted_line_is_suggested_in_the_review_and_in_the_story(desk: Client):
    item = receive_piece(line="Küstenpuls: 3 Minuten Vorlesezeit")
    body = "<p>Die Stadt baut eine zweite Brücke. Das kündigte Bürgermeisterin Mira Talberg am Montag an.</p>"

    review = suggest(desk, item, body=body)
    make_story_from(desk, item, body=body)

    assert "Die Zeile „Küstenpuls: 3 Minuten Vorlesezeit“ wird weggelassen" in review
    assert "Küstenpuls" in suggest_for_story(desk)


def test_a_text_that_is_refused_for_its_length_is_not_a_deleted_line(desk: Client):
    headline = "Nordhaven baut zweite Brücke über die Aue" + ", ein langer Zusatz" * 12

    page = suggest(desk, receive_piece(), headline=headline)

    assert page.strip() == ""


def test_a_story_without_copy_suggests_nothing(desk: Client):
    make_story_from(desk, receive_piece())
    WireItem.objects.update(article=None)

    assert suggest_for_story(desk) == ""


def test_an_alias_confirmed_in_the_story_is_suggested_there(desk: Client):
    person = make_person("Johanna Ekvall-Brandt")
    make_story_from(desk, receive_piece(), **{"person1-known": str(person.pk)})

    mention = Article.objects.get().mentions.get(name="Jonna Ekvall")

    assert (mention.person, mention.status) == (person, "confirmed")
    assert "Johanna Ekvall-Brandt" in suggest_for_story(desk)


def test_from_the_suggestion_to_the_accepted_rule(desk: Client):
    item = receive_piece()
    signed = signed_in(suggest(desk, item, **{"caption0-part1": "house"}))

    page = desk.post(PROPOSE, {"rule": signed}, follow=True)
    rule = ReadingRule.objects.get()
    accepted = desk.post(rule_url(rule), {"_act": "accept"}, follow=True).content.decode()

    shown = page.content.decode()
    assert "Würde 1 der letzten 1 eingegangenen Texte ändern:" in shown
    assert "1 wie bei Ihnen" in shown
    assert "Die Regel gilt ab jetzt." in accepted
    rule.refresh_from_db()
    assert (rule.status, rule.item, rule.kind) == ("active", item, "house")


def test_a_rule_in_force_or_declined_is_not_suggested_again_and_an_open_one_is_linked(desk: Client):
    item = receive_piece()
    rule = make_rule(active=False)

    proposed = suggest(desk, item, **{"caption0-part1": "house"})
    desk.post(rule_url(rule), {"_act": "decline"})

    assert rule_url(rule) in proposed
    assert suggest(desk, item, **{"caption0-part1": "house"}).strip() == ""


def test_a_rule_declined_for_one_agency_is_suggested_for_another(desk: Client):
    item = receive_piece()
    rule = make_rule(ProposedRule(RuleKind.SPELLING, "Wattblick Kontor", "afp"), active=False)
    agency_for("dpa")

    open_for_another = suggest(desk, item, **{"caption0-part1": "spelling:dpa"})
    desk.post(rule_url(rule), {"_act": "decline"})
    page = suggest(desk, item, **{"caption0-part1": "spelling:dpa"})

    assert rule_url(rule) not in open_for_another
    assert "„Wattblick Kontor“ bedeutet die Agentur" in page


def test_a_forged_suggestion_is_unknown(desk: Client):
    assert desk.post(PROPOSE, {"rule": "erfunden"}).status_code == 404
    assert ReadingRule.objects.count() == 0


def test_a_long_replay_shows_its_progress_and_goes_on_by_request(
    desk: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(replay, "BATCH_SIZE", 1)
    monkeypatch.setattr(replay, "CHUNK_SECONDS", 0)
    for number in range(2):
        receive_piece(head=f"Fassung {number}")
    rule = make_rule(active=False)
    url = reverse("admin:articles_readingrule_replay", args=[rule.pk])

    first = desk.get(rule_url(rule)).content.decode()
    step = replay.replay_rule(rule.pk, by=None, at=rule.proposed_at, seconds=0).replay
    answer = desk.post(url, headers={"accept": "application/json"}).json()

    assert "data-replay=" in first
    assert "disabled data-after-replay" in first
    assert (step["read"], step["is_done"]) == (1, False)
    assert answer == {"read": 2, "total": 2, "percent": 100, "is_done": True}


def test_the_page_says_how_many_pieces_could_not_be_compared(desk: Client, monkeypatch: pytest.MonkeyPatch):
    receive_piece()
    rule = make_rule(active=False)
    monkeypatch.setattr(replay, "read_item", lambda *_args: 1 / 0)
    desk.post(reverse("admin:articles_readingrule_replay", args=[rule.pk]))

    page = desk.get(rule_url(rule)).content.decode()

    assert "1 Text konnte nicht verglichen werden" in page


def test_the_list_shows_who_taught_what_and_from_which_copy(desk: Client):
    make_rule()
    make_rule(ProposedRule(RuleKind.LINE, "Küstenpuls"), active=False)

    active = desk.get(LIST).content.decode()
    proposed = desk.get(LIST, {"state": "proposed"}).content.decode()

    assert "„Wattblick Kontor“ in einem Bildnachweis" in active
    assert "chief" in active
    assert "Küstenpuls" not in active
    assert "Küstenpuls" in proposed


def test_an_empty_list_says_how_rules_come_about(desk: Client):
    with override("en"):
        page = desk.get(LIST, headers={"accept-language": "en"}).content.decode()

    assert "No rule here" in page or "Keine Regel" in page


def test_a_rule_is_switched_and_undone_on_its_page(desk: Client):
    rule = make_rule()
    states = []

    for button in ("off", "on", "undo"):
        desk.post(rule_url(rule), {"_act": button})
        states.append(ReadingRule.objects.get().status)

    assert states == ["off", "active", "undone"]


def test_a_refused_decision_says_why(desk: Client):
    rule = make_rule()

    page = desk.post(rule_url(rule), {"_act": "accept"}, follow=True).content.decode()

    assert "inzwischen den Status" in page


def test_who_may_not_teach_sees_the_rule_without_buttons(client: Client):
    rule = make_rule(HOUSE, active=False)
    client.force_login(make_user("leser", "articles.view_readingrule"))

    page = client.get(rule_url(rule)).content.decode()
    answer = client.post(rule_url(rule), {"_act": "accept"}, follow=True)

    assert "Regel annehmen" not in page
    assert "Ihre Rolle darf über diese Regel nicht entscheiden" in page
    assert answer.status_code in {200, 403}
    assert ReadingRule.objects.get().status == "proposed"


def test_a_remembered_token_is_a_rule_that_can_be_undone(desk: Client):
    item = receive_piece(tag="(afp/Hafenblick)")
    url = review_url(item)
    typed = {name_token_field("Hafenblick", "new"): "Hafenblick"}
    desk.post(url, filled(desk, url, "review-form", _teach="Hafenblick", **typed))
    taught = list(AgencySpelling.objects.values_list("spelling", flat=True))
    rule = ReadingRule.objects.get()

    desk.post(rule_url(rule), {"_act": "undo"})

    assert (taught, rule.item, rule.status) == (["Hafenblick"], item, "active")
    assert AgencySpelling.objects.count() == 0


def test_corrections_of_a_created_story_are_proposed_and_shown_with_it(desk: Client):
    make_story_from(desk, receive_piece(), **{"caption0-part1": "house"})

    rule = ReadingRule.objects.get()
    assert (rule.status, rule.text) == ("proposed", "Wattblick Kontor")
    assert rule_url(rule) in suggest_for_story(desk)


def test_a_story_without_corrections_proposes_nothing(desk: Client):
    make_story_from(desk, receive_piece())

    assert ReadingRule.objects.count() == 0


def test_a_story_is_saved_although_the_person_of_its_rule_was_deleted(
    desk: Client, monkeypatch: pytest.MonkeyPatch
):
    person = make_person("Johanna Ekvall-Brandt")

    def delete_person_first(*args: Any) -> Any:
        proposals = propose_rules(*args)
        Mention.objects.update(person=None, status="proposed")
        Person.objects.filter(pk=person.pk).delete()
        return proposals

    monkeypatch.setattr(taught_rules, "propose_rules", delete_person_first)

    page = make_story_of(
        desk, receive_piece(), **{"person1-known": str(person.pk), "caption0-part1": "house"}
    ).content.decode()

    assert "Der Artikel ist gespeichert" in page
    assert "wurde inzwischen aus dem Verzeichnis gelöscht" in page
    assert [rule.kind for rule in ReadingRule.objects.all()] == ["house"]


def test_a_story_is_saved_although_its_rules_cannot_be_found(desk: Client, monkeypatch: pytest.MonkeyPatch):
    def fail(*_args: Any) -> Any:
        raise ValueError("broken proposal")

    monkeypatch.setattr(taught_rules, "propose_rules", fail)

    page = make_story_of(desk, receive_piece(), **{"caption0-part1": "house"}).content.decode()

    assert Article.objects.count() == 1
    assert "Wegen eines Programmfehlers wurden keine Leseregeln vorgeschlagen" in page


@pytest.mark.parametrize("kind", ["spelling", "alias"])
def test_a_suggestion_for_something_deleted_meanwhile_is_refused_in_words(desk: Client, kind: str):
    thing: Any = make_person("Johanna Ekvall-Brandt")
    if kind == "spelling":
        thing = Agency.objects.create(code="hafenwire", name="Hafenwire")
    meaning = thing.code if kind == "spelling" else str(thing.pk)
    signed = sign_proposal(ProposedRule(RuleKind(kind), "Jonna Ekvall", meaning), receive_piece().pk)
    thing.delete()

    page = desk.post(PROPOSE, {"rule": signed}, follow=True).content.decode()

    assert "gelöscht" in page
    assert ReadingRule.objects.count() == 0


def test_the_taught_credits_and_tags_are_downloaded_as_labelled_cases(desk: Client):
    rule = make_rule()
    item = receive_piece()
    ReadingRule.objects.update(item=item)
    assert reverse("admin:articles_readingrule_export") in desk.get(LIST).content.decode()

    response = desk.get(reverse("admin:articles_readingrule_export"))

    with ZipFile(BytesIO(response.getvalue())) as files:
        cases = {
            name: [json.loads(line) for line in files.read(name).splitlines()] for name in files.namelist()
        }
    assert cases["tags.jsonl"] == []
    (credit,) = cases["credits.jsonl"]
    assert (credit["id"], credit["raw"]) == (f"desk-{item.pk}", "Foto: Wattblick Kontor/AFP")
    assert (credit["photographers"], credit["agencies"]) == ([], ["afp"])

    ReadingRule.objects.filter(pk=rule.pk).update(status=ReadingRule.Status.OFF)
    response = desk.get(reverse("admin:articles_readingrule_export"))
    with ZipFile(BytesIO(response.getvalue())) as files:
        assert files.read("credits.jsonl") == b""


def test_withheld_copy_teaches_nothing_outside_the_desk(desk: Client):
    make_rule()
    item = receive_piece()
    WireItem.objects.filter(pk=item.pk).update(held=True)
    ReadingRule.objects.update(item=item)

    response = desk.get(reverse("admin:articles_readingrule_export"))

    with ZipFile(BytesIO(response.getvalue())) as files:
        assert files.read("credits.jsonl") == b""
