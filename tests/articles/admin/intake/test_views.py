"""The paste box and the review: copy in, checked, a story out; whatever is pasted, nothing is lost and nothing breaks."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override

from articles.actions.intake.effects import create_story, item_copy
from articles.actions.publish_checks import run_checks
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.admin.intake import forms
from articles.admin.intake.correction_fields import name_token_field
from articles.models import Agency, AgencyChange, AgencySpelling, Article, Edition, StaffInitials, WireItem
from articles.parsing.errors import CopyError
from people.models import Person
from tests.articles.admin.forms import filled
from tests.articles.parsing.story.odd_copy import RECIPE, WITH_FURNITURE
from tests.factories import NOON, make_person, make_section

pytestmark = pytest.mark.django_db

NITF = '<?xml version="1.0"?>\n<nitf><body><p>Kran</p></body></nitf>'
PASTE = reverse("admin:articles_article_from_copy")
COPY = """Seestadt will Containerhafen bis 2027 verdoppeln

Die Bürgermeisterin von Seestadt, Marta Ehlers (l.), und Reeder Ole Finken am 2. März 2026 am Kai in Seestadt. Foto: Klara WEBER / POOL / AFP via Getty Images

Seestadt (AFP) - Die Stadt Seestadt will ihren Containerhafen bis 2027 verdoppeln. Das kündigte Bürgermeisterin Marta Ehlers am Montag an.

Reeder Ole Finken begrüßte den Plan. Finken nannte ihn überfällig.

(afp/dl)
"""


def paste(desk: Client, text: str = COPY, **more: Any) -> Any:
    return desk.post(PASTE, {"copy": text, "html": "", **more})


def review_of(desk: Client, text: str = COPY) -> str:
    """The address of the review of this text."""
    return str(paste(desk, text).headers["Location"])


def create(desk: Client, url: str, **changes: Any) -> Any:
    return desk.post(url, filled(desk, url, "review-form", _create="1", **changes), follow=True)


def test_pasted_copy_is_kept_read_and_shown_beside_its_fields(desk: Client):
    page = desk.get(review_of(desk)).content.decode()

    assert 'value="Seestadt will Containerhafen bis 2027 verdoppeln"' in page
    assert "Klara Weber/Pool/AFP via Getty Images" in page
    assert "desk-kind-person" in page
    assert WireItem.objects.get().status == "read"


def test_a_story_is_made_of_what_was_read(desk: Client):
    create(desk, review_of(desk), section=make_section().pk)

    story = Article.objects.get()
    photo = story.placements.get().photo
    assert (story.tag, story.dateline, story.section_id) == ("(afp/dl)", "Seestadt (AFP)", make_section().pk)
    assert (photo.credit, photo.taken) == ("Klara Weber/Pool/AFP via Getty Images", "2026-03-02")
    assert [m.name for m in story.mentions.all()] == ["Marta Ehlers", "Ole Finken"]


def test_what_the_editor_changes_in_the_review_goes_into_the_story(desk: Client):
    url = review_of(desk)

    create(
        desk,
        url,
        **{"headline": "Hafen wächst", "caption0-credit": "Foto: Ina Sturm/dpa", "caption0-place": "Kai"},
    )

    story = Article.objects.get()
    photo = story.placements.get().photo
    assert (story.headline, photo.credit, photo.place) == ("Hafen wächst", "Ina Sturm/dpa", "Kai")


def test_the_words_of_every_rule_stand_at_its_span(desk: Client):
    page = desk.get(review_of(desk)).content.decode()

    assert "Überschrift · sicher · headline." in page
    assert "Bildunterschrift · wahrscheinlich · caption.text" in page


def test_a_known_person_is_linked_and_two_of_a_name_are_asked(desk: Client):
    known = make_person("Marta Ehlers", "Bürgermeisterin")
    make_person("Ole Finken", "Bäcker")
    second = make_person("Ole Finken", "Torwart")
    url = review_of(desk)
    page = desk.get(url).content.decode()

    create(desk, url, person1=str(second.pk))

    assert "mehrere dieses Namens" in page
    assert "Ole Finken – Torwart" in page
    mentions = {m.name: (m.person, m.status) for m in Article.objects.get().mentions.all()}
    assert mentions == {"Marta Ehlers": (known, "linked"), "Ole Finken": (second, "confirmed")}


def test_a_new_person_enters_the_directory_with_the_offices_of_the_text(desk: Client):
    create(desk, review_of(desk), person1="new", person0="nobody")

    person = Person.objects.get()
    assert (person.name, [office.title for office in person.offices.all()]) == ("Ole Finken", ["Reeder"])
    statuses = {m.name: m.status for m in Article.objects.get().mentions.all()}
    assert statuses == {"Marta Ehlers": "rejected", "Ole Finken": "confirmed"}


def test_a_refused_creation_keeps_what_was_typed_and_makes_nothing(desk: Client):
    url = review_of(desk)

    page = create(desk, url, headline="x" * 300, dek="Bleibt stehen.", person1="new").content.decode()

    assert "Bleibt stehen." in page
    assert (Article.objects.count(), Person.objects.count()) == (0, 0)


def test_copy_already_made_into_a_story_leads_there(desk: Client):
    url = review_of(desk)
    create(desk, url)

    answer = desk.get(url)

    assert answer.headers["Location"] == reverse(
        "admin:articles_article_change", args=[Article.objects.get().pk]
    )


def test_the_same_copy_again_warns_with_a_link(desk: Client):
    create(desk, review_of(desk))

    page = desk.get(review_of(desk)).content.decode()

    assert "Schon in der Redaktion?" in page
    assert reverse("admin:articles_article_change", args=[Article.objects.get().pk]) in page


def test_a_new_version_is_told_from_the_old_by_its_figures(desk: Client):
    create(desk, review_of(desk))

    page = desk.get(review_of(desk, COPY.replace("bis 2027", "bis 2029"))).content.decode()

    assert "neu in diesem Text: 2029" in page


def test_a_story_that_says_the_same_is_told_before_publication_with_link_and_difference(desk: Client):
    create(desk, review_of(desk))
    create(
        desk, review_of(desk, COPY.replace("bis 2027", "bis 2029").replace("Finken nannte", "Ehlers nannte"))
    )
    first, second = Article.objects.order_by("pk")

    told = next(
        one for one in run_checks(take_snapshot(second, at=timezone.now())) if one.code == "duplicate"
    )

    assert told.story == first.pk
    assert "2029" in str(told.message)


def test_other_copy_on_the_same_subject_raises_no_alarm(desk: Client):
    create(desk, review_of(desk))
    other = (
        "Museum öffnet\n\nIn Seestadt öffnet am Dienstag ein Museum mit alten Schiffen, sagte ein Sprecher.\n"
    )

    page = desk.get(review_of(desk, other)).content.decode()

    assert "Schon in der Redaktion?" not in page


def test_text_in_which_nothing_is_recognised_becomes_a_plain_story(desk: Client):
    words = "völlig formlose zeilen ohne punkt\nund noch eine"

    create(desk, review_of(desk, words))

    story = Article.objects.get()
    whole = f"{story.headline} {story.dek} {story.kicker} {story.body} {story.notes}"
    assert all(word in whole for word in words.split())


@pytest.mark.parametrize("nothing", ["", "   \n \t "])
def test_an_empty_paste_is_refused_in_words(desk: Client, nothing: str):
    page = paste(desk, nothing)

    assert "Es gibt nichts zu lesen" in page.content.decode()
    assert WireItem.objects.count() == 0


def test_binary_is_set_aside_with_its_reason_and_a_link(desk: Client):
    page = paste(desk, file=SimpleUploadedFile("bild.txt", b"\x89PNG\x00\x01\x02" * 500)).content.decode()

    item = WireItem.objects.get()
    assert item.status == "quarantined"
    assert "Das ist kein Text" in page
    assert reverse("admin:articles_wireitem_change", args=[item.pk]) in page


def test_five_megabytes_are_refused_in_words_and_kept(desk: Client):
    page = paste(desk, "Ein Satz über den Hafen.\n" * 210_000).content.decode()

    assert "Der Text ist zu lang" in page
    assert "Ein Satz über den Hafen." in page
    assert WireItem.objects.get().status == "quarantined"


def test_more_than_ten_megabytes_are_refused_before_anything_is_kept(desk: Client):
    page = paste(desk, file=SimpleUploadedFile("lang.txt", b"x" * 10_000_001)).content.decode()

    assert "erlaubt sind 10 MB" in page
    assert WireItem.objects.count() == 0


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ein Satz<b>fett<p>und <i>offen",
        "<script>alert('x')</script><h1>Hafen wächst</h1><p>Er wächst.</p><img src=//evil.example/x onerror=alert(1)>",
        "<!--[if mso]><xml>kaputt</xml><p class=MsoNormal>Hafen",
        "<table><td><div><div><div>Tief verschachtelt",
        "</p></p></div>&#0;&#x110000;&bogus;Text",
    ],
)
def test_broken_and_hostile_html_becomes_clean_text(desk: Client, html: str):
    answer = desk.post(PASTE, {"copy": "Text", "html": html})

    page = create(desk, str(answer.headers["Location"])).content.decode()

    story = Article.objects.get()
    assert "<script" not in story.body
    assert "onerror" not in story.body
    assert "alert('x')" not in page


def test_html_in_which_nothing_stands_gives_way_to_the_plain_text(desk: Client):
    answer = desk.post(
        PASTE, {"copy": "Der Hafen wächst.", "html": "<!--[if mso]><xml>nichts</xml><p class=MsoNormal>"}
    )

    create(desk, str(answer.headers["Location"]))

    assert "Hafen wächst" in Article.objects.get().headline + Article.objects.get().body


def test_a_web_page_as_a_file_is_read_as_html(desk: Client):
    html = "<html><h1>Hafen wächst</h1><p>Der Hafen von Seestadt wächst weiter.</p></html>".encode()
    answer = paste(desk, "", file=SimpleUploadedFile("seite.html", html, content_type="text/html"))

    create(desk, str(answer.headers["Location"]))

    assert Article.objects.get().headline == "Hafen wächst"


def test_markup_in_the_text_is_shown_and_never_run(desk: Client):
    text = "Hafen wächst\n\nDer Code <script>alert(1)</script> steht im Text, sagte Marta Ehlers am Montag."

    page = desk.get(review_of(desk, text)).content.decode()

    assert "<script>alert(1)</script>" not in page


def test_what_is_cut_out_stays_inside(desk: Client):
    text = COPY + "\nAchtung Redaktionen: Wir berichten weiter.\nKontakt: Redaktion, Tel. 030 1234567\n"

    create(desk, review_of(desk, text))

    story = Article.objects.get()
    assert "030 1234567" in story.notes
    assert "030 1234567" not in story.body


def test_a_doubtful_value_is_filled_in_only_when_taken(desk: Client):
    from articles.admin.intake.forms import CopyForm
    from articles.parsing.story.types import Block, BlockKind, Copy
    from newsroom.text.spans import Confidence, Reading, Span

    text = "Vielleicht ein Titel"
    doubt = Reading(text, Span(0, len(text)), "headline.guess", Confidence.DOUBTFUL)
    copy = Copy(
        text, "de", (Block(BlockKind.HEADLINE, doubt.span, doubt.rule, doubt.confidence),), headline=doubt
    )
    data = {"language": "de", "urgency": "4", "headline": ""}

    left, taken = CopyForm(data, copy=copy), CopyForm({**data, "accept-headline": "on"}, copy=copy)

    assert (left.initial["headline"], left.is_valid(), taken.is_valid()) == ("", True, True)
    assert (left.fields_to_save()["headline"], taken.fields_to_save()["headline"]) == ("", text)


def test_the_form_the_highlights_and_the_evidence_show_the_same_badge(desk: Client):
    from articles.admin.intake.forms import CopyForm
    from articles.admin.intake.highlights import list_claims
    from articles.parsing.story.parse import read_copy
    from articles.parsing.to_dict import parse_story

    told: Any = parse_story(COPY, explain=True)["explain"]
    form = CopyForm(None, copy=read_copy(COPY))
    claims = {claim.field: claim.confidence.value for claim in list_claims(form.copy)}
    keys = {
        "headline": told["headline"], "dateline": told["dateline"], "tag_raw": told["tag"],
        "caption0-text": told["lead_caption"], "caption0-credit": told["credit_raw"],
        "person0": told["persons"][0],
    }  # fmt: skip

    badges = {name: value["confidence"] for name, value in keys.items()}
    assert {name: form.evidence[name].confidence.value for name in keys} == badges
    assert {name: claims[name] for name in keys if name not in {"person0", "tag_raw"}} == {
        name: badge for name, badge in badges.items() if name not in {"person0", "tag_raw"}
    }
    assert {"sure", "likely"} <= set(badges.values())


def test_a_rule_that_is_often_wrong_is_never_sure(desk: Client, monkeypatch: pytest.MonkeyPatch):
    from articles.admin.intake.forms import CopyForm
    from articles.parsing import confidence
    from articles.parsing.story.parse import read_copy

    copy = read_copy(COPY)
    assert copy.headline is not None
    monkeypatch.setattr(confidence, "read_toml", lambda _path: {"headline": {copy.headline.rule: [54, 56]}})

    assert copy.headline.confidence == "sure"
    assert CopyForm(None, copy=copy).evidence["headline"].confidence == "likely"


def teach(desk: Client, token: str, **answer: str) -> Any:
    """Teach the token of a tag; answers that begin with `token_` are for its fields."""
    url = review_of(desk, COPY.replace("(afp/dl)", f"(afp/{token})"))
    typed = {
        name_token_field(token, name.removeprefix("token_")) if name.startswith("token_") else name: value
        for name, value in answer.items()
    }
    return desk.post(url, filled(desk, url, "review-form", _teach=token, **typed), follow=True)


def test_what_was_typed_for_one_token_stays_when_another_is_taught(desk: Client):
    url = review_of(desk, COPY.replace("(afp/dl)", "(afp/HBL/KPO)"))
    typed = {
        name_token_field("HBL", "name"): "Hanna Blick",
        name_token_field("KPO", "name"): "Karl Post",
    }
    data = filled(desk, url, "review-form", _teach="HBL", **typed)

    page = desk.post(url, data, follow=True).content.decode()

    assert f'name="{name_token_field("HBL", "name")}"' not in page
    assert 'value="Karl Post"' in page


def test_a_token_that_somebody_taught_meanwhile_is_not_mistaken_for_the_next(desk: Client):
    url = review_of(desk, COPY.replace("(afp/dl)", "(afp/HBL/KPO)"))
    typed = {name_token_field("HBL", "name"): "Hanna Blick"}
    data = filled(desk, url, "review-form", _teach="HBL", **typed)

    for _time in range(2):
        desk.post(url, data)

    assert list(StaffInitials.objects.values_list("initials", flat=True)) == ["hbl"]


def test_an_unknown_token_is_taught_as_initials_without_losing_the_form(desk: Client):
    page = teach(desk, "Hafenblick", token_name="Hanna Blick", headline="Getippt").content.decode()

    assert "Hafenblick" in page
    assert 'value="Getippt"' in page


def tags_read() -> list[dict[str, Any]]:
    """What was read of every tag, in the order of the pastes."""
    return [item.reading["tag"] for item in WireItem.objects.order_by("pk")]


def test_initials_once_taught_change_the_second_reading_of_the_same_copy(desk: Client):
    teach(desk, "HBL", token_name="Hanna Blick")

    review_of(desk, COPY.replace("(afp/dl)", "(afp/HBL)") + " ")

    first, second = tags_read()
    assert (first["unknown"], first["editors"]) == (["HBL"], [])
    assert (second["unknown"], second["editors"]) == ([], ["hbl"])


def test_an_agencys_spelling_once_taught_changes_the_second_reading_of_the_same_copy(desk: Client):
    from articles.actions.desk.agencies import agency_for

    teach(desk, "Hafenpress", token_agency=str(agency_for("dpa").pk))

    review_of(desk, COPY.replace("(afp/dl)", "(afp/Hafenpress)") + " ")

    first, second = tags_read()
    assert (first["unknown"], first["agencies"]) == (["Hafenpress"], ["afp"])
    assert (second["unknown"], second["agencies"]) == ([], ["afp", "dpa"])


def test_an_unknown_token_is_taught_as_an_agency(desk: Client):
    from articles.actions.desk.agencies import agency_for

    agency = agency_for("dpa")

    teach(desk, "Hafenpress", token_agency=str(agency.pk))

    assert [s.spelling for s in AgencySpelling.objects.filter(agency=agency)] == ["Hafenpress"]
    assert StaffInitials.objects.count() == 0


def test_copy_that_names_two_agencies_asks_whose_text_it_is(desk: Client):
    url = review_of(desk, COPY.replace("Seestadt (AFP)", "Seestadt (dpa)"))
    page = desk.get(url).content.decode()

    create(desk, url, whose="(dpa/dl)")

    assert all(f'value="{tag}"' in page for tag in ("(afp/dl)", "(dpa/dl)", "(afp/dpa/dl)"))
    assert Article.objects.get().tag == "(dpa/dl)"


def test_two_agencies_that_the_copy_names_alike_bind_together_unasked(desk: Client):
    url = review_of(desk, COPY.replace("(AFP)", "(AFP/dpa)").replace("(afp/dl)", "(afp/dpa/dl)"))

    create(desk, url)

    assert Article.objects.get().tag == "(afp/dpa/dl)"


def test_a_tag_typed_by_hand_counts_more_than_the_answer(desk: Client):
    url = review_of(desk, COPY.replace("Seestadt (AFP)", "Seestadt (dpa)"))

    create(desk, url, whose="(dpa/dl)", tag_raw="(rtr/dl)")

    assert Article.objects.get().tag == "(rtr/dl)"


def test_copy_without_a_tag_is_the_agencys_whom_its_dateline_names(desk: Client):
    url = review_of(desk, COPY.replace("(afp/dl)", ""))

    create(desk, url)

    assert [source.agency.code for source in Article.objects.get().sources.all()] == ["afp"]


def test_an_unknown_token_is_entered_as_a_new_agency_whose_text_stays_a_draft(desk: Client):
    teach(desk, "Hafenpress", token_new="Hafenpresse Seestadt")
    create(desk, review_of(desk, COPY.replace("(afp/dl)", "(afp/Hafenpress)")), section=make_section().pk)

    found = run_checks(take_snapshot(Article.objects.get(), NOON))
    assert Agency.objects.get(code="hafenpress").name == "Hafenpresse Seestadt"
    assert ("blocks", "text-rights") in [(o.severity, o.code) for o in found]


def test_an_agency_that_is_there_is_not_entered_twice(desk: Client):
    Agency.objects.create(code="hafenpress", name="Hafenpresse")

    page = teach(desk, "Hafenpress", token_new="Noch eine").content.decode()

    assert "Eine Agentur mit diesem Namen oder Kürzel gibt es schon. Bitte auswählen." in page


def test_a_token_that_nobody_taught_keeps_the_story_a_draft(desk: Client):
    create(desk, review_of(desk, COPY.replace("(afp/dl)", "(afp/Hafenpress)")), section=make_section().pk)

    found = run_checks(take_snapshot(Article.objects.get(), NOON))

    assert ("blocks", "agency-unknown") in [(o.severity, o.code) for o in found]


def test_pictures_and_frames_of_a_web_page_are_left_out_and_listed(desk: Client):
    html = (
        '<h1>Hafen wächst</h1><p>Der Hafen wächst, sagte Ole Finken.</p><img src="https://bilder.example/kran.jpg">'
        '<iframe src="https://filme.example/film"></iframe><img src="data:image/png;base64,AAAA">'
    )
    url = str(paste(desk, "Hafen wächst Der Hafen wächst, sagte Ole Finken.", html=html).headers["Location"])

    page = desk.get(url).content.decode()
    create(desk, url)

    assert "kran.jpg (bilder.example), film (filme.example), image/png" in page
    assert "bilder.example" not in Article.objects.get().body


def test_a_correction_by_the_agency_leads_to_the_correction_of_the_story(desk: Client):
    first = COPY.replace("(afp/dl)", "urn:newsml:afp.example:20260302:hafen:1\n\n(afp/dl)")
    create(desk, review_of(desk, first), section=make_section().pk)

    answer = paste(desk, "BERICHTIGUNG: Jahreszahl\n\n" + first.replace("bis 2027", "bis 2029"))

    change = AgencyChange.objects.get()
    assert answer.headers["Location"] == reverse("admin:articles_agencychange_decide", args=[change.pk])
    assert change.article == Article.objects.get()


def test_a_flash_is_a_headline_and_a_sentence_and_may_go_out_without_a_photo(desk: Client):
    text = "EIL\n\nFeuer im Hafen von Seestadt\n\nSeestadt (AFP) - Im Hafen von Seestadt brennt es.\n\n(afp/dl)\n"
    create(desk, review_of(desk, text), section=make_section().pk)

    story = Article.objects.get()
    found = [(o.severity, o.code) for o in run_checks(take_snapshot(story, NOON))]
    assert (story.headline, story.urgency) == ("Feuer im Hafen von Seestadt", 1)
    assert ("notes", "picture-missing") in found
    assert [code for severity, code in found if severity == "blocks"] == []


def test_a_credit_without_a_name_blocks_until_it_is_named_or_said_to_have_none(desk: Client):
    url = review_of(desk, COPY.replace("Klara WEBER / POOL / AFP via Getty Images", "AFP"))

    refused = create(desk, url).content.decode()
    stories = Article.objects.count()
    create(desk, url, **{"caption0-nameless": "on"})

    assert "Der Nachweis nennt keinen Fotografen." in refused
    assert "Die Agentur nennt niemanden" in refused
    assert stories == 0
    assert Article.objects.get().placements.get().photo.credit == "AFP"


def test_a_name_put_into_the_credit_lifts_the_block(desk: Client):
    url = review_of(desk, COPY.replace("Klara WEBER / POOL / AFP via Getty Images", "AFP"))

    create(desk, url, **{"caption0-credit": "Foto: Klara Weber/AFP"})

    assert Article.objects.get().placements.get().photo.credit == "Klara Weber/AFP"


def into(desk: Client, url: str, story: Article, **changes: Any) -> Any:
    answers = filled(desk, url, "review-form", _into=f"{story.pk}:{story.revision}", **changes)
    return desk.post(url, answers)


def test_a_new_version_goes_into_the_story_that_is_there_and_makes_no_second(desk: Client):
    create(desk, review_of(desk), section=make_section().pk)
    story = Article.objects.get()
    url = review_of(desk, COPY.replace("bis 2027 verdoppeln. Das", "bis 2029 verdoppeln. Das"))
    page = desk.get(url).content.decode()

    into(desk, url, story)

    now = Article.objects.get()
    assert "Stattdessen diesen Artikel aktualisieren" in page
    assert "bis 2029" in now.body
    assert (now.section, now.placements.count(), now.wire_items.count()) == (make_section(), 1, 2)


def test_copy_for_a_story_that_is_out_leads_to_the_panel_and_changes_nothing_public(desk: Client):
    create(desk, review_of(desk), section=make_section().pk)
    story = publish(Article.objects.get().pk, by=None, at=timezone.now())
    url = review_of(desk, COPY.replace("bis 2027", "bis 2029"))

    answer = into(desk, url, story)

    assert answer.headers["Location"] == reverse("admin:articles_article_publish", args=[story.pk])
    assert Edition.objects.get(live=True).headline == "Seestadt will Containerhafen bis 2027 verdoppeln"


def test_a_story_saved_meanwhile_is_not_written_over_by_copy(desk: Client):
    create(desk, review_of(desk))
    story = Article.objects.get()
    url = review_of(desk, COPY.replace("bis 2027", "bis 2029"))
    answers = filled(desk, url, "review-form", _into=f"{story.pk}:{story.revision}")
    save_story(story.pk, StoryChange(fields={"dek": "Fremd."}), by=None, at=NOON, based_on=None)

    page = desk.post(url, answers).content.decode()

    assert "während Sie ihn offen hatten" in page
    assert "bis 2029" not in Article.objects.get().headline


def test_copy_that_the_agency_killed_before_it_was_pasted_is_said_to_be_killed(desk: Client):
    paste(desk, f"KILL: Bitte nicht verwenden\n\n{COPY}\n\n© dpa-infocom, dpa:260302-99-123456/2")

    page = paste_and_follow(desk, f"{COPY}\n\n© dpa-infocom, dpa:260302-99-123456/1")

    assert "Die Agentur hat diese Meldung zurückgezogen" in page
    assert [item.status for item in WireItem.objects.order_by("pk")] == ["read", "superseded"]


def paste_and_follow(desk: Client, text: str) -> str:
    return str(desk.post(PASTE, {"copy": text, "html": ""}, follow=True).content.decode())


def test_lines_that_fit_no_field_are_doubtful_on_the_page_and_stand_in_the_text(desk: Client):
    page = desk.get(review_of(desk, RECIPE)).content.decode()

    assert 'data-field="body" data-doubt' in page
    assert "Zeilen passen in kein Feld und stehen im Text" in page
    assert "&lt;p&gt;500 g Mehl&lt;/p&gt;" in page


def test_what_is_left_out_of_a_pasted_page_is_listed(desk: Client):
    page = desk.get(review_of(desk, WITH_FURNITURE)).content.decode()

    listed = page[page.index('class="desk-remainder"') :]
    assert [
        line
        for line in ("Lokales", "Streit um das Freibad", "Stand: 2. März 2026, 18:10 Uhr")
        if line in listed
    ] == [
        "Lokales",
        "Streit um das Freibad",
        "Stand: 2. März 2026, 18:10 Uhr",
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (NITF, ""),
        (NITF, f"<pre>{escape(NITF)}</pre>"),
        ('{"uri": "urn:x:1", "pubstatus": "usable", "headline": "Kran"}', ""),
    ],
)
def test_mark_up_that_is_pasted_is_set_aside_and_no_story_can_be_made_of_it(
    desk: Client, text: str, html: str
):
    said = desk.post(PASTE, {"copy": text, "html": html}).content.decode()

    assert "Dieses Format wird noch nicht unterstützt: " in said
    for item in WireItem.objects.all():
        desk.get(reverse("admin:articles_article_review_copy", args=[item.pk]), follow=True)
    assert {item.status for item in WireItem.objects.all()} == {"quarantined"}
    assert not Article.objects.exists()


def test_whatever_the_reader_refuses_is_said_in_german():
    refusals = [CopyError, *CopyError.__subclasses__()]

    with override("de"):
        untold = [part for one in refusals for part in (one.what, one.why) if part and gettext(part) == part]

    assert untold == []


def count_calls(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """Return the list that the first argument of each call is added to."""
    calls, function = [], getattr(module, name)

    def count(first: Any, **options: Any) -> Any:
        calls.append(first)
        return function(first, **options)

    monkeypatch.setattr(module, name, count)
    return calls


def test_pasted_copy_is_parsed_once_on_its_way_into_a_story(desk: Client, monkeypatch: pytest.MonkeyPatch):
    parsed = count_calls(monkeypatch, item_copy, "read_copy")
    url = review_of(desk)

    desk.get(url)
    create(desk, url, section=make_section().pk)

    assert Article.objects.get().headline == "Seestadt will Containerhafen bis 2027 verdoppeln"
    assert len(parsed) == 1


def test_only_what_the_desk_has_taught_is_a_reason_to_parse_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch
):
    parsed = count_calls(monkeypatch, item_copy, "read_copy")

    teach(desk, "HBL", token_name="Hanna Blick")

    assert len(parsed) == 2


def test_the_form_looks_people_up_once(desk: Client, monkeypatch: pytest.MonkeyPatch):
    url = review_of(desk)
    in_form = count_calls(monkeypatch, forms, "find_person_links")
    in_change = count_calls(monkeypatch, create_story, "find_person_links")

    desk.get(url)

    assert (len(in_form), len(in_change)) == (1, 0)
