from articles.parsing.story.page.boxes import claim_boxes, is_origin_note, is_page_box
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SENTENCE, list_claimed, list_unclaimed, make_lines
from tests.tables import each_of


@each_of(["Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten. Sie können Ihre Einwilligung jederzeit widerrufen.",
     "Abonnieren Sie unseren Newsletter und erhalten Sie die wichtigsten Nachrichten in Ihr Postfach.",
     "Sign up for our newsletter and get the news straight to your inbox.",
     "An dieser Stelle finden Sie einen externen Inhalt. Sie können ihn sich mit einem Klick anzeigen lassen.",
     "Hast du Fragen oder einen Hinweis für uns? Melde dich!",
     "Find out what's happening in Marlow with free, real-time updates from us.",
     "Download the free Channel 6 app: subscribe to push notifications."])  # fmt: skip
def test_a_text_that_offers_its_reader_a_service_of_the_page_is_a_box(text):
    assert is_page_box(text)


@each_of([SENTENCE,
     "Die Behörde prüft, ob die Firma mit Cookies gegen den Datenschutz verstoßen hat.",
     "„Sie können Ihre Einwilligung zu Cookies jederzeit widerrufen, das sage ich Ihnen“, sagte Talberg.",
     "Wir müssen sparen, sagte der Bürgermeister.",
     "Der Newsletter der Stadt erscheint einmal im Monat."])  # fmt: skip
def test_a_sentence_of_the_story_about_such_a_service_is_no_box(text):
    assert not is_page_box(text)


@each_of(["Dieser Artikel wurde automatisch übernommen und nicht bearbeitet.", "This article originally appeared in the Marlow Post."])  # fmt: skip
def test_a_note_on_the_origin_of_the_text_becomes_a_note(text):
    lines = make_lines(text)

    claim_boxes(lines)

    assert list_claimed(lines, BlockKind.NOTE) == [text]


def test_a_sentence_about_another_article_is_no_note_on_the_origin():
    assert not is_origin_note("Dieser Artikel des Gesetzes regelt das Wahlrecht.")


def test_the_text_of_the_story_stays_unclaimed():
    lines = make_lines(SENTENCE)

    claim_boxes(lines)

    assert list_unclaimed(lines) == [SENTENCE]


def test_the_polite_form_within_a_sentence_addresses_the_reader():
    assert is_page_box("Mit Ihrer Zustimmung wird hier ein externes Video geladen.")
    assert not is_page_box("Sie gab ihre Zustimmung zum Bau der Brücke erst am Montag.")


@each_of(["Was heute wichtig ist: unser Newsletter am Abend.", "Mehrfachnutzung erwünscht? Hier können Sie Lizenzrechte erwerben.",
     "Gerne als Leserkommentar unter dem Text oder über das Kontaktformular.", "Bitte passen Sie die Einstellungen an."])  # fmt: skip
def test_a_short_offer_of_one_service_is_a_box(text):
    assert is_page_box(text)


def test_titles_between_two_lines_of_a_box_and_a_call_above_are_of_the_box():
    lines = make_lines(
        SENTENCE,
        "Jederzeit informiert!",
        "Abonnieren Sie unseren Newsletter.",
        "Ihre Adresse",
        "Vielen Dank! Wir haben Ihnen eine E-Mail geschickt.",
        "Mit Ihrer Registrierung nehmen Sie die Datenschutzerklärung zur Kenntnis.",
        "Streit um die Kosten",
    )

    claim_boxes(lines)

    assert list_unclaimed(lines) == [SENTENCE, "Streit um die Kosten"]


def test_a_paragraph_between_two_boxes_stays():
    box = "Abonnieren Sie unseren Newsletter."
    lines = make_lines(box, SENTENCE, box)

    claim_boxes(lines)

    assert list_unclaimed(lines) == [SENTENCE]


@each_of(["Diese Nachricht wurde am 14.06.2018 im Programm Nordhafenfunk gesendet.",
     "This is an archived article and the information in it may be outdated.",
     "A version of this article appears in print on Oct. 20, 2023.",
     "Direkt aus dem Newskanal: Dieser Text wurde automatisch übernommen und nicht überprüft."])  # fmt: skip
def test_a_note_on_programme_archive_or_print_is_about_the_origin(text):
    assert is_origin_note(text)


@each_of(["Diese Nachricht hat die Stadt am Montag überrascht.", "This is an archive that Marlow is proud of.",
     "Das Programm wurde im Radio gesendet."])  # fmt: skip
def test_a_sentence_about_news_or_an_archive_is_not(text):
    assert not is_origin_note(text)


@each_of([("A newsletter from Jane Penrose on the trends of Marlow.", "Enter Email"),
     ("Don't miss the stories that Marlow talks about.", "Sign up for the daily letter")])  # fmt: skip
def test_an_offer_above_its_button_is_a_box(line, button):
    lines = make_lines(SENTENCE, line, button)

    claim_boxes(lines)

    assert line not in list_unclaimed(lines)


@each_of([("Talberg erhielt den Brief mit einem Newsletter der Stadt.", "Anwohner klagen"),
     ("Mayor Jane Roe told the town: “Your bridge will open soon.”", "Sign up"),
     ("The crane fell on Tuesday morning.", "Sign up for the daily letter")])  # fmt: skip
def test_a_sentence_of_the_story_there_is_none(line, below):
    lines = make_lines(SENTENCE, line, below)

    claim_boxes(lines)

    assert line in list_unclaimed(lines)


def test_a_picture_above_a_box_stays():
    picture = "The crane on Union Street (Image: Marlow News)"
    lines = make_lines(
        "Menu", picture, "Subscribe to our newsletter and get the news straight to your inbox."
    )
    lines[0].claim(BlockKind.FURNITURE, "furniture.page")

    claim_boxes(lines)

    assert list_unclaimed(lines) == [picture]


def test_a_call_in_the_last_sentence_counts():
    assert is_page_box("Alle Inhalte im E-Paper lesen. Jetzt das Digital-Abo testen.")
    assert not is_page_box(
        "Die Stadt wirbt für die E-Paper der Region. Jetzt will der Rat sie kaufen und nicht abwarten, bis andere."
    )
