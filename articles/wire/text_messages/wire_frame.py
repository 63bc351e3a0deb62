"""Frame of messages on a wire: `SOH header STX text ETX trailer EOT`. Pure.

The control bytes are those of ISO 646; IPTC 7901 and ANPA 1312 share them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.charset import decode_wire, is_mostly_utf8
from articles.wire.formats import Format
from articles.wire.item import NewsItem, WireReading, WireWarning
from articles.wire.item_draft import ItemDraft
from articles.wire.made_guid import set_made_guid

MAX_MESSAGES = 1_000
_SOH, _STX, _ETX, _EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_TABULAR = b"\x12"
"""DC2 in the header of ANPA 1312: the text is a table."""
_CELL_SIGNS = bytes.maketrans(b"\x08\x10\x1e\x0b", b"\t\t\t\n")
"""The tab line indicator and the space band of typesetters separate the cells of a table."""
_CONTROLS = bytes(code for code in [*range(0x20), 0x7F] if code not in b"\t\n\r")
_MIXED = "mixed"
_MAX_WRONG = 2_000
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class WireMessage:
    """A message as text; without control bytes `text` is all of it."""

    head: str
    text: str
    trailer: str
    is_framed: bool
    is_tabular: bool
    has_end: bool
    warnings: tuple[WireWarning, ...]


def read_messages(
    raw: bytes, form: Format, read: Callable[[WireMessage], NewsItem | None], problem: str
) -> WireReading:
    """Return the messages of a file as items.

    Raise WireFileIsInvalid with the problem if no message has a header.
    """
    messages = split_messages(raw)
    items = tuple(filter(None, map(read, messages)))
    if not items:
        raise WireFileIsInvalid(format=form.value, problem=problem)
    return WireReading(form.value, items, messages[0].warnings)


def split_messages(raw: bytes) -> tuple[WireMessage, ...]:
    """Return the messages of a file; without control bytes it is one.

    Raise WireFileIsInvalid for a flood of messages.
    """
    if raw.count(_SOH) > MAX_MESSAGES:
        raise WireFileIsInvalid(
            format="IPTC 7901 or ANPA 1312", problem=f"it has more than {MAX_MESSAGES} messages"
        )
    encoding = _choose_encoding(raw)
    framed = tuple(_split_framed(raw, encoding))
    if framed:
        return framed
    text, warnings = _decode(raw, encoding)
    return (WireMessage("", text, "", False, _TABULAR in raw[:200], True, warnings),)


def finish_message(draft: ItemDraft, message: WireMessage) -> None:
    """Make an identifier of service, number and date, and warn of a missing end.

    Without a number or a date the text makes it unique.
    """
    created, sequence = draft.get("versioncreated"), draft.get("sequence", "")
    name = f"{draft.get('service', '')}{sequence}"
    if created is not None:
        name = f"{name}-{created:%Y%m%d}"
    if created is None or not sequence.strip("0"):
        name = f"{name}-{sha256(f'{message.head}\n{message.text}'.encode()).hexdigest()[:16]}"
    set_made_guid(draft, name, "header")
    if not message.has_end:
        draft.warn(gettext_noop("The end of the message is missing; the transmission may have been cut off."))


def split_lines(text: str) -> list[str]:
    """Return the lines without blanks at their ends."""
    return [line.rstrip() for line in _LINE_END.split(text)]


def _split_framed(raw: bytes, encoding: str) -> Iterator[WireMessage]:
    parts = raw.split(_SOH)
    for part in parts[1:] if len(parts) > 1 else parts:
        head, stx, rest = part.partition(_STX)
        if not stx:
            continue
        body, etx, after = rest.partition(_ETX)
        if not etx:
            body, _, after = rest.partition(_EOT)
        decoded = [_decode(piece, encoding) for piece in (head, body, after.partition(_EOT)[0])]
        warnings = {warning.what: warning for _, found in decoded for warning in found}
        yield WireMessage(
            decoded[0][0],
            decoded[1][0],
            decoded[2][0],
            is_framed=True,
            is_tabular=_TABULAR in head,
            has_end=bool(etx),
            warnings=tuple(warnings.values()),
        )


def _choose_encoding(raw: bytes) -> str:
    """Return the encoding to declare: old wires are Latin-1 without saying so."""
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _MIXED if is_mostly_utf8(raw) else "iso-8859-1"
    return ""


def _decode(part: bytes, encoding: str) -> tuple[str, tuple[WireWarning, ...]]:
    cleaned = part.translate(_CELL_SIGNS).translate(None, _CONTROLS)
    if encoding == _MIXED:
        return _decode_mixed(cleaned)
    decoded = decode_wire(cleaned, encoding)
    return decoded.text, decoded.warnings


def _decode_mixed(part: bytes) -> tuple[str, tuple[WireWarning, ...]]:
    """Return UTF-8 with the bytes in it that are none as Windows-1252, and a warning.

    Gateways put a header or a signature in Latin-1 into messages in UTF-8; news in a hurry is not refused for that.
    """
    pieces: list[str] = []
    count = 0
    while part:
        try:
            pieces.append(part.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            wrong = part[error.start : error.end]
            pieces += (part[: error.start].decode("utf-8"), wrong.decode("cp1252", errors="replace"))
            part, count = part[error.end :], count + 1
            if count > _MAX_WRONG:
                pieces.append(part.decode("utf-8", errors="replace"))
                break
    what = gettext_noop("{count} bytes that are no UTF-8 were read as Windows-1252.")
    return "".join(pieces), (WireWarning(what, {"count": count}),) if count else ()
