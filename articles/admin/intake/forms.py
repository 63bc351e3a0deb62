"""The review form of received copy, with the confidence of each parsed value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.effects.create_story import CopyPicture, proposed_change
from articles.actions.stories.drafts import MentionDraft
from articles.admin.inputs import optional_choice, optional_text, select_input
from articles.admin.intake.correction_fields import (
    CorrectionFieldsMixin,
    PictureFieldsMixin,
    name_token_field,
)
from articles.admin.intake.highlights import CONFIDENCE_LABELS
from articles.admin.intake.labels import credit_part_labels, person_label
from articles.admin.intake.left_out import (
    LeftOutGroup,
    get_values,
    insert_lines,
    is_read_as_page,
    list_left_out,
)
from articles.admin.stories.forms import EDITOR_CONFIG
from articles.admin.unsupported_html import sanitize_body
from articles.models import Agency, Article, Section
from articles.models.desk_languages import language_choices
from articles.parsing.captions.parse import Caption
from articles.parsing.confidence import rate_values
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit, format_tokens
from articles.parsing.story.releases import read_title
from articles.parsing.story.types import Copy
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_person_links
from articles.text.paragraphs import plain_paragraphs
from newsroom.admin.text_editor import TextEditorWidget
from newsroom.text.spans import Confidence, Reading, Span
from people.admin import summarize_person
from people.models import Person
from people.recognition.directory_match import PersonLink

OPEN, NEW, NOBODY = "", "new", "nobody"
LINE_FIELDS = {
    "kicker": gettext_lazy("kicker"), "headline": gettext_lazy("headline"), "dek": gettext_lazy("dek"),
    "dateline": gettext_lazy("dateline"), "byline": gettext_lazy("byline"), "tag_raw": gettext_lazy("closing tag"),
    "agency_item_id": gettext_lazy("agency's item number"),
}  # fmt: skip
CAPTION_FIELDS = {
    "text": gettext_lazy("caption"), "credit": gettext_lazy("credit as received"), "place": gettext_lazy("place"),
    "taken": gettext_lazy("taken on"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rule and confidence of a value, displayed next to its field."""

    confidence: Confidence
    rule: str
    proposal: str = ""
    """A doubtful value, displayed for acceptance but not filled in."""

    @property
    def label(self) -> Any:
        return CONFIDENCE_LABELS[self.confidence]


def line_widget(name: str) -> forms.Widget:
    if name == "text":
        return forms.Textarea(attrs={"rows": 3, "class": "desk-input"})
    return forms.TextInput(
        attrs={"class": "desk-input", **({"data-reads-tag": ""} if name == "tag_raw" else {})}
    )


class CopyForm(CorrectionFieldsMixin, PictureFieldsMixin):
    """A form with fields for the captions, people and unknown tag tokens of one copy."""

    section = forms.ModelChoiceField(
        label=gettext_lazy("section"),
        queryset=Section.objects.all(),
        required=False,
        empty_label=gettext_lazy("choose …"),
        widget=select_input(),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("language"),
        choices=language_choices,
        widget=select_input(),
    )
    urgency = forms.IntegerField(
        label=gettext_lazy("urgency"),
        min_value=1,
        max_value=9,
        widget=forms.NumberInput(attrs={"class": "desk-input", "min": 1, "max": 9}),
        help_text=gettext_lazy("1 is a flash, 9 can wait."),
    )
    body = forms.CharField(
        label=gettext_lazy("text"),
        required=False,
        widget=TextEditorWidget(config=EDITOR_CONFIG, preset="configurable"),
    )
    notes = forms.CharField(
        label=gettext_lazy("internal notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "desk-input"}),
        help_text=gettext_lazy("Cut out of the text; never published."),
    )

    def __init__(
        self, data: Any, *, copy: Copy, section_id: int | None = None, pictures: Sequence[CopyPicture] = ()
    ) -> None:
        super().__init__(data)
        self.initial["section"] = section_id
        self.copy = rate_values(copy)
        self.is_page = is_read_as_page(copy)
        self.evidence: dict[str, Evidence] = {}
        self.links = find_person_links(self.copy.people)
        self.known = label_candidates(self.links)
        change = proposed_change(self.copy, self.links)
        self.mentions = change.mentions or ()
        for name in ("language", "urgency", "body", "notes"):
            self.initial[name] = change.fields[name]
        self._add_lines(change.fields)
        self._add_captions()
        self._add_parts()
        self._add_people()
        self._add_agencies()
        self._add_tokens()
        self.add_pictures(pictures)

    def _add_lines(self, proposed: Any) -> None:
        read: dict[str, Reading[str] | None] = {
            "kicker": self.copy.kicker, "headline": read_title(self.copy), "dek": self.copy.dek,
            "dateline": self.copy.dateline, "byline": self.copy.byline, "agency_item_id": self.copy.agency_id,
        }  # fmt: skip
        if proposed["tag_raw"]:
            read["tag_raw"] = _tag_reading(self.copy, proposed["tag_raw"])
        for name, label in LINE_FIELDS.items():
            max_length = getattr(Article._meta.get_field(name), "max_length", None)
            self._add_line(name, label, read.get(name), max_length)

    def _add_line(self, name: str, label: Any, reading: Reading[str] | None, max_length: int | None) -> None:
        widget = line_widget(name.rsplit("-", 1)[-1])
        self.fields[name] = forms.CharField(label=label, required=False, max_length=max_length, widget=widget)
        if reading is None:
            return
        doubtful = reading.confidence is Confidence.DOUBTFUL and name != "tag_raw"
        self.initial[name] = "" if doubtful else reading.value
        self.evidence[name] = Evidence(reading.confidence, reading.rule, reading.value if doubtful else "")
        if doubtful:
            self.fields[f"accept-{name}"] = forms.BooleanField(required=False)

    def _add_captions(self) -> None:
        limits = {"text": None, "credit": 300, "place": 120, "taken": 10}
        for index, found in enumerate(self.copy.captions):
            caption = found.caption
            read = {
                "text": caption.text_reading,
                "credit": caption.credit_raw, "place": caption.place, "taken": caption.date,
            }  # fmt: skip
            for name, label in CAPTION_FIELDS.items():
                self._add_line(f"caption{index}-{name}", label, read[name], limits[name])
            self.fields[f"caption{index}-nameless"] = forms.BooleanField(
                label=_("The agency names no photographer"), required=False
            )

    def _add_people(self) -> None:
        for index, found in enumerate(self.links):
            choices = [(OPEN, _("choose later")), *((str(n), self.known[n]) for n in found.candidates)]
            choices += [(NEW, _("+ add to the directory")), (NOBODY, _("× not a person"))]
            self.fields[f"person{index}"] = optional_choice(found.found.name, choices)
            self.initial[f"person{index}"] = str(found.person_id) if found.person_id is not None else OPEN
            self.evidence[f"person{index}"] = Evidence(found.found.confidence, found.found.rule)
            self._add_person_corrections(index, found)

    def _add_agencies(self) -> None:
        """Ask for the owner of copy that names several agencies: rights depend on it."""
        tags = text_owner_choices(self.copy)
        if not tags:
            return
        field = optional_choice(_("whose text"), [("", _("choose …")), *tags.items()])
        field.widget.attrs["data-sets-tag"] = ""
        field.help_text = _("Choose whose copy it is. This decides which tag and which contract apply.")
        self.fields["whose"] = field
        tagged = self.copy.tag.agencies if self.copy.tag is not None else ()
        agree = set(self.copy.dateline_agencies) <= set(tagged)
        tag = self.copy.tag if agree else None
        trust = tag.confidence if tag is not None else Confidence.DOUBTFUL
        self.initial["whose"] = format_tokens(tagged, tag.editors) if tag is not None else ""
        self.evidence["whose"] = Evidence(trust, "dateline · tag")

    def _add_tokens(self) -> None:
        """Add fields for unknown tokens of the closing tag, to extend the lexicon."""
        self.tokens = self.copy.tag.unknown if self.copy.tag is not None and self.copy.tag.trailing else ()
        agencies = [("", "–"), *Agency.objects.values_list("pk", "name")] if self.tokens else []
        for token in self.tokens:
            explanation = _("Without a contract, its copy cannot be published.")
            parts: dict[str, forms.Field] = {
                "agency": optional_choice(_("is an agency"), agencies),
                "name": optional_text(_("are the initials of"), max_length=120),
                "new": optional_text(_("is a new agency called"), max_length=120, help_text=explanation),
            }
            self.fields |= {name_token_field(token, part): field for part, field in parts.items()}

    @property
    def taken(self) -> frozenset[str]:
        """Keys of the left-out lines that the editor has taken back."""
        return get_values(self.data, "take") if self.is_bound else frozenset()

    @property
    def inserted_keys(self) -> tuple[str, ...]:
        """Keys of the lines that the page's script has put into the text already."""
        return tuple(str(self.data.get("inserted", "")).split()) if self.is_bound else ()

    @cached_property
    def left_out(self) -> list[LeftOutGroup]:
        return list_left_out(self.copy, self.taken)

    @cached_property
    def has_typed(self) -> bool:
        """True if the editor has changed any words; markup and line ends do not count."""
        return bool(self.taken or self.inserted_keys) or any(
            _list_words(self[name].value())
            != _list_words(self.get_initial_for_field(self.fields[name], name))
            for name in self.changed_data
        )

    @property
    def left_out_count(self) -> int:
        return sum(len(group.lines) for group in self.left_out)

    @property
    def head(self) -> tuple[str, ...]:
        return ("kicker", "headline", "dek", "dateline", "byline")

    def caption_groups(self) -> Iterator[dict[str, Any]]:
        """Yield the fields and labels of each caption for the template."""
        for index, found in enumerate(self.copy.captions):
            yield {
                "names": [f"caption{index}-{name}" for name in CAPTION_FIELDS],
                "nameless": self._nameless(index, found.caption),
                "printed": printed_credit(found.caption),
                "parts": credit_part_labels(found.caption),
                "corrections": self.part_fields(index),
                "people": [person_label(person) for person in found.caption.people],
            }

    def get_caption(self, picture: CopyPicture) -> str:
        """Return the text or the credit of the caption, "" without one."""
        if picture.caption is None:
            return ""
        found = self.copy.captions[picture.caption]
        return found.caption.text or found.span.of(self.copy.text)

    def _nameless(self, index: int, caption: Caption) -> Any:
        """Return the checkbox “no photographer” if the parsed or typed credit names none."""
        box = self[f"caption{index}-nameless"]
        read = caption.credit is not None and not caption.credit.has_creator
        return box if read or box.value() or self[f"caption{index}-credit"].errors else None

    def people_rows(self) -> Iterator[dict[str, Any]]:
        for index, found in enumerate(self.links):
            label, tone = _link_label(found)
            name = f"person{index}"
            yield {
                "name": name, "field": self[name], "found": found.found, "status": label, "tone": tone,
                "rule": f"{found.found.rule} · {found.rule}", "is_doubtful": found.person_id is None,
                "is_new": not found.candidates,
                "offices": [office.value for office in found.found.offices],
                "corrections": list(self.person_correction_fields(index)),
            }  # fmt: skip

    def token_rows(self) -> Iterator[dict[str, Any]]:
        for token in self.tokens:
            yield {"text": token, **{n: self[name_token_field(token, n)] for n in ("agency", "name", "new")}}

    def clean(self) -> dict[str, Any]:
        """Use a doubtful value only if the editor has accepted it."""
        cleaned = super().clean() or self.cleaned_data
        for name, evidence in self.evidence.items():
            if evidence.proposal and cleaned.get(f"accept-{name}") and not cleaned.get(name):
                cleaned[name] = evidence.proposal
        for index in range(len(self.copy.captions)):
            self._refuse_nameless(index, cleaned)
        return cleaned

    def _refuse_nameless(self, index: int, cleaned: dict[str, Any]) -> None:
        name, is_nameless = f"caption{index}-credit", cleaned.get(f"caption{index}-nameless")
        credit = str(cleaned.get(name) or "").strip()
        if credit and not is_nameless and not read_credit(credit, desk_lexicon()).has_creator:
            self.add_error(
                name,
                _("The credit names no photographer. Add the name, or confirm that the agency gives none."),
            )

    def clean_body(self) -> str:
        body = insert_lines(self.cleaned_data["body"], self.left_out, self.inserted_keys)
        return sanitize_body(body, self.data)

    def fields_to_save(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in (*LINE_FIELDS, "language", "urgency", "body", "notes")},
            "tag_raw": self._tag_to_save(),
            "section_id": cleaned["section"].pk if cleaned["section"] else None,
        }

    def _tag_to_save(self) -> str:
        """Return the chosen owner's tag unless the editor has typed another one."""
        typed: str = self.cleaned_data["tag_raw"]
        answer: str = self.cleaned_data.get("whose", "")
        return answer if answer and typed == self.initial.get("tag_raw") else typed

    def people_to_add(self) -> Iterator[MentionDraft]:
        for index, mention in enumerate(self.mentions):
            if self.cleaned_data.get(f"person{index}") == NEW:
                offices = self.edited_offices(index)
                yield mention if offices is None else replace(mention, offices=offices)

    def mention_drafts(self, added: dict[str, int]) -> tuple[MentionDraft, ...]:
        return tuple(
            self._mention_draft(index, mention, added) for index, mention in enumerate(self.mentions)
        )

    def _mention_draft(self, index: int, mention: MentionDraft, added: dict[str, int]) -> MentionDraft:
        choice = self.cleaned_data.get(f"person{index}", OPEN)
        person_id = added.get(mention.name) if choice == NEW else self.chosen_person_id(index)
        offices = self.edited_offices(index)
        status = "rejected" if choice == NOBODY else "proposed"
        if person_id is not None:
            status = "linked" if person_id == mention.person_id else "confirmed"
        offices = mention.offices if offices is None else offices
        return replace(mention, person_id=person_id, offices=offices, status=status)

    def photo_facts(self, index: int, caption: Caption) -> dict[str, Any]:
        value = {name: self.cleaned_data[f"caption{index}-{name}"] for name in CAPTION_FIELDS}
        return {
            "caption": value["text"], "credit_raw": value["credit"], "place": value["place"], "taken": value["taken"],
            "archive": caption.archive,
        }  # fmt: skip


def _list_words(value: object) -> list[str]:
    return " ".join(plain_paragraphs("" if value is None else str(value))).split()


def _tag_reading(copy: Copy, value: str) -> Reading[str]:
    if copy.tag is not None and copy.tag_span is not None:
        return Reading(value, copy.tag_span, "tag", copy.tag.confidence)
    span = copy.dateline.span if copy.dateline else Span(0, 0)
    return Reading(value, span, "dateline", Confidence.LIKELY)


def text_owner_choices(copy: Copy) -> dict[str, str]:
    """Return tag → name of each agency and of all together; empty for fewer than two."""
    tag = copy.tag if copy.tag is not None and copy.tag.trailing else None
    codes = tuple(dict.fromkeys([*(tag.agencies if tag else ()), *copy.dateline_agencies]))
    if len(codes) < 2:
        return {}
    editors, lexicon = tag.editors if tag else (), desk_lexicon()
    groups = [(code,) for code in codes] + [codes]
    names = {group: ", ".join(lexicon.agency_name(code) for code in group) for group in groups}
    names[codes] = _("%(agencies)s together") % {"agencies": names[codes]}
    return {format_tokens(group, editors): name for group, name in names.items()}


def printed_credit(caption: Caption) -> str:
    return format_credit(caption.credit) if caption.credit is not None else ""


def _link_label(found: PersonLink) -> tuple[str, str]:
    """Return the label and the tone of a link: in the directory, ambiguous or new."""
    if found.person_id is not None:
        return _("in the directory"), "sure"
    if found.candidates:
        return _("several of this name"), "doubtful"
    return _("new"), "likely"


def label_candidates(links: tuple[PersonLink, ...]) -> dict[int, str]:
    """Return the names of candidates with up to two facts to distinguish them."""
    person_ids = {person_id for found in links for person_id in found.candidates}
    people = Person.objects.filter(pk__in=person_ids).prefetch_related("offices")
    return {person.pk: _person_label(person) for person in people}


def _person_label(person: Person) -> str:
    facts = summarize_person(person)
    return f"{person.name} – {facts}" if facts else f"{person.name} (#{person.pk})"
