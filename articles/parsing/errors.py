"""Reasons why copy cannot be parsed, in words for editors."""


def gettext_noop(message: str) -> str:
    """Mark a message for translation; the caller translates it."""
    return message


class CopyError(ValueError):
    """Base of the errors of all parsers of copy.

    `where` is a character position or a line, None where the error concerns the whole text.
    """

    what = gettext_noop("The text could not be read.")
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
    what = gettext_noop("There is no text to read.")
    why = gettext_noop("The pasted text has only blanks or pictures.")


class CopyTooLarge(CopyError):
    what = gettext_noop("The text is too long: it has {length:,} characters, the limit is {limit:,}.")
    why = gettext_noop("Paste one story at a time, or import a file of stories.")


class CopyIsBinary(CopyError):
    what = gettext_noop("This is not text: character {where} and {others} more are control characters.")
    why = gettext_noop(
        "It may be a picture, a PDF or a Word file. Open it in its application, copy the text and paste that."
    )


class CopyIsMarkup(CopyError):
    """A file in a format without a parser; it is stored and never parsed as prose."""

    what = gettext_noop("This format is not supported yet: {format}.")
    why = gettext_noop("The file is stored unchanged. Copy the text of the story from it and paste that.")


class CopyIsUnknownMarkup(CopyError):
    what = gettext_noop("Unknown format: {format}, root element “{root}”.")
    why = gettext_noop("The file is stored unchanged. Copy the text of the story from it and paste that.")


class MarkupIsBroken(CopyError):
    what = gettext_noop("The file is damaged: line {where}, column {column} cannot be read.")
    why = gettext_noop("The transmission may have been cut off; ask the sender to send the file again.")


class MarkupHasBareSign(MarkupIsBroken):
    what = gettext_noop("The file is damaged: line {where}, column {column} has a bare & or <.")
    why = gettext_noop("In XML the sender has to write &amp; or &lt;. Ask for a corrected file.")


class MarkupBreaksOff(MarkupIsBroken):
    what = gettext_noop("The file breaks off in line {where}, column {column}: elements are still open.")
    why = gettext_noop("The transmission may have been cut off; ask the sender to send the file again.")


class MarkupDeclaresEntities(CopyError):
    what = gettext_noop("The file is rejected: it declares entities of its own.")
    why = gettext_noop(
        "Entities can overload the system or read other files; ask the sender for a file without them."
    )


class MarkupIsTooDeep(CopyError):
    what = gettext_noop("The file is rejected: its elements are nested more than {limit} levels deep.")
    why = gettext_noop("No agency sends such files; they are meant to overload the system.")


class MarkupIsTooLarge(CopyError):
    what = gettext_noop("The file is rejected: it has more than {limit:,} elements.")
    why = gettext_noop("No agency sends such files; they are meant to overload the system.")


class CopyIsMisencoded(CopyError):
    what = gettext_noop("The text is damaged: byte {where} is not valid UTF-8, unlike the rest.")
    why = gettext_noop(
        "The transmission may have been cut off, or two files joined; ask the sender to send the file again."
    )


class JsonHasDuplicateKey(CopyError):
    what = gettext_noop("The file is rejected: the key “{key}” occurs twice in one object.")
    why = gettext_noop("It is not clear which value counts; ask the sender for a corrected file.")


class JsonHasNoNumber(CopyError):
    what = gettext_noop("The file is rejected: it contains {constant}, which is no number in JSON.")
    why = gettext_noop("Ask the sender for a corrected file.")


class WireFileIsInvalid(CopyError):
    """A file that breaks a rule of its own format; `problem` names the field."""

    what = gettext_noop("The file breaks the rules of {format}: {problem}.")
    why = gettext_noop("The file is stored unchanged. Ask the sender for a corrected file.")


class CopyIsArchive(CopyError):
    what = gettext_noop("The file is rejected: it is an archive ({format}).")
    why = gettext_noop("Unpack it and send its files one by one.")


class TransmissionBrokeOff(CopyError):
    """A file without its end, whose sender has stopped writing."""

    what = gettext_noop("The transmission broke off: the file has no end.")
    why = gettext_noop("If the sender has delivered the whole file since, there is nothing to do.")


class FileIsBinary(CopyError):
    what = gettext_noop("The file is rejected: it is neither text nor a photo that can be read ({format}).")
    why = gettext_noop("Photos are read as JPEG, PNG, WebP or TIFF.")


class PhotoIsTooLarge(CopyError):
    what = gettext_noop("The photo is too large: it has {size:,} {unit}, the limit is {limit:,}.")
    why = gettext_noop("Ask the sender for a smaller file.")


class PhotoIsDamaged(CopyError):
    what = gettext_noop("The photo is damaged: its size in pixels cannot be read.")
    why = gettext_noop("The transmission may have been cut off; ask the sender to send the file again.")
