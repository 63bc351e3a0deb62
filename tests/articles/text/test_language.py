import time

from articles.text.language import UNKNOWN, choose_rules, detect_language, is_foreign, primary_language
from tests.tables import each_of

OPENINGS = {
    "de": "Nordhaven (xyz) - Der Stadtrat hat am Montag den Bau eines neuen Krans im Hafen beschlossen.",
    "en": "NORDHAVEN (XYZ) — The city council on Monday approved the building of a new crane in the harbour.",
    "fr": "Le conseil municipal a approuvé lundi la construction d'une nouvelle grue dans le port, a annoncé la mairie.",
    "it": "Il consiglio comunale ha approvato lunedì la costruzione di una nuova gru nel porto, ha detto la sindaca.",
    "es": "El ayuntamiento aprobó este lunes la construcción de una nueva grúa en el puerto, según la alcaldesa.",
    "pt": "A câmara municipal aprovou na segunda-feira a construção de uma nova grua no porto, disse a presidente.",
    "ca": "L'ajuntament ha aprovat aquest dilluns la construcció d'una nova grua al port, segons l'alcaldessa.",
    "nl": "De gemeenteraad heeft maandag ingestemd met de bouw van een nieuwe kraan in de haven, zegt de burgemeester.",
    "da": "Byrådet har mandag godkendt opførelsen af en ny kran i havnen, oplyser kommunen, efter at den gamle blev lukket.",
    "sv": "Kommunfullmäktige godkände på måndagen bygget av en ny kran i hamnen, enligt kommunen.",
    "nb": "Bystyret har godkjent byggingen av en ny kran i havnen, opplyser kommunen etter møtet. Den gamle ble stengt.",
    "is": "Bæjarstjórnin samþykkti á mánudag byggingu nýs krana í höfninni, að sögn bæjarstjóra.",
    "fi": "Kaupunginvaltuusto hyväksyi maanantaina uuden nosturin rakentamisen satamaan, kertoi kaupunki.",
    "et": "Linnavolikogu kiitis esmaspäeval heaks uue kraana ehitamise sadamasse, ütles linnapea pärast koosolekut.",
    "lv": "Pilsētas dome pirmdien apstiprināja jauna celtņa būvniecību ostā, sacīja mērs pēc sēdes.",
    "lt": "Miesto taryba pirmadienį patvirtino naujo krano statybą uoste, po posėdžio sakė merė.",
    "pl": "Rada miasta zatwierdziła w poniedziałek budowę nowego dźwigu w porcie, poinformował burmistrz.",
    "cs": "Zastupitelstvo v pondělí schválilo stavbu nového jeřábu v přístavu, uvedla radnice, která o tom jednala.",
    "sk": "Mestské zastupiteľstvo v pondelok schválilo stavbu nového žeriava v prístave, uviedol primátor.",
    "sl": "Mestni svet je v ponedeljek potrdil gradnjo novega žerjava v pristanišču, je povedala županja.",
    "hu": "A városi tanács hétfőn jóváhagyta egy új daru építését a kikötőben, közölte a polgármester.",
    "ro": "Consiliul local a aprobat luni construirea unei noi macarale în port, a anunțat primăria.",
    "hr": "Gradsko vijeće u ponedjeljak je odobrilo izgradnju dizalice u luci, rekla je pročelnica, što je prije bilo sporno.",
    "sr": "Skupština grada je u ponedeljak odobrila izgradnju nove dizalice u luci, izjavio je gradonačelnik, posle rasprave.",
    "sq": "Këshilli bashkiak miratoi të hënën ndërtimin e një vinçi të ri në port, tha kryetarja.",
    "tr": "Belediye meclisi pazartesi günü limanda yeni bir vinç yapımını onayladı, dedi belediye başkanı.",
    "ga": "Cheadaigh comhairle na cathrach crann tógála nua sa chalafort, dúirt an méara agus bhí sí sásta leis.",
    "mt": "Il-kunsill tal-belt approva l-bini ta' krejn ġdid fil-port, qal is-sindku wara l-laqgħa li kienet twila.",
    "lb": "De Gemengerot huet e Méindeg de Bau vun engem neie Kran am Hafen ugeholl, sot d'Buergermeeschtesch, déi dofir war.",
    "rm": "Il cussegl communal ha approvà glindesdi la construcziun d'ina nova grua en il port, ha ditg la presidenta.",
    "el": "Το δημοτικό συμβούλιο ενέκρινε τη Δευτέρα την κατασκευή νέου γερανού στο λιμάνι.",
    "ru": "Городской совет в понедельник одобрил строительство крана в порту, сообщила мэр, которая его поддержала.",
    "uk": "Міська рада у понеділок схвалила будівництво нового крана в порту, повідомила мерка.",
    "bg": "Общинският съвет одобри в понеделник строежа на нов кран в пристанището, съобщи кметът, който беше против.",
    "ar": "وافق مجلس المدينة يوم الاثنين على بناء رافعة جديدة في الميناء.",
    "fa": "شورای شهر روز دوشنبه ساخت جرثقیل جدید در بندر را تصویب کرد.",
    "he": "מועצת העיר אישרה ביום שני את בניית העגורן החדש בנמל.",
    "zh": "市议会星期一批准在港口建造一台新起重机。",
    "ja": "市議会は月曜日、港に新しいクレーンを建設することを承認した。",
}


@each_of(OPENINGS.items())
def test_one_sentence_tells_the_language(language, opening):
    assert detect_language(opening) == language


@each_of(["", "1234", "Nordhaven", "Foto: xyz", "Max van der Berg", "Marie Dupont / XYZ"])
def test_names_and_figures_tell_no_language(text):
    assert detect_language(text) == UNKNOWN


@each_of([
        ("Nach dem Konzert von Aurelio de la Torre im Teatro La Scala sprach der Minister mit Jürgen van der Meer.", "de"),
        ("The ship, named Nuestra Señora de los Ángeles, was on its way to Cádiz, officials said.", "en"),
        ("„La mer est belle“, sagte sie auf dem Weg zum Hafen, und der Wind war still.", "de"),
        ("Prime Minister visits Nordhaven", "en"),
    ])  # fmt: skip
def test_foreign_names_and_quotes_do_not_change_the_language(text, language):
    assert detect_language(text) == language


def test_a_few_words_in_another_script_do_not_change_the_language():
    text = "Der Verein heißt Αργοναύτες und hat seinen Sitz am Hafen, wie er am Montag sagte."

    assert detect_language(text) == "de"


@each_of(
    [
        ("de-AT", "", "de"),
        ("en-GB", "", "en"),
        ("fr", "", "en"),
        ("lb", "", "de"),
        ("und", "The council passed it.", "en"),
        ("", "Kran", "de"),
    ]
)
def test_copy_is_read_by_the_rules_nearest_to_its_language(language, text, rules):
    assert choose_rules(language, text) == rules


@each_of([("de-CH", False), ("en_US", False), ("und", False), ("", False), ("fr-CH", True)])
def test_only_a_known_language_is_foreign(tag, foreign):
    assert is_foreign(tag) is foreign


def test_older_codes_mean_the_same_language():
    assert [primary_language(tag) for tag in ("no", "iw-IL", "NO-no")] == ["nb", "he", "nb"]


@each_of(["de", "fr", "ru", "ar"])
def test_a_long_text_takes_no_longer_than_its_beginning(language):
    long = " ".join([OPENINGS[language]] * 4_000)
    short = long[:2_000]

    def spent(text: str) -> float:
        begun = time.process_time()
        detect_language(text)
        return time.process_time() - begun

    times = [(spent(short), spent(long)) for _ in range(50)]

    assert min(long for _, long in times) < 5 * min(short for short, _ in times)
