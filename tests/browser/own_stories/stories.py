"""The ten stories: what is typed into the fields, how the text is written, and what readers then see."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.browser.desk import focused
from tests.browser.own_stories.keyboard import Keyboard, make_list, make_table, type_bold


@dataclass(frozen=True, slots=True)
class OwnStory:
    headline: str
    kicker: str
    dek: str
    write: Callable[[Keyboard], None]
    shown: dict[str, list[str]]
    """Texts of the elements of the page by selector."""
    most_keys: int
    """Keys besides the letters, from the home page of the desk until it is published."""
    byline: str = ""
    language: str = ""
    filed: dict[str, str] = field(default_factory=dict)
    """Typed into fields of the side column, in the order of Tab."""


def write_report(keys: Keyboard) -> None:
    keys.type(
        "Die Reederei schickt ab Mai eine zweite Fähre nach Nordhaven.",
        "## Jede halbe Stunde",
        "Das sagte Bürgermeisterin Mira Talberg am Montag. Den Weg frei macht der neue Hafenplan",
    )
    keys.select("Hafenplan")
    keys.press("Control+k")
    focused(keys.page, "#link-search")
    keys.page.wait_for_selector(".desk-link-list button")
    keys.press("Enter")
    focused(keys.page, "dialog button[type=submit]")
    keys.press("Enter")
    focused(keys.page, ".tiptap")
    keys.press("End")
    keys.type(" der Stadt.")
    keys.page.wait_for_selector("[data-found] li:has-text('Talberg')")
    keys.press("F9", "Enter", "Escape")
    focused(keys.page, ".tiptap")
    keys.press("F2")
    keys.page.wait_for_selector("dialog[open] .photo-grid li")
    keys.press("ArrowDown", "Enter")
    focused(keys.page, ".tiptap")


def write_match(keys: Keyboard) -> None:
    keys.type("Der SC Hardnau bleibt nach einem 3:1 gegen Seestadt ungeschlagen.")
    make_table(
        keys,
        "Der vierte Spieltag",
        ("Heim", "Gast", "Tore", "Zuschauer"),
        ("Hardnau", "Seestadt", "3:1", "1240"),
        ("Nordhaven", "Auewerder", "0:0", "860"),
    )
    keys.type("Am Sonntag geht es in Nordhaven weiter.")


def write_obituaries(keys: Keyboard) -> None:
    keys.type("Die Stadt nimmt Abschied von drei Menschen.")
    keys.press("Enter")
    make_list(
        keys,
        "- ",
        "Hedda Brook, Lehrerin, 92 Jahre",
        "Jorin Feddersen, Bootsbauer, 78 Jahre",
        "Alma Quist, Hebamme, 85 Jahre",
    )
    keys.type("Die Trauerfeiern sind öffentlich.")


def write_interview(keys: Keyboard) -> None:
    type_bold(keys, "Frau Ekvall, warum bauen Sie wieder Fähren?")
    keys.press("Enter")
    keys.type("Weil wir es können. Eine Fähre ist eine Brücke mit Motor")
    keys.select("Eine Fähre ist eine Brücke mit Motor")
    keys.press("Alt+Shift+Z")
    keys.type("Jonna Ekvall")
    keys.press("Enter")
    type_bold(keys, "Und wer bezahlt das?")
    keys.press("Enter")
    keys.type('Die Stadt zahlt ein Drittel. "Mehr geht nicht", sagt der Kämmerer.')


def write_gallery(keys: Keyboard) -> None:
    keys.type("Nach drei Jahren ist die Werft wieder offen.")
    keys.press("Alt+Shift+P")
    focused(keys.page, "dialog [name=q]")
    keys.type("Werft")
    keys.page.wait_for_function("document.querySelectorAll('.photo-grid li').length === 3")
    keys.press("ArrowDown", "Space", "ArrowRight", "Space", "ArrowRight", "Enter")
    keys.page.wait_for_selector(".tiptap .desk-figure-gallery")
    focused(keys.page, ".tiptap")
    keys.press("Enter")
    keys.type("Am Sonntag führt die Meisterin durch die Hallen.")


def write_weather(keys: Keyboard) -> None:
    keys.type("Am Morgen liegt Nebel über der Aue, am Nachmittag scheint die Sonne.")
    make_table(
        keys,
        "Höchste Werte",
        ("Ort", "Dienstag", "Mittwoch"),
        ("Nordhaven", "12 °C", "9 °C"),
        ("Seestadt", "11 °C", "-1 °C"),
    )
    keys.type("Der Wind kommt aus Nordwest.")


def write_recipe(keys: Keyboard) -> None:
    keys.type("Die Suppe der Fährleute wärmt vier Menschen.", "## Zutaten")
    keys.press("Enter")
    make_list(keys, "- ", "500 g Kartoffeln", "200 g Räucherfisch", "1/2 l Brühe")
    keys.type("## Zubereitung")
    keys.press("Enter")
    keys.press("Control+Shift+7")
    make_list(keys, "", "Kartoffeln würfeln und kochen.", "Fisch zerteilen und zugeben.")
    keys.press("Alt+Shift+B")
    keys.type("Nährwerte")
    keys.press("ArrowDown")
    keys.page.wait_for_timeout(200)  # the editor reads where the browser has put the cursor
    keys.type("Je Teller 380 Kilokalorien.")


def write_comment(keys: Keyboard) -> None:
    keys.type(
        "Wer eine Fähre bestellt, muss auch den Anleger bauen.",
        "Genau das hat der Rat vergessen. Er sollte es im Juni nachholen.",
    )


def write_election(keys: Keyboard) -> None:
    keys.type("Die Hafenliste liegt nach der Auszählung vorn.")
    make_table(
        keys,
        "Vorläufiges Ergebnis in Prozent",
        ("Liste", "Anteil", "Sitze"),
        ("Hafenliste", "41,5 %", "14"),
        ("Bürger für Aue", "33,2 %", "11"),
        ("Die Werft", "25,3 %", "8"),
    )
    keys.press("Alt+Shift+E")
    focused(keys.page, "dialog [name=address]")
    keys.type("https://youtu.be/dQw4w9WgXcQ")
    keys.tab_to("dialog [name=title]")
    keys.type("Die Auszählung")
    keys.press("Enter")
    keys.page.wait_for_selector(".tiptap .desk-embed")
    focused(keys.page, ".tiptap")
    keys.type("Die Wahlbeteiligung lag bei 61,8 Prozent.")


def write_english(keys: Keyboard) -> None:
    keys.type('A second ferry will sail from May. "It is about time", said the harbour master.')


OWN_STORIES = {
    "report": OwnStory(
        "Zweite Fähre fährt ab Mai nach Nordhaven",
        "Verkehr",
        "Die Stadt und die Reederei sind sich einig.",
        write_report,
        {
            ".text h2": ["Jede halbe Stunde"],
            ".text a[href*=hafenplan]": ["Hafenplan"],
            ".text a[href*=person]": ["Mira Talberg"],
            ".story > .figure .caption": ["Halle drei der Werft"],
        },
        most_keys=24,
    ),
    "match": OwnStory(
        "Hardnau schlägt Seestadt 3:1",
        "Fußball",
        "Zwei Tore fallen in der Nachspielzeit.",
        write_match,
        {
            ".text caption": ["Der vierte Spieltag"],
            ".text thead th": ["Heim", "Gast", "Tore", "Zuschauer"],
            ".text tbody .number": ["3:1", "1240", "0:0", "860"],
            ".text tbody :is(th, td)": [
                "Hardnau", "Seestadt", "3:1", "1240", "Nordhaven", "Auewerder", "0:0", "860",
            ],
        },
        most_keys=30,
    ),
    "obituaries": OwnStory(
        "Nordhaven nimmt Abschied",
        "Verstorben",
        "Eine Lehrerin, ein Bootsbauer und eine Hebamme sind gestorben.",
        write_obituaries,
        {
            ".text li": [
                "Hedda Brook, Lehrerin, 92 Jahre",
                "Jorin Feddersen, Bootsbauer, 78 Jahre",
                "Alma Quist, Hebamme, 85 Jahre",
            ],
            ".text > p": ["Die Stadt nimmt Abschied von drei Menschen.", "Die Trauerfeiern sind öffentlich."],
        },
        most_keys=18,
    ),
    "interview": OwnStory(
        "„Eine Brücke mit Motor“",
        "Interview",
        "Jonna Ekvall leitet die Werft seit einem Jahr.",
        write_interview,
        {
            ".text p strong": ["Frau Ekvall, warum bauen Sie wieder Fähren?", "Und wer bezahlt das?"],
            ".text aside blockquote": ["Eine Fähre ist eine Brücke mit Motor"],
            ".text > p:last-child": ["Die Stadt zahlt ein Drittel. „Mehr geht nicht“, sagt der Kämmerer."],
        },
        filed={"genre": "Interview"},
        most_keys=32,
    ),
    "gallery": OwnStory(
        "Die Werft ist wieder offen",
        "In Bildern",
        "Ein Rundgang in drei Bildern.",
        write_gallery,
        {".text .caption": ["Halle drei der Werft", "Halle zwei der Werft", "Halle eins der Werft"]},
        most_keys=19,
    ),
    "weather": OwnStory(
        "Erst Nebel, dann Sonne",
        "Wetter",
        "So werden die nächsten Tage an der Aue.",
        write_weather,
        {".text tbody :is(th, td)": ["Nordhaven", "12 °C", "9 °C", "Seestadt", "11 °C", "−1 °C"]},
        filed={"genre": "Service"},
        most_keys=31,
    ),
    "recipe": OwnStory(
        "Suppe der Fährleute",
        "Rezept",
        "Sie gelingt in einer halben Stunde.",
        write_recipe,
        {
            ".text ul li": ["500 g Kartoffeln", "200 g Räucherfisch", "1/2 l Brühe"],
            ".text ol li": ["Kartoffeln würfeln und kochen.", "Fisch zerteilen und zugeben."],
            ".text aside p": ["Je Teller 380 Kilokalorien."],
        },
        filed={"genre": "Service"},
        most_keys=28,
    ),
    "comment": OwnStory(
        "Erst der Anleger, dann die Fähre",
        "Verkehr",
        "Der Rat hat das Wichtigste vergessen.",
        write_comment,
        {".story-head .crumb": ["Politik · Kommentar"], ".story-head .byline": ["Nora Behrens"]},
        byline="Nora Behrens",
        filed={"genre": "Kommentar"},
        most_keys=16,
    ),
    "election": OwnStory(
        "Hafenliste gewinnt die Wahl",
        "Wahlabend",
        "Die Bürger für Aue verlieren ihre Mehrheit.",
        write_election,
        {
            "article .breaking-label": ["Eilmeldung"],
            ".text tbody :is(th, td)": [
                "Hafenliste", "41,5 %", "14", "Bürger für Aue", "33,2 %", "11", "Die Werft", "25,3 %", "8",
            ],
            ".text .embed-ask button": ["Inhalt von YouTube laden"],
        },
        filed={"urgency": "1"},
        most_keys=36,
    ),
    "english": OwnStory(
        "Second ferry to Nordhaven from May",
        "Transport",
        "The town and the shipping company agree.",
        write_english,
        {
            ".text > p": [
                "A second ferry will sail from May. “It is about time”, said the harbour master."
            ],
            ".also-in a": ["Auch auf Deutsch"],
        },
        language="Englisch",
        most_keys=41,
    ),
}  # fmt: skip
