from articles.parsing.story.lines import read_lines

WRAPPED = (
    "Die Stadt Nordhaven baut eine zweite Brücke über\n"
    "die Aue, teilte Bürgermeisterin Mira Talberg am\n"
    "Montag mit. Der Reeder Ole Finken nannte sie seit\n"
    "langem überfällig, weil die Lastwagen einen weiten\n"
    "Umweg fahren."
)
TITLES = (
    "Hafenmeister verlangt neue Kräne für Seestadt\n"
    "Seestadt feiert die Rückkehr der alten Barkasse\n"
    "Reederei Finken bestellt acht weitere Schlepper\n"
    "Nordhaven sucht noch immer einen Brückenwärter\n"
    "Fähre fällt aus"
)


def test_lines_of_one_width_that_go_on_in_lower_case_are_one_paragraph():
    _text, lines = read_lines(WRAPPED)

    assert len(lines) == 1


def test_titles_of_like_length_stay_apart():
    _text, lines = read_lines(TITLES)

    assert len(lines) == TITLES.count("\n") + 1


def test_short_words_of_the_navigation_do_not_hide_that_a_page_is_not_wrapped():
    navigation = "\n".join(f"Ressort {number}" for number in range(40))
    sentence = "Die Stadt Nordhaven baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg am Montag im Rathaus mit."
    _text, lines = read_lines(f"{navigation}\n{TITLES}\n{sentence}\n{sentence}\n{sentence}")

    assert len(lines) == 40 + 5 + 3
