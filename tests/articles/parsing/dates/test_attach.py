"""Lines with times and zones: which zone belongs to which time."""

from articles.parsing.dates.attach import attach_zones
from articles.parsing.dates.scan import read_expression
from tests.tables import each_of


def list_attachments(line: str) -> str:
    """`12:00 gmt / 13:00 cet` for a line of two times with a zone each, `(…)` for places, `*` for local time."""
    expression = read_expression(line)
    text = expression.text
    found = attach_zones(expression)
    times = " / ".join(
        " ".join(
            [
                timed.time.span.of(text),
                *(zone.span.of(text) for zone in timed.zones),
                *(f"({zone.span.of(text)})" for zone in timed.places),
                *(["*"] if timed.has_local_word else []),
            ]
        )
        for timed in found.times
    )
    return " ".join([times, *(f"+ {zone.span.of(text)}" for zone in found.unattached)]).strip()


@each_of(
    [
        ("18:00", "18:00"),
        ("18:00 GMT", "18:00 gmt"),
        ("18:00Z", "18:00 z"),
        ("12:00 GMT / 13:00 CET", "12:00 gmt / 13:00 cet"),
        ("12:00 GMT/13:00 CET/14:00 EET", "12:00 gmt / 13:00 cet / 14:00 eet"),
        ("12:00 GMT (13:00 CET)", "12:00 gmt / 13:00 cet"),
        ("12:00Z/13:00 CET", "12:00 z / 13:00 cet"),
        ("12:00 CET/CEST", "12:00 cet/cest"),
        ("12:00 GMT CET", "12:00 gmt cet"),
        ("12:00 GMT on Friday, CET", "12:00 gmt cet"),
        ("12:00, 13:00 CET", "12:00 / 13:00 cet"),
        ("12:00 GMT, 13:00", "12:00 gmt / 13:00"),
    ]
)
def test_a_zone_belongs_to_the_time_before_it(line: str, means: str) -> None:
    assert list_attachments(line) == means


@each_of(
    [
        ("GMT 12:00", "12:00 gmt"),
        ("GMT 12:00 / CET 13:00", "12:00 gmt / 13:00 cet"),
        ("UTC+1 12:00", "12:00 utc+1"),
        ("Ortszeit New York 12:00, Ortszeit Tokio 02:00", "12:00 ortszeit new york / 02:00 ortszeit tokio"),
        ("GMT 12:00, 13:00", "12:00 gmt / 13:00"),
        ("GMT CET 12:00, 13:00", "12:00 gmt cet / 13:00"),
        ("GMT 12:00, CET 13:00, EET", "12:00 gmt cet / 13:00 eet"),
        ("GMT, 12:00 Uhr und 13:00 CET", "12:00 uhr gmt / 13:00 cet"),
    ]
)
def test_zones_before_all_their_times_belong_to_the_times_after_them(line: str, means: str) -> None:
    assert list_attachments(line) == means


@each_of(
    [
        ("18:00 (London)", "18:00 (london)"),
        ("18:00 London", "18:00 (london)"),
        ("18 Uhr in New York", "18 uhr (new york)"),
        ("18 Uhr an der US-Ostküste", "18 uhr (us-ostküste)"),
        ("18:00 at London", "18:00 (london)"),
        ("18:00 (in London)", "18:00 (london)"),
        ("18:00 [London]", "18:00 (london)"),
        ("18:00 GMT, London", "18:00 gmt (london)"),
        ("18:00 London (Paris)", "18:00 (london) (paris)"),
        ("16:00 (London) 11:00 (New York)", "16:00 (london) / 11:00 (new york)"),
        ("18:00 for London", "18:00 + london"),
        ("18:00 and all of London", "18:00 + london"),
        ("London, 18:00", "18:00 + london"),
        ("18:00 on Friday, London", "18:00 + london"),
        ("18:00      London", "18:00 + london"),
    ]
)
def test_a_place_belongs_to_the_time_that_it_follows_directly(line: str, means: str) -> None:
    assert list_attachments(line) == means


@each_of(
    [
        ("18:00 Ortszeit", "18:00 *"),
        ("Ortszeit: 18:00", "18:00 *"),
        ("18:00 local time, 19:00", "18:00 * / 19:00"),
        ("18:00 GMT, 19:00 local time", "18:00 gmt / 19:00 *"),
        ("Washington, 18:00 Ortszeit", "18:00 * + washington"),
    ]
)
def test_local_time_marks_its_time(line: str, means: str) -> None:
    assert list_attachments(line) == means


@each_of(
    [
        ("6 p.m. (18:00) ET", "6 p.m. et / 18:00 et"),
        ("18:00 GMT, 6 p.m.", "18:00 gmt / 6 p.m. gmt"),
        ("18:00 GMT, 6 p.m. CET", "18:00 gmt / 6 p.m. cet"),
        ("18:00 GMT CET, 6 p.m.", "18:00 gmt cet / 6 p.m. gmt cet"),
        ("18:00 GMT, 18.00 CET, 6 p.m.", "18:00 gmt / 18.00 cet / 6 p.m. gmt"),
        ("18:00, 6 p.m.", "18:00 / 6 p.m."),
        ("18:00 GMT, 7 p.m.", "18:00 gmt / 7 p.m."),
    ]
)
def test_a_time_that_is_written_twice_has_its_zone_both_times(line: str, means: str) -> None:
    assert list_attachments(line) == means


@each_of([("Freitag, London", "+ london"), ("GMT, CET", "+ gmt + cet"), ("Freitag", "")])
def test_without_a_time_zones_belong_to_nothing(line: str, means: str) -> None:
    assert list_attachments(line) == means
