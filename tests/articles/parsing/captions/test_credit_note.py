from articles.parsing.captions.parse import read_caption
from tests.tables import each_of


@each_of(
    [
        ("Das Museum. Bild: Mara Tielke (Basel, 3. Mai 2021)", "Basel", "2021-05-03"),
        ("Das Museum. Bild: Mara Tielke / Keystone (3. Mai 2021)", None, "2021-05-03"),
        ("Das Museum in Bern. Bild: Mara Tielke (Basel, 3. Mai 2021)", "Bern", "2021-05-03"),
        ("Das Museum. Bild: Mara Tielke (Keystone)", None, None),
        ("Das Museum. Bild: Mara Tielke (Basel, Archiv)", None, None),
    ]
)
def test_brackets_of_the_credit_give_the_place_and_day_the_caption_lacks(
    text: str, place: str | None, date: str | None
) -> None:
    caption = read_caption(text)

    assert (
        caption.place is None if place is None else caption.place is not None and caption.place.value == place
    )
    assert caption.date is None if date is None else caption.date is not None and caption.date.value == date
