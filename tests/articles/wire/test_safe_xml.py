"""XML from outside is parsed within limits, and the bytes decide its encoding."""

import time

import pytest

from articles.parsing import errors
from articles.wire import safe_xml
from articles.wire.safe_xml import MAX_DEPTH, MAX_ELEMENTS, parse_xml, read_xml
from tests.tables import each_of

NESTED = "<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH


def test_a_document_type_is_skipped_and_never_loaded() -> None:
    root = parse_xml(b'<!DOCTYPE nitf SYSTEM "http://example.invalid/nitf.dtd"><nitf><p>Kran</p></nitf>')

    assert root.findtext("p") == "Kran"


@each_of(
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/p.dtd"> %p;]>',
        "<!DOCTYPE x [ %p; ]>",
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "//example.invalid/p.dtd"> %p;]>',
        "<!DOCTYPE x [<!ENTITY % p '<!ENTITY a \"b\">'> %p;]>",
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "p.dtd"> %p; <!ENTITY a "b">]>',
    ]
)
def test_declared_entities_are_refused(prolog: str) -> None:
    with pytest.raises(errors.MarkupDeclaresEntities):
        parse_xml(f"{prolog}<x>&a;</x>".encode())


@each_of(
    [
        '<!ENTITY % nitf SYSTEM "../nitf/dtd/nitf-3-0.dtd">\n%nitf;',
        "<!ENTITY % lat1 PUBLIC '-//W3C//ENTITIES Latin 1 for XHTML//EN' 'http://example.invalid/lat1.ent'> %lat1;",
    ]
)
def test_modules_of_a_document_type_are_skipped_and_never_loaded(modules: str) -> None:
    root = parse_xml(f'<!DOCTYPE NewsML PUBLIC "urn:x" "x.dtd" [\n{modules}\n]>\n<x>Kran</x>'.encode())

    assert root.text == "Kran"


def test_an_entity_of_a_skipped_module_is_no_text() -> None:
    with pytest.raises(errors.MarkupIsBroken):
        parse_xml(b'<!DOCTYPE x [<!ENTITY % p SYSTEM "p.dtd"> %p;]><x>&leak;</x>')


def test_the_entities_of_html_are_letters_below_a_document_type() -> None:
    root = parse_xml(
        b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>M&ouml;we &amp; Kran&nbsp;&mdash; &amp;ouml;</nitf>'
    )

    assert root.text == "Möwe & Kran\xa0— &ouml;"


def test_depth_is_limited() -> None:
    assert parse_xml(NESTED.encode()).tag == "a"
    for levels in (1, 100, 50_000):
        with pytest.raises(errors.MarkupIsTooDeep):
            parse_xml(("<b>" * levels + NESTED + "</b>" * levels).encode())


def test_the_number_of_elements_is_limited_before_the_tree_is_built() -> None:
    with pytest.raises(errors.MarkupIsTooLarge):
        parse_xml(b"<x>" + b"<a/>" * MAX_ELEMENTS + b"</x>")


def test_the_size_is_limited() -> None:
    with pytest.raises(errors.CopyTooLarge):
        parse_xml(b"<x>" + b" " * safe_xml.MAX_BYTES + b"</x>")


@each_of(
    [
        ("utf-8", "UTF-8", 0),
        ("utf-8", "ISO-8859-1", 1),
        ("iso8859-15", "ISO-8859-15", 0),
        ("cp1252", "UTF-8", 1),
        ("cp1252", "klingon", 1),
        ("utf-16", "UTF-16", 0),
    ]
)
def test_bytes_count_more_than_the_declared_encoding(encoding: str, declared: str, doubts: int) -> None:
    raw = f'<?xml version="1.0" encoding="{declared}"?>\n<x>Schräge Töne für 5 €</x>'.encode(encoding)

    root, warnings = read_xml(raw)

    assert (root.text, len(warnings)) == ("Schräge Töne für 5 €", doubts)


def test_control_characters_are_removed_with_a_warning() -> None:
    root, warnings = read_xml(b"<x>Kr\x00an\x0b</x>")

    assert (root.text, warnings[0].message) == ("Kran", "2 control characters were removed.")


def test_wrongly_encoded_letters_are_repaired_only_if_all_of_the_text_proves_it() -> None:
    broken = "Schräge Töne".encode().decode("cp1252")

    repaired, first = read_xml(f"<x>{broken}</x>".encode())
    kept, second = read_xml(f"<x>{broken} für Łódź</x>".encode())

    assert (repaired.text, kept.text) == ("Schräge Töne", f"{broken} für Łódź")
    assert "repaired" in first[0].message
    assert "may be wrongly encoded" in second[0].message


def test_an_error_names_line_and_column_also_below_a_declaration() -> None:
    with pytest.raises(errors.MarkupIsBroken) as refused:
        parse_xml(b"<?xml version='1.0'\n encoding='utf-8'?>\n<x>\n  <y></x>")

    assert refused.value.where == 4


@each_of(
    [
        ("<x>Kran & Werft</x>", errors.MarkupHasBareSign),
        ("<x>1 < 2</x>", errors.MarkupHasBareSign),
        ("<x><y>Kran", errors.MarkupBreaksOff),
        ("<x", errors.MarkupBreaksOff),
        ("<x><y></x>", errors.MarkupIsBroken),
    ]
)
def test_common_faults_are_named(source: str, error: type[errors.MarkupIsBroken]) -> None:
    with pytest.raises(errors.MarkupIsBroken) as refused:
        parse_xml(source.encode())

    assert type(refused.value) is error


def test_references_to_control_characters_are_removed_with_a_warning() -> None:
    root, warnings = read_xml(b"<p>Kran&#0;&#x1F;&#10;steht&#65;</p>")

    assert root.text == "Kran\nstehtA"
    assert [warning.message for warning in warnings] == ["2 control characters were removed."]


def test_names_of_html_are_read_without_a_document_type_too() -> None:
    root, warnings = read_xml(b"<p>Kran&nbsp;&amp; Caf&eacute; &LT;b></p>")

    assert root.text == "Kran\xa0& Café <b>"
    assert "“&nbsp;”" in warnings[0].message


def test_a_name_that_nobody_knows_breaks_the_file() -> None:
    with pytest.raises(errors.MarkupIsBroken):
        read_xml(b"<p>Kran &werft;</p>")


def test_the_number_of_attributes_is_limited_before_the_tree_is_built() -> None:
    attributes = " ".join(f"a{number}='b'" for number in range(100_001))

    with pytest.raises(errors.MarkupIsTooLarge):
        parse_xml(f"<r {attributes}/>".encode())


def test_many_declarations_are_refused_at_once() -> None:
    begun = time.process_time()
    with pytest.raises(errors.MarkupDeclaresEntities):
        parse_xml(b"<!DOCTYPE a [" * 300_000)

    assert time.process_time() - begun < 1
