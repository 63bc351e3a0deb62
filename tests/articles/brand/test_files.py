"""Logos are drawings only, icons are squares, fonts are fonts: everything else is refused with its reason."""

import io

import pytest
from PIL import Image

from articles.brand.file_faults import FileFault, InvalidBrandFile
from articles.brand.pictures import clean_icon, clean_logo, resize_icon
from articles.brand.svg_logos import clean_svg
from articles.brand.web_fonts import check_font
from tests.paths import ROOT
from tests.tables import each_of

FONT = (ROOT / "articles/static/articles/site/fonts/bitter-700.woff2").read_bytes()


def svg(inside: str = '<path d="M0 0h9v9z"/>', attributes: str = 'viewBox="0 0 200 40"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", size, "#0a5c36").save(buffer, kind)
    return buffer.getvalue()


def refusal_of(check, content: bytes) -> FileFault:
    with pytest.raises(InvalidBrandFile) as refused:
        check(content)
    return refused.value.fault


@each_of(
    [
        (svg("<script>alert(1)</script>"), FileFault.SCRIPT),
        (svg("<g><SCRIPT/></g>".replace("SCRIPT", "script")), FileFault.SCRIPT),
        (svg("<metadata><script/></metadata>"), FileFault.SCRIPT),
        (svg('<path onclick="x()"/>'), FileFault.SCRIPT),
        (svg('<path OnLoad="x()"/>'), FileFault.SCRIPT),
        (svg("<animate/>"), FileFault.SCRIPT),
        (svg("<foreignObject><p/></foreignObject>"), FileFault.FOREIGN_CONTENT),
        (svg('<use href="https://evil.example/a.svg#a"/>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<use href="data:image/svg+xml,x"/>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<image href="a.png"/>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<a href="javascript:x()"><path/></a>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<path style="fill:url(//evil.example/)"/>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<path fill="url( &quot;https://evil.example&quot;)"/>'), FileFault.EXTERNAL_REFERENCE),
        (svg('<style>@import "https://evil.example"</style>'), FileFault.EXTERNAL_REFERENCE),
        (svg("<style>.a{fill:\\75rl(x)}</style>"), FileFault.EXTERNAL_REFERENCE),
        (svg('<path style="fill:u\\72l(x)"/>'), FileFault.EXTERNAL_REFERENCE),
        (
            svg('<path style="mask:image-set(&quot;//evil.example/a&quot; 1x)"/>'),
            FileFault.EXTERNAL_REFERENCE,
        ),
        (
            svg("<style>.a{mask:-webkit-image-set('//evil.example/a' 1x)}</style>"),
            FileFault.EXTERNAL_REFERENCE,
        ),
        (svg('<path fill="src(&quot;//evil.example/a&quot;)"/>'), FileFault.EXTERNAL_REFERENCE),
        (
            b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<title>&a;</title>"),
            FileFault.EXTERNAL_REFERENCE,
        ),
        (svg('<style><g/>@import "https://evil.example"</style>'), FileFault.EXTERNAL_REFERENCE),
        (svg("<text>Zeitung</text>"), FileFault.TEXT),
        (svg(attributes=""), FileFault.NO_SIZE),
        (svg(attributes='viewBox="0 0 0 0"'), FileFault.NO_SIZE),
        (b"<html/>", FileFault.NO_XML),
        (b"<svg", FileFault.NO_XML),
        (svg("<g/>" * 6000), FileFault.TOO_LARGE),
    ]
)
def test_a_logo_with_more_than_shapes_is_refused(content: bytes, fault: FileFault) -> None:
    assert refusal_of(clean_svg, content) == fault


def test_marks_of_drawing_programs_are_left_out() -> None:
    cleaned, width, height = clean_svg(
        b'<?xml version="1.0"?><!-- made by a program -->'
        + svg(
            '<metadata><x/></metadata><style>.a{fill:#fff}</style><defs><linearGradient id="g"/></defs>'
            '<path class="a" data-name="b" d="M0 0h9v9z" fill="url(#g)"/>'
        )
    )

    assert (width, height) == (1000, 200)
    assert b'width="1000" height="200"' in cleaned
    assert b'fill="url(#g)"' in cleaned
    assert not any(part in cleaned for part in (b"metadata", b"data-name", b"made by", b"<?xml"))


@each_of(
    [
        '<metadata><x:image xmlns:x="http://ns.adobe.com/xap/1.0/g/img/">abc</x:image></metadata>',
        '<p:a xmlns:p="https://program.example"><p:text>Ebene 1</p:text></p:a>',
        '<path xmlns:p="https://program.example" p:file="C:\\logos\\logo.png" d="M0 0"/>',
    ]
)
def test_a_mark_of_a_drawing_program_is_no_reason_to_refuse_a_logo(mark: str) -> None:
    cleaned, *_size = clean_svg(svg(f'{mark}<path d="M0 0h9v9z"/>'))

    assert (b"example" in cleaned, b"adobe" in cleaned, b'd="M0 0h9v9z"' in cleaned) == (False, False, True)


def test_a_logo_without_a_view_box_gets_one_of_its_size() -> None:
    cleaned, width, height = clean_svg(svg(attributes='width="300px" height="60"'))

    assert (width, height, b'viewBox="0 0 300 60"' in cleaned) == (1000, 200, True)


def test_a_logo_in_pixels_is_no_larger_than_needed() -> None:
    content, width, height = clean_logo(picture((3200, 400)))

    with Image.open(io.BytesIO(content)) as logo:
        assert (logo.format, logo.size, width, height) == ("WEBP", (1600, 200), 1600, 200)


@each_of(
    [
        (clean_logo, picture((300, 20)), FileFault.TOO_SMALL),
        (clean_logo, b"GIF89a", FileFault.NO_PICTURE),
        (clean_logo, picture((64, 64))[:60], FileFault.NO_PICTURE),
        (clean_logo, picture((5000, 4000)), FileFault.TOO_LARGE),
        (clean_icon, picture((600, 512)), FileFault.NOT_SQUARE),
        (clean_icon, picture((180, 180)), FileFault.TOO_SMALL),
        (check_font, b"", FileFault.NO_FONT),
        (check_font, b"no font at all, but a long enough text for a header of 48 bytes", FileFault.NO_FONT),
        (check_font, FONT[:9000], FileFault.NO_FONT),
        (check_font, b"wOF2" + bytes(200), FileFault.NO_FONT),
        (check_font, b"\x00\x01\x00\x00" + bytes(200), FileFault.OTHER_FONT_FORMAT),
        (check_font, b"wOFF" + bytes(200), FileFault.OTHER_FONT_FORMAT),
    ]
)
def test_what_is_no_picture_or_no_font_is_refused(check, content: bytes, fault: FileFault) -> None:
    assert refusal_of(check, content) == fault


def test_all_sizes_of_an_icon_are_made_of_one_file() -> None:
    icon = clean_icon(picture((1024, 1024), "WEBP"))

    with Image.open(io.BytesIO(resize_icon(icon, 180))) as small, Image.open(io.BytesIO(icon)) as large:
        assert (small.format, small.size, large.size) == ("PNG", (180, 180), (512, 512))


def test_a_font_is_known_by_its_family() -> None:
    assert check_font(FONT).startswith("Bitter")
