"""Logos in SVG, written again with shapes and colours only."""

import re
from collections.abc import Iterator

from lxml import etree

from articles.brand.file_faults import FileFault, InvalidBrandFile

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
SHAPES = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
        "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "style",
    }
)  # fmt: skip
"""Elements that stay; those of editors, such as `metadata`, are left out."""
REFUSED = {
    "script": FileFault.SCRIPT,
    "handler": FileFault.SCRIPT,
    "foreignObject": FileFault.FOREIGN_CONTENT,
    "iframe": FileFault.FOREIGN_CONTENT,
    "animate": FileFault.SCRIPT,
    "animateTransform": FileFault.SCRIPT,
    "animateMotion": FileFault.SCRIPT,
    "set": FileFault.SCRIPT,
    "image": FileFault.EXTERNAL_REFERENCE,
    "feImage": FileFault.EXTERNAL_REFERENCE,
    "a": FileFault.EXTERNAL_REFERENCE,
    "text": FileFault.TEXT,
}
"""Elements for which the whole file is refused, so that nothing of the logo is missing unseen."""
ATTRIBUTES = frozenset(
    {
        "id", "class", "style", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width",
        "height", "viewBox", "points", "transform", "fill", "fill-rule", "fill-opacity", "clip-rule", "clip-path",
        "mask", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
        "stroke-dashoffset", "stroke-opacity", "opacity", "offset", "stop-color", "stop-opacity", "color",
        "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits", "maskContentUnits",
        "patternUnits", "patternContentUnits", "patternTransform", "preserveAspectRatio", "display", "visibility",
        "vector-effect", "paint-order", "href",
    }
)  # fmt: skip
REFERENCE = re.compile(r"url\(\s*[\"']?(?P<target>[^)\"']*)", re.IGNORECASE)
ACTIVE_STYLE = re.compile(
    r"@import|@font-face|@namespace|expression\s*\(|\b(?:image(?:-set)?|src|cross-fade)\(|\\|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")
MAX_ELEMENTS = 5_000


def clean_svg(content: bytes) -> tuple[bytes, int, int]:
    """Return the logo with shapes and colours only, its width and its height."""
    root = _parse(content)
    if root.tag != f"{{{SVG}}}svg":
        raise InvalidBrandFile(FileFault.NO_XML)
    width, height = _read_size(root)
    _remove_other_elements(root)
    for element in root.iter():
        _clean_element(element)
    root.set("width", str(width))
    root.set("height", str(height))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), width, height


def _parse(content: bytes) -> etree._Element:
    """Parse without network, entities and document types; raise if it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidBrandFile(FileFault.NO_XML) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None and list(document.internalDTD.iterentities()):
        raise InvalidBrandFile(FileFault.EXTERNAL_REFERENCE, "DOCTYPE")
    if sum(1 for _element in root.iter()) > MAX_ELEMENTS:
        raise InvalidBrandFile(FileFault.TOO_LARGE)
    return root


def _read_size(root: etree._Element) -> tuple[int, int]:
    """Return the size by `viewBox`, else by width and height."""
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    lengths = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4:
        width, height = box[2:]
    elif all(lengths):
        width, height = (float(match[1]) for match in lengths if match)
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    else:
        width = height = 0
    if min(width, height) <= 0 or max(width, height) / min(width, height) > 30:
        raise InvalidBrandFile(FileFault.NO_SIZE)
    scale = 1000 / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _remove_other_elements(root: etree._Element) -> None:
    """Remove the elements of drawing programs; raise if one is a script or foreign."""
    for element in list(root.iter()):
        name, parent = _local_name(element), element.getparent()
        if REFUSED.get(name) in {FileFault.SCRIPT, FileFault.FOREIGN_CONTENT}:
            raise InvalidBrandFile(REFUSED[name], name)
        is_known = element.tag == f"{{{SVG}}}{name}" and (name in SHAPES or name in REFUSED)
        if parent is not None and not is_known:
            parent.remove(element)


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _clean_element(element: etree._Element) -> None:
    name = _local_name(element)
    if name in REFUSED:
        raise InvalidBrandFile(REFUSED[name], name)
    if name == "style":
        _check_style("".join(map(str, element.itertext())))
    for attribute, value in list(element.attrib.items()):
        _clean_attribute(element, str(attribute), str(value))


def _clean_attribute(element: etree._Element, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise InvalidBrandFile(FileFault.SCRIPT, name)
    if name in {"href", XLINK_HREF} and not value.strip().startswith("#"):
        raise InvalidBrandFile(FileFault.EXTERNAL_REFERENCE, value.strip()[:60])
    if name == XLINK_HREF:
        element.set("href", value)
    if name in ATTRIBUTES:
        _check_style(value)
    else:  # of a drawing program, such as the path of a file on Windows
        del element.attrib[name]


def _check_style(text: str) -> None:
    if active := ACTIVE_STYLE.search(text):
        raise InvalidBrandFile(FileFault.EXTERNAL_REFERENCE, active[0])
    for target in _list_targets(text):
        if not target.startswith("#"):
            raise InvalidBrandFile(FileFault.EXTERNAL_REFERENCE, target[:60])


def _list_targets(text: str) -> Iterator[str]:
    for match in REFERENCE.finditer(text):
        yield match["target"].strip()
