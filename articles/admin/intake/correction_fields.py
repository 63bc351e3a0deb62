"""Fields of the review form besides the columns of a story: corrections, pictures."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.effects.create_story import CopyPicture
from articles.admin.inputs import autocomplete, optional_choice, optional_text
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
                choices = [("", as_read), *others, (_("agency"), agencies)]
                self.fields[f"caption{index}-part{number}"] = optional_choice(part.text, choices)

    def part_fields(self, index: int) -> list[Any]:
        return [self[f"caption{index}-part{number}"] for number in self.part_numbers(index)]

    def _add_person_corrections(self, index: int, link: PersonLink) -> None:
        self.fields[f"person{index}-offices"] = optional_text(
            gettext_lazy("offices in the text"), help_text=gettext_lazy("Separate several with semicolons.")
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


class PictureFieldsMixin(forms.Form):
    """Fields for each picture: whether it is used, and what the copy does not say.

    Caption and credit are asked only where the copy has no caption.
    """

    pictures: Sequence[CopyPicture] = ()

    def add_pictures(self, pictures: Sequence[CopyPicture]) -> None:
        self.pictures = pictures
        for picture in pictures:
            name = f"picture{picture.number}"
            self.fields[f"{name}-use"] = forms.BooleanField(
                label=_("Use this picture"), required=False, initial=True
            )
            if picture.caption is None:
                self.fields[f"{name}-text"] = optional_text(_("caption"))
                self.fields[f"{name}-credit"] = optional_text(_("credit as received"), max_length=300)

    def list_used_pictures(self) -> list[CopyPicture]:
        return [picture for picture in self.pictures if self.cleaned_data[f"picture{picture.number}-use"]]

    def uncaptioned_facts(self, picture: CopyPicture) -> dict[str, str]:
        name = f"picture{picture.number}"
        return {
            "caption": self.cleaned_data[f"{name}-text"],
            "credit_raw": self.cleaned_data[f"{name}-credit"],
        }

    def picture_rows(self) -> Iterator[dict[str, Any]]:
        """Yield each picture with its fields and its caption for the template."""
        for picture in self.pictures:
            name = f"picture{picture.number}"
            fields = [
                self[f"{name}-{part}"] for part in ("text", "credit") if f"{name}-{part}" in self.fields
            ]
            yield {
                "picture": picture,
                "use": self[f"{name}-use"],
                "fields": fields,
                "caption": self.get_caption(picture),
            }

    def get_caption(self, picture: CopyPicture) -> str:
        raise NotImplementedError
