from articles.text.person_links import mark_people, resolve_person_marks


def test_the_first_naming_is_marked_and_later_ones_are_not() -> None:
    body = "<p>Mira Talberg kam. Mira Talberg ging.</p>"

    assert mark_people(body, [("Mira Talberg", 7)]) == (
        '<p><a data-person="7">Mira Talberg</a> kam. Mira Talberg ging.</p>'
    )


def test_headings_and_links_are_left_alone() -> None:
    body = '<h2>Mira Talberg</h2><p><a href="/x">Mira Talberg</a></p>'

    assert mark_people(body, [("Mira Talberg", 7)]) == body


def test_a_name_inside_a_longer_word_is_no_naming() -> None:
    body = "<p>Die Mira Talberger sind ein Verein.</p>"

    assert mark_people(body, [("Mira Talberg", 7)]) == body


def test_a_mark_becomes_a_link_where_the_person_has_a_page() -> None:
    assert resolve_person_marks('<a data-person="7">M</a>', {7: "/person/m-7/"}.get) == (
        '<a class="person" href="/person/m-7/">M</a>'
    )


def test_a_mark_becomes_plain_text_where_the_person_has_none() -> None:
    assert resolve_person_marks('<p><a data-person="7">M</a></p>', {}.get) == "<p>M</p>"
