"""Picture files of our own making: scenes that differ, metadata packets, and files that pretend."""

import io
import random
from typing import Any

from PIL import Image, ImageDraw


def scene(number: int = 1, size: tuple[int, int] = (640, 427)) -> Image.Image:
    """Shapes in places that depend on the number alone; no two look alike."""
    dice = random.Random(number)
    picture = Image.new("RGB", (64, 43), (dice.randrange(256), dice.randrange(256), dice.randrange(256)))
    draw = ImageDraw.Draw(picture)
    for _shape in range(14):
        left, top = dice.randrange(-8, 60), dice.randrange(-8, 40)
        colour = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
        draw.ellipse((left, top, left + dice.randrange(6, 36), top + dice.randrange(6, 30)), fill=colour)
    return picture.resize(size, Image.Resampling.BICUBIC)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def scene_bytes(
    number: int = 1, kind: str = "JPEG", size: tuple[int, int] = (640, 427), **options: Any
) -> bytes:
    return encoded(scene(number, size), kind, **options)


def iim(*records: tuple[int, int, bytes]) -> bytes:
    return b"".join(bytes((0x1C, r, n)) + len(value).to_bytes(2) + value for r, n, value in records)


def with_iim(data: bytes, block: bytes) -> bytes:
    """The JPEG with the block in a Photoshop part, as agencies send it."""
    resource = b"8BIM\x04\x04\x00\x00" + len(block).to_bytes(4) + block + b"\x00" * (len(block) % 2)
    part = b"Photoshop 3.0\x00" + resource
    return data[:2] + b"\xff\xed" + (len(part) + 2).to_bytes(2) + part + data[2:]


def xmp(properties: str, attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        f' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {attributes}>'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


AGENCY_XMP = xmp(
    "<dc:description><rdf:Alt>"
    '<rdf:li xml:lang="x-default">A crane lifts a container in the port of Nordhaven on March 2, 2026.</rdf:li>'
    '<rdf:li xml:lang="de-DE">Ein Kran hebt am 2. März 2026 im Hafen von Nordhaven einen Container.</rdf:li>'
    "</rdf:Alt></dc:description>"
    "<dc:creator><rdf:Seq><rdf:li>Ida BRANDT</rdf:li></rdf:Seq></dc:creator>"
    "<dc:subject><rdf:Bag><rdf:li>Hafen</rdf:li><rdf:li>Kran</rdf:li><rdf:li>Hafen</rdf:li></rdf:Bag></dc:subject>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">AFP or licensors</rdf:li></rdf:Alt></dc:rights>'
    "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Mira Talberg</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>"
    '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li></rdf:Alt>'
    "</xmpRights:UsageTerms>",
    'photoshop:Headline="Hafen Nordhaven" photoshop:Credit="AFP" photoshop:Source="AFP" photoshop:City="Nordhaven"'
    ' photoshop:DateCreated="2026-03-02T10:11:12+01:00" photoshop:TransmissionReference="AFP_3XY7"'
    ' photoshop:Instructions="Nur redaktionell"'
    ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"',
)
"""One packet with everything in it, as an agency would fill it."""
