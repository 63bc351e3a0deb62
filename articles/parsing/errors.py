"""Reasons why copy cannot be parsed, in words for editors."""


class CopyError(ValueError):
    """Base of the errors of all parsers of copy.

    `where` is a character position or a line, None where the error concerns the whole text.
    """

    what = "The text could not be read."
    why = ""

    def __init__(self, *, where: int | None = None, **facts: object) -> None:
        self.where = where
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The problem and its reason, with the numbers filled in."""
        return " ".join(part.format(where=self.where, **self.facts) for part in (self.what, self.why) if part)


class CopyIsEmpty(CopyError):
    what = "There is no text to read."
    why = "The paste holds nothing but white space or pictures."


class CopyTooLarge(CopyError):
    what = "The text is too long: {length:,} characters, at most {limit:,} are read."
    why = "No news story is that long; paste one story at a time, or import a file of stories."


class CopyIsBinary(CopyError):
    what = "This is no text: character {where} and {others} more are control characters."
    why = (
        "It looks like a picture, a PDF or a Word file; open it in its program, copy the text and paste that."
    )


class CopyIsMarkup(CopyError):
    """A file in a format without a parser; it is stored and never parsed as prose."""

    what = "Not read yet: {format}."
    why = "The file is kept as it came. Copy the words of the story out of it and paste those."


class CopyIsUnknownMarkup(CopyError):
    what = "Unknown format: {format}, root element “{root}”."
    why = "The file is kept as it came. Copy the words of the story out of it and paste those."


class MarkupIsBroken(CopyError):
    what = "The file is broken: line {where}, column {column} cannot be read."
    why = "Perhaps the transmission broke off; have it sent again."


class MarkupDeclaresEntities(CopyError):
    what = "The file is refused: it declares entities of its own."
    why = "Entities can overload or spy on whoever reads them; have the file sent without."


class MarkupIsTooDeep(CopyError):
    what = "The file is refused: its elements are nested more than {limit} deep."
    why = "No agency does that; such files are made to overload whoever reads them."


class MarkupIsTooLarge(CopyError):
    what = "The file is refused: it has more than {limit:,} elements."
    why = "No news story is that long; such files are made to overload whoever reads them."


class CopyIsMisencoded(CopyError):
    what = "The text is damaged: byte {where} is not UTF-8, as the rest of it is."
    why = "Perhaps the transmission broke off or two files were joined; have it sent again."
