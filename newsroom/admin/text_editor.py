"""The desk's editor of texts."""

from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

MODULES = ImportMap(
    {"newsroom/elements": "newsroom/elements.js", "newsroom/placed-figure": "newsroom/placed_figure.js"}
)
"""Scripts that several extensions of the editor import by name."""


class TextEditorWidget(AdminProseEditorWidget):
    @property
    def media(self) -> Media:
        return super().media + Media(importmap=MODULES)
