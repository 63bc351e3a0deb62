"""Fields of the review form for parts of credits, offices and people read wrongly."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.inputs import autocomplete, select_input, text_input
from articles.admin.intake.labels import PART_LABELS
from articles.models import Agency, Mention
from articles.parsing.corrections.proposals import is_correctable
from articles.parsing.corrections.types import RuleKind
from articles.parsing.credits.types import PartKind
from articles.parsing.story.types import Copy
from newsroom.strict_values import parse_integer
from people.models import Person
from people.recognition.directory_match import PersonLink

MEANINGS = {PartKind.MEDIA: RuleKind.HOUSE, PartKind.BODY: RuleKind.BODY}
"""Kinds of parts that an editor may choose, besides an agency."""


def name_token_field(token: str, part: str) -> str:
    """Return the name of a field of an unknown token: its `agency`, `name` or `new`.

    The token is in the name, in hexadecimal: it may have spaces, and its index changes once another one is known.
    """
    return f"token-{token.encode().hex()}-{part}"


class CorrectionFieldsMixin(forms.Form):
    """Mixin with the fields of corrections that no story has a column for."""

    copy: Copy
    links: Sequence[PersonLink]
    tokens: Sequence[str]

    def part_numbers(self, index: int) -> list[int]:
        """Return the indexes of the parts of a credit whose meaning the editor may state."""
        credit = self.copy.captions[index].caption.credit
        return [n for n, part in enumerate(credit.parts) if is_correctable(part)] if credit else []

    def _add_parts(self) -> None:
        """Add a choice for each part of a credit that may have been read wrongly."""
        groups = [(index, self.part_numbers(index)) for index in range(len(self.copy.captions))]
        if not any(numbers for _index, numbers in groups):
            return
        agencies = [
            (f"{RuleKind.SPELLING}:{code}", name) for code, name in Agency.objects.values_list("code", "name")
        ]
        for index, numbers in groups:
            credit = self.copy.captions[index].caption.credit
            for number in numbers if credit else ():
                part = credit.parts[number]  # type: ignore[union-attr]  # numbers are empty without a credit
                others = [(kind.value, PART_LABELS[p]) for p, kind in MEANINGS.items() if p is not part.kind]
                as_read = _("as read: %(kind)s") % {"kind": PART_LABELS[part.kind]}
                self.fields[f"caption{index}-part{number}"] = forms.ChoiceField(
                    label=part.text,
                    choices=[("", as_read), *others, (_("agency"), agencies)],
                    required=False,
                    widget=select_input(),
                )

    def part_fields(self, index: int) -> list[Any]:
        return [self[f"caption{index}-part{number}"] for number in self.part_numbers(index)]

    def _add_person_corrections(self, index: int, link: PersonLink) -> None:
        self.fields[f"person{index}-offices"] = forms.CharField(
            label=gettext_lazy("offices in the text"),
            required=False,
            widget=text_input(),
            help_text=gettext_lazy("Separate several with semicolons."),
        )
        self.initial[f"person{index}-offices"] = "; ".join(office.value for office in link.found.offices)
        widget: Any = autocomplete(Mention, "person")
        self.fields[f"person{index}-known"] = forms.ModelChoiceField(
            label=gettext_lazy("is in the directory under another name"),
            queryset=Person.objects.without_merged(),
            required=False,
            widget=widget,
        )
        widget.choices = self.fields[f"person{index}-known"].widget.choices

    def edited_offices(self, index: int) -> tuple[str, ...] | None:
        """Return the offices as corrected, None if the form was sent without them."""
        name = f"person{index}-offices"
        if name not in self.data:
            return None
        typed = str(self.cleaned_data.get(name) or "")
        return tuple(office.strip()[:200] for office in typed.split(";") if office.strip())

    def chosen_person_id(self, index: int) -> int | None:
        """Return the person chosen among all of the directory, else among the candidates."""
        known = self.cleaned_data.get(f"person{index}-known")
        if known is not None:
            return int(known.pk)
        return parse_integer(str(self.cleaned_data.get(f"person{index}") or ""))

    def get_token_value(self, token: str, part: str) -> str:
        return str(self.cleaned_data.get(name_token_field(token, part)) or "").strip()

    def get_token_agency(self, token: str) -> str:
        """Return the code of the agency that a token of the tag is said to mean."""
        pk = parse_integer(self.get_token_value(token, "agency"))
        return Agency.objects.values_list("code", flat=True).get(pk=pk) if pk is not None else ""

    def person_correction_fields(self, index: int) -> Iterator[Any]:
        yield self[f"person{index}-known"]
        yield self[f"person{index}-offices"]
