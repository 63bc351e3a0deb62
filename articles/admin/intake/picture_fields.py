"""Fields for the pictures that came with copy in a document."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from articles.actions.intake.effects.copy_pictures import CopyPicture
from articles.admin.inputs import text_input


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
                self.fields[f"{name}-text"] = forms.CharField(
                    label=_("caption"), required=False, widget=text_input()
                )
                self.fields[f"{name}-credit"] = forms.CharField(
                    label=_("credit as received"), required=False, max_length=300, widget=text_input()
                )

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
