"""Why copy could not be read: each error says what was wrong, where and why, in words for an editor. Pure."""


class CopyError(ValueError):
    """Base of all refusals; `where` is a character position or a line, None when it concerns the whole."""

    what = "The text could not be read."
    why = ""

    def __init__(self, *, where: int | None = None, **facts: object) -> None:
        self.where = where
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened and why, with the figures filled in."""
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
