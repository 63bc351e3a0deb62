from articles.parsing.story.parse import read_copy
from tests.tables import each_of

TEXT = "Der Kran am Kai wird saniert. Das hat der Rat am Montag nach langer Debatte in Zumdorf entschieden."
MORE = "Im Mai wird über die Kosten beraten, wie die Stadt am Dienstag nach der Sitzung mitteilte."
DEK = "Die Arbeiten dauern zwei Jahre und kosten drei Millionen Euro."
DATE = "12.05.2015, 19:10 Uhr"


def read_picture(*head: str) -> tuple[str | None, str | None] | None:
    copy = read_copy("\n\n".join(("Kran in Zumdorf wird saniert", *head, TEXT, MORE)))
    if not copy.captions:
        return None
    caption = copy.captions[0].caption
    return caption.text, caption.credit_raw.value if caption.credit_raw else None


@each_of([
        ("Der Kran soll zwei Jahre lang gesperrt bleiben", ("Der Kran soll zwei Jahre lang gesperrt bleiben", None)),
        ("Der Kran vor dem Umbau. Jonna Ekvall", ("Der Kran vor dem Umbau.", "Jonna Ekvall")),
        ("Der Kran vor dem Umbau. Jonna Ekvall / Staff Photographer",
         ("Der Kran vor dem Umbau.", "Jonna Ekvall / Staff Photographer")),
    ])  # fmt: skip
def test_a_line_between_date_and_text_below_the_dek_is_a_caption(line, picture):
    assert read_picture(DEK, DATE, line) == picture


def test_without_another_line_it_may_be_the_dek():
    assert read_picture(DATE, DEK) is None
    assert read_picture(DEK, DATE) is None
    assert read_picture(DEK, DATE, "Zumdorf", "Sie fragen uns") is None


def test_a_line_without_a_full_stop_alone_below_the_date_is_a_caption():
    line = "Der Kran soll zwei Jahre lang gesperrt bleiben"

    assert read_picture(DATE, line) == (line, None)
    assert read_picture("Zwei Jahre Bauzeit für den Kran am Kai") is None


def test_the_author_may_be_below_such_a_caption():
    line = "Der Kran soll zwei Jahre lang gesperrt bleiben"

    assert read_picture(DATE, line, "Von Ida Brandt") == (line, None)
