from hypothesis import given
from hypothesis import strategies as st

from people.names.case import apply_name_case
from tests.tables import each_of

CASES = [
    ("SEM VAN DER WIEL", "Sem van der Wiel"),
    ("Odd HALVORSEN", "Odd Halvorsen"),
    ("Anna-Lena MÜLLER-LÜDENS", "Anna-Lena Müller-Lüdens"),
    ("ALESSANDRO DELLA TORRE", "Alessandro della Torre"),
    ("PATRICK O'MALLEY", "Patrick O'Malley"),
    ("PATRICK O’MALLEY", "Patrick O’Malley"),
    ("JOE MCALLEN", "Joe McAllen"),
    ("RUTH MACDONALD", "Ruth MacDonald"),
    ("EMILE MACRON", "Emile Macron"),
    ("LUC D'ARTOIS", "Luc D'Artois"),
    ("GINO DELL'ORTO", "Gino Dell'Orto"),
    ("AHMAD AL-BASRI", "Ahmad Al-Basri"),
    ("Sami Al-BASRI", "Sami Al-Basri"),
    ("OMAR BIN KHALID", "Omar bin Khalid"),
    ("CARLOS DE LA HOZ", "Carlos de la Hoz"),
    ("JOÃO DOS REIS", "João dos Reis"),
    ("PILAR ORTEGA Y VEGA", "Pilar Ortega y Vega"),
    ("ANNE-SOPHIE LE GOFF", "Anne-Sophie Le Goff"),
    ("JÜRGEN VON DER HEIDE", "Jürgen von der Heide"),
    ("GEORG VON UND ZU LERCHEN", "Georg von und zu Lerchen"),
    ("FLOOR TEN HOLT", "Floor ten Holt"),
    ("MARIJKE OP DEN BERG", "Marijke op den Berg"),
    ("HEINZ STRAßER", "Heinz Straßer"),
    ("HEINZ STRASSER", "Heinz Strasser"),
    ("J. SCOTT APPLEGARTH", "J. Scott Applegarth"),
    ("LM TREVINO", "LM Trevino"),
    ("LM Trevino", "LM Trevino"),
    ("NG WEI MING", "Ng Wei Ming"),
    ("MARTIN KING JR.", "Martin King Jr."),
    ("HENRY TUDOR III", "Henry Tudor III"),
    ("DE WITTE", "De Witte"),
    ("ÉLODIE ÇELIK", "Élodie Çelik"),
    ("Mara Tielke", "Mara Tielke"),
    ("mara.tielke", "mara.tielke"),
    ("filmfoto", "filmfoto"),
    ("", ""),
]


@each_of(CASES)
def test_names_in_capitals_are_displayed_as_people_write_them(printed: str, displayed: str) -> None:
    assert apply_name_case(printed) == displayed


def test_small_letters_are_raised_only_when_asked_and_only_for_two_words() -> None:
    assert apply_name_case("mara von der heide") == "mara von der heide"
    assert apply_name_case("mara von der heide", capitalise_lowercase=True) == "Mara von der Heide"
    assert apply_name_case("tallfern", capitalise_lowercase=True) == "tallfern"


@given(st.text() | st.sampled_from([printed for printed, _ in CASES]))
def test_casing_a_displayed_name_again_changes_nothing(name: str) -> None:
    once = apply_name_case(name)

    assert apply_name_case(once) == once


@given(st.text())
def test_casing_changes_letters_only_in_case(name: str) -> None:
    assert (
        apply_name_case(name).casefold() == name.casefold() or apply_name_case(name).lower() == name.lower()
    )
