"""A proposal changes nothing; an accepted rule changes the next reading; undone, everything is as before."""

import pytest
from django.db import connection, transaction

from articles.actions.desk.agencies import add_spelling, agency_for
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.people.save import add_alias, remove_alias
from articles.actions.reading_rules.decisions import (
    accept_rule,
    decline_rule,
    propose_rule,
    switch_rule,
    teach_rule,
    undo_rule,
)
from articles.actions.reading_rules.replay import replay_rule
from articles.models import AgencySpelling, AuditEntry, ReadingRule, StaffInitials, WireItem
from articles.parsing.corrections.types import ProposedRule, RuleKind
from articles.selectors.people_in_text import find_person_links
from people.actions.merge_people import MergeChoices, merge_records
from people.models import Alias
from tests.articles.actions.reading_rules.pieces import HOUSE, make_compared_rule, make_rule, receive_piece
from tests.factories import NOON, make_chief, make_person, make_user
from tests.threads import start_thread

pytestmark = pytest.mark.django_db


def list_kinds(item: WireItem) -> list[str]:
    item.refresh_from_db()
    credit = get_copy(item).captions[0].caption.credit
    return [part.kind.value for part in credit.parts if part.kind.value != "prefix"] if credit else []


def test_a_proposal_alone_changes_nothing():
    item = receive_piece()
    make_rule(active=False)

    assert list_kinds(item) == ["person", "agency"]


def test_an_accepted_house_is_read_from_then_on_until_it_is_undone():
    item, chief = receive_piece(), make_chief()
    rule = make_rule()
    taught = list_kinds(item)

    undo_rule(rule.pk, by=chief, at=NOON)

    assert (taught, list_kinds(item)) == (["media", "agency"], ["person", "agency"])


def test_a_rule_that_is_switched_off_can_be_switched_on_again():
    item, chief = receive_piece(), make_chief()
    rule = make_rule()
    switch_rule(rule.pk, active=False, by=chief, at=NOON)
    off = list_kinds(item)

    switch_rule(rule.pk, active=True, by=chief, at=NOON)

    assert (off, list_kinds(item)) == (["person", "agency"], ["media", "agency"])


def test_a_spelling_is_a_row_of_its_agency_and_leaves_with_the_rule():
    rule = make_rule(ProposedRule(RuleKind.SPELLING, "Hafenwire", "dpa"))
    taught = list(AgencySpelling.objects.values_list("spelling", "agency__code"))

    undo_rule(rule.pk, by=make_chief(), at=NOON)

    assert taught == [("Hafenwire", "dpa")]
    assert AgencySpelling.objects.count() == 0


def test_an_alias_links_the_name_and_leaves_with_the_rule():
    person = make_person("Johanna Ekvall-Brandt")
    copy = get_copy(receive_piece())
    rule = make_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    linked = {link.found.name: link.person_id for link in find_person_links(copy.people)}

    undo_rule(rule.pk, by=make_chief(), at=NOON)

    assert linked["Jonna Ekvall"] == person.pk
    assert Alias.objects.count() == 0
    assert all(link.person_id is None for link in find_person_links(copy.people))


@pytest.mark.django_db(transaction=True)
def test_of_two_meanings_accepted_at_once_one_is_refused():
    chief = make_chief()
    house = make_compared_rule()
    body = make_compared_rule(ProposedRule(RuleKind.BODY, "Wattblick Kontor"))
    refusals: list[str] = []

    def accept_body() -> None:
        try:
            accept_rule(body.pk, by=chief, at=NOON)
        except ActionRefused as refusal:
            refusals.append(refusal.message)

    with transaction.atomic():
        accept_rule(house.pk, by=chief, at=NOON)
        thread = start_thread(accept_body)
        thread.join(timeout=1)
    thread.join()

    assert len(refusals) == 1
    assert list(ReadingRule.objects.filter(status="active")) == [house]


def test_an_alias_entered_by_hand_meanwhile_is_not_removed_with_a_rule():
    person = make_person("Johanna Ekvall-Brandt")
    rule = make_compared_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    add_alias(person.pk, "Jonna Ekvall", by=make_chief(), at=NOON)

    with pytest.raises(ActionRefused, match="Johanna Ekvall-Brandt"):
        accept_rule(rule.pk, by=make_chief(), at=NOON)

    assert Alias.objects.get().name == "Jonna Ekvall"


@pytest.mark.django_db(transaction=True)
def test_an_alias_that_somebody_enters_at_the_same_time_refuses_the_rule():
    chief, person = make_chief(), make_person("Johanna Ekvall-Brandt")
    rule = make_compared_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    refusals: list[str] = []

    def accept() -> None:
        try:
            accept_rule(rule.pk, by=chief, at=NOON)
        except ActionRefused as refusal:
            refusals.append(refusal.message)

    with transaction.atomic():
        add_alias(person.pk, "Jonna Ekvall", by=chief, at=NOON)
        thread = start_thread(accept)
        thread.join(timeout=1)
    thread.join()

    assert len(refusals) == 1
    assert ReadingRule.objects.get().status == "proposed"


@pytest.mark.parametrize("switched", [False, True], ids=["accepted", "switched on again"])
def test_an_alias_removed_and_entered_again_by_hand_stays_when_its_rule_is_undone(*, switched: bool):
    person, chief = make_person("Johanna Ekvall-Brandt"), make_chief()
    rule = make_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    for active in (False, True) if switched else ():
        switch_rule(rule.pk, active=active, by=chief, at=NOON)
    remove_alias(person.pk, "Jonna Ekvall", by=chief, at=NOON)
    add_alias(person.pk, "Jonna Ekvall", by=chief, at=NOON)

    undo_rule(rule.pk, by=chief, at=NOON)

    assert Alias.objects.get().name == "Jonna Ekvall"


def test_an_alias_of_a_rule_that_was_switched_on_again_leaves_with_it():
    person, chief = make_person("Johanna Ekvall-Brandt"), make_chief()
    rule = make_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    for active in (False, True):
        switch_rule(rule.pk, active=active, by=chief, at=NOON)

    undo_rule(rule.pk, by=chief, at=NOON)

    assert Alias.objects.count() == 0


def test_an_alias_that_a_merge_needs_by_now_stays_when_its_rule_is_undone():
    person = make_person("Johanna Ekvall-Brandt")
    rule = make_rule(ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)))
    merge_records(make_person("Jonna Ekvall").pk, person.pk, MergeChoices(), by=None, at=NOON)

    undo_rule(rule.pk, by=make_chief(), at=NOON)

    assert Alias.objects.get().name == "Jonna Ekvall"


def test_initials_leave_with_the_rule_unless_they_have_an_account():
    rule = make_rule(ProposedRule(RuleKind.INITIALS, "hbl", "Hanna Blick"))
    StaffInitials.objects.update(user=make_user("hanna"))
    with pytest.raises(ActionRefused):
        undo_rule(rule.pk, by=make_chief(), at=NOON)
    StaffInitials.objects.update(user=None)

    undo_rule(rule.pk, by=make_chief(), at=NOON)

    assert StaffInitials.objects.count() == 0


def test_offices_and_lines_are_read_by_the_rule():
    line = "Küstenpuls: 3 Minuten Vorlesezeit"
    make_rule(ProposedRule(RuleKind.OFFICE, "Priel-Muhme"))
    make_rule(ProposedRule(RuleKind.LINE, line))

    copy = get_copy(receive_piece(line="Küstenpuls: 9 Minuten Vorlesezeit"))

    offices = {person.name: [office.value for office in person.offices] for person in copy.people}
    assert offices["Jonna Ekvall"] == ["Priel-Muhme"]
    assert not any("Küstenpuls" in text for text in copy.paragraphs)


def test_the_same_proposal_twice_is_one_rule():
    assert make_rule(active=False).pk == make_rule(active=False).pk
    assert ReadingRule.objects.count() == 1


def test_a_rule_is_proposed_although_its_copy_was_deleted_meanwhile():
    item = receive_piece()
    item_id = item.pk
    item.delete()

    rule = propose_rule(HOUSE, item_id=item_id, by=make_chief(), at=NOON)
    connection.check_constraints()

    assert rule.item is None


def test_a_declined_proposal_can_no_longer_be_accepted():
    rule = make_rule(active=False)
    decline_rule(rule.pk, by=make_chief(), at=NOON)

    with pytest.raises(ActionRefused, match="abgelehnt"):
        accept_rule(rule.pk, by=make_chief(), at=NOON)


def test_a_rule_is_accepted_only_after_its_replay():
    receive_piece()
    receive_piece(head="Zweite Fassung")
    rule = make_rule(active=False)

    for _step in range(2):
        with pytest.raises(ActionRefused, match="noch nicht mit allen"):
            accept_rule(rule.pk, by=make_chief(), at=NOON)
        replay_rule(rule.pk, by=None, at=NOON, seconds=0)
    accept_rule(rule.pk, by=make_chief(), at=NOON)

    assert ReadingRule.objects.get().status == "active"


def test_a_phrase_has_one_meaning_in_credits():
    make_rule()
    second = make_compared_rule(ProposedRule(RuleKind.BODY, "Wattblick Kontor"))
    add_spelling(agency_for("dpa").pk, "Nordkontor", by=None, at=NOON)
    third = make_compared_rule(ProposedRule(RuleKind.HOUSE, "Nordkontor"))

    for rule in (second, third):
        with pytest.raises(ActionRefused):
            accept_rule(rule.pk, by=make_chief(), at=NOON)
    assert ReadingRule.objects.filter(status="active").count() == 1


@pytest.mark.parametrize(
    ("proposed", "permission"),
    [
        (HOUSE, "articles.change_agency"),
        (ProposedRule(RuleKind.LINE, "Küstenpuls"), "articles.change_agency"),
        (ProposedRule(RuleKind.OFFICE, "Priel-Muhme"), "people.change_person"),
        (ProposedRule(RuleKind.INITIALS, "hbl", "Hanna Blick"), "articles.add_staffinitials"),
    ],
)
def test_who_may_change_the_table_may_teach_and_nobody_else(proposed: ProposedRule, permission: str):
    rule = make_compared_rule(proposed)
    with pytest.raises(NotPermitted):
        accept_rule(rule.pk, by=make_user("", "articles.add_article"), at=NOON)

    accept_rule(rule.pk, by=make_user("", permission), at=NOON)

    assert ReadingRule.objects.get().status == "active"


def test_without_the_right_to_make_stories_nobody_proposes():
    with pytest.raises(NotPermitted):
        propose_rule(HOUSE, item_id=None, by=make_user(), at=NOON)


def test_every_decision_is_in_the_audit_list():
    chief = make_chief()
    rule = teach_rule(HOUSE, item_id=None, by=chief, at=NOON)
    switch_rule(rule.pk, active=False, by=chief, at=NOON)
    switch_rule(rule.pk, active=True, by=chief, at=NOON)
    undo_rule(rule.pk, by=chief, at=NOON)

    verbs = AuditEntry.objects.filter(model="readingrule").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "propose reading rule", "accept reading rule", "reading rule off", "reading rule on", "undo reading rule",
    ]  # fmt: skip


def test_initials_stated_outright_win_over_those_proposed_for_somebody_else():
    open_rule = make_rule(ProposedRule(RuleKind.INITIALS, "hbl", "Hanna Blick"), active=False)
    stated = ProposedRule(RuleKind.INITIALS, "hbl", "Heiner Blomberg")

    rule = teach_rule(stated, item_id=None, by=make_chief(), at=NOON)

    open_rule.refresh_from_db()
    assert (open_rule.status, rule.status, rule.name) == ("declined", "active", "Heiner Blomberg")
    assert StaffInitials.objects.get().name == "Heiner Blomberg"


def test_initials_that_a_rule_gives_to_somebody_else_are_refused():
    make_rule(ProposedRule(RuleKind.INITIALS, "hbl", "Hanna Blick"))

    with pytest.raises(ActionRefused, match="hbl"):
        teach_rule(
            ProposedRule(RuleKind.INITIALS, "hbl", "Heiner Blomberg"), item_id=None, by=make_chief(), at=NOON
        )

    assert StaffInitials.objects.get().name == "Hanna Blick"


def test_a_refused_acceptance_leaves_the_proposal_open():
    add_spelling(agency_for("afp").pk, "Hafenwire", by=None, at=NOON)
    rule = make_compared_rule(ProposedRule(RuleKind.SPELLING, "Hafenwire", "dpa"))

    with pytest.raises(ActionRefused):
        accept_rule(rule.pk, by=make_chief(), at=NOON)

    assert ReadingRule.objects.get().status == "proposed"
    assert AgencySpelling.objects.get().agency.code == "afp"


def test_a_rule_counts_each_new_piece_that_it_read_once():
    receive_piece()
    rule = make_rule()
    item = receive_piece(head="Neue Fassung")
    get_copy(item)
    receive_piece("Foto: Klara Weber/AFP", head="Ohne das Haus")

    rule.refresh_from_db()

    assert (rule.uses, rule.last_used_at) == (1, NOON)
