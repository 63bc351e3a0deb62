"""Set phrases that tell what a line is: notes to desks, signals, page furniture. Data only, folded to lower case."""

# From here to the end of the text nothing is copy any more.
NOTES_BEGIN = (
    "# notizblock", "notizblock", "# dpa notebook", "dpa notebook", "# notebook", "# dpa-notizblock",
    "dpa-notizblock", "die folgenden informationen sind nicht zur veröffentlichung",
    "folgende informationen sind nicht zur veröffentlichung",
    "nachfolgende informationen sind nicht zur veröffentlichung",
    "die folgenden angaben sind nicht zur veröffentlichung", "nicht zur veröffentlichung bestimmt",
    "the following information is not for publication",
    "the following information is not intended for publication", "## redaktionelle hinweise",
    "## redaktioneller hinweis", "## orte", "## internet", "## dpa-kontakte", "## dpa contacts",
    "## kontakte", "## ansprechpartner", "## editorial notes", "## service", "# redaktionelle hinweise",
    "# service-block", "pressekontakt:", "kontakt für rückfragen", "kontakt für journalisten",
    "rückfragehinweis", "rückfragen & kontakt", "originaltext:", "original-content von:",
    "notes to editors", "note to editors:", "media contact:", "press contact:",
)  # fmt: skip

# One line that is a note wherever it stands.
NOTE_STARTS = (
    "achtung redaktion", "achtung, redaktion", "achtung an die redaktion", "achtung, an die redaktion",
    "an die redaktion", "hinweis an die redaktion", "hinweis für die redaktion", "hinweis für redaktion",
    "hinweis an redaktion", "redaktioneller hinweis", "redaktionelle hinweise", "redaktionshinweis",
    "für die redaktion", "nur für redaktion", "nur zur information", "nur zur internen", "intern:",
    "nicht zur veröffentlichung", "nicht zum abdruck", "not for publication", "attention editors",
    "editors:", "eds:", "eds.:", "editors note:", "editors' note:", "editors’ note:", "note to editors",
    "notes to editors", "note to desk", "fyi:", "ansprechpartner:", "ansprechpartnerin:", "kontakt:",
    "kontakte:", "rückfragen:", "rückfragen an", "rückfragen bitte", "bei rückfragen", "für rückfragen",
    "pressekontakt",
    "presserückfragen", "contact:", "contacts:", "media contact", "press contact", "tel.:", "telefon:",
    "phone:", "e-mail:", "email:", "mail:", "mobil:", "fax:", "autor:", "autorin:", "autor/in:",
    "redaktion:", "- autor:", "- autorin:", "- autor/in:", "- redaktion:", "- reporting by:",
    "- editing by:", "orte:", "internet:", "reporting by", "(reporting by", "editing by", "(editing by",
    "additional reporting by", "(additional reporting by", "writing by", "(writing by", "compiled by",
    "(compiled by", "berichtet von", "(berichtet von", "bericht von", "(bericht von", "(bericht:",
    "berichte von", "(berichte von", "reporter:", "(reporter:", "redigiert von", "(redigiert von",
    "geschrieben von", "(geschrieben von", "mitarbeit:", "(mitarbeit:", "unter mitarbeit von",
    "zu diesem text finden sie", "zu diesem thema finden sie", "zu dieser meldung finden sie",
    "bilder zu diesem text", "dieser text kann", "weitere informationen für redaktion",
    "wir berichten weiter", "folgt zusammenfassung", "eine zusammenfassung folgt", "zusammenfassung folgt",
    "es gilt das gesprochene wort", "- es gilt das gesprochene wort", "bildmaterial", "grafikhinweis",
    "fotohinweis", "bildhinweis", "videohinweis", "(zu dpa ", "(mit bild", "(mit foto", "(foto ", "(fotos ",
    "(bild ", "(bilder ", "(archivfoto ", "(wiederholung", "wiederholung:", "wiederholung vom",
    "(with photo", "(photo ", "with photo", "mit foto", "mit bild", "-----ursprüngliche nachricht",
    "-----original message", "----- weitergeleitete nachricht", "---------- forwarded message",
    "anfang der weitergeleiteten nachricht", "von meinem iphone gesendet", "sent from my",
)  # fmt: skip

# One short line that promises more.
MORE_FOLLOWS = (
    "mehr in kürze", "mehr dazu in kürze", "mehr folgt", "mehr dazu folgt", "in kürze mehr", "weiteres in kürze",
    "weitere informationen in kürze", "weitere informationen folgen", "weitere details folgen", "dieser artikel wird",
    "diese meldung wird",
    "der artikel wird laufend", "der text wird laufend", "dieser text wird laufend", "more to follow", "more to come",
    "this is a developing story", "this is a breaking news story", "developing story", "more details to follow",
    "more details soon", "this story is being updated",
)  # fmt: skip

CORRECTION_STARTS = (
    "(aktualisierung", "aktualisierung:", "(aktualisiert", "(ergänzt", "(ergänzung", "(neu: ", "(tippfehler",
    "berichtigung:", "berichtigung ", "(berichtigung", "korrektur:", "(korrektur", "korrigierte fassung",
    "korrigiert:", "(korrigiert", "correction:", "(correction", "corrects ", "(corrects ",
    "corrected version", "corrected:", "(corrected", "richtigstellung:", "(richtigstellung", "tippfehler",
    "(tippfehler", "berichtigt:", "(berichtigt", "achtung, berichtigung", "achtung berichtigung",
    "eds: corrects", "refile:", "refiles ", "(refiles ", "this story corrects", "this version corrects",
    "(this version corrects", "(this story corrects", "in einer früheren version",
)  # fmt: skip

EMBARGO_STARTS = (
    "sperrfrist", "achtung sperrfrist", "achtung, sperrfrist", "achtung: sperrfrist", "bitte sperrfrist",
    "mit sperrfrist", "gesperrt bis", "gesperrt, bis", "frei ab", "frei für", "freigabe ab",
    "freigegeben ab", "nicht vor", "embargo", "strictly embargoed", "under embargo",
    "not for publication before", "not for publication until", "hold for release", "for release",
    "not for release before", "not for release until", "(sperrfrist", "- sperrfrist", "(embargo",
    "- embargo", "zur veröffentlichung ab", "veröffentlichung erst ab", "veröffentlichung frei ab",
    "bitte beachten sie die sperrfrist", "zur veröffentlichung frei", "nicht zur veröffentlichung vor",
    "nicht zur veröffentlichung bis",
)  # fmt: skip

# Whole lines that say how urgent or of what kind the story is, with the urgency they carry (None: none).
SIGNALS: dict[str, int | None] = {
    "eil": 1, "eilmeldung": 1, "blitz": 1, "blitzmeldung": 1, "breaking": 1, "breaking news": 1, "flash": 1,
    "alert": 1, "eilt": 2, "extra": 2, "urgent": 2, "bulletin": 2, "newsalert": 1, "news alert": 1,
    "dpa-eilmeldung": 1, "snap": 1, "vorrang": 2, "vorrangmeldung": 2, "eil-meldung": 1,
    "eilmeldung der dpa": 1, "achtung": None, "zusammenfassung": None, "zusammenfassung neu": None,
    "neufassung": None, "neu": None, "vorschau": None, "kurzfassung": None, "langfassung": None,
    "hintergrund": None, "überblick": None, "gesamtzusammenfassung": None, "update": None, "roundup": None,
    "lead": None, "1st lead": None, "2nd lead": None, "3rd lead": None, "refile": None,
    "korrespondentenbericht": None, "feature": None, "porträt": None, "stichwort": None,
    "chronologie": None, "vorab": None, "ergänzung": None, "nachtrag": None, "leadall": None,
    "lead-all": None, "writethru": None, "tagesvorschau": None, "wiederholung": None, "reportage": None,
    "dokumentation": None, "meldung": None, "kurzmeldung": None, "update 1": None, "update 2": None,
    "update 3": None, "roundup 2": None, "roundup 3": None,
}  # fmt: skip

# How a headline opens that carries its urgency in itself.
URGENT_OPENINGS: tuple[tuple[str, int], ...] = (
    ("eilmeldung", 1), ("eil:", 1), ("eil -", 1), ("eil –", 1), ("eil ", 1), ("+++ eil", 1), ("blitz", 1),
    ("breaking", 1), ("flash", 1), ("alert", 1), ("urgent", 2), ("dpa-eilmeldung", 1), ("newsalert", 1),
    ("extra:", 2),
)  # fmt: skip

# Whole lines of a web page round the story.
FURNITURE_LINES = frozenset({
    "teilen", "artikel teilen", "beitrag teilen", "jetzt teilen", "teilen auf facebook",
    "auf facebook teilen", "auf twitter teilen", "auf x teilen", "auf whatsapp teilen", "per e-mail teilen",
    "per mail teilen", "per whatsapp teilen", "facebook", "twitter", "x", "whatsapp", "xing", "linkedin",
    "pocket", "telegram", "threema", "e-mail", "mail", "link kopieren", "drucken", "artikel drucken",
    "merken", "artikel merken", "auf die merkliste", "merkliste", "kommentare", "kommentieren",
    "kommentar schreiben", "kommentare lesen", "zu den kommentaren", "diskutieren", "artikel anhören",
    "beitrag anhören", "anhören", "vorlesen", "artikel vorlesen", "audio", "video", "anzeige", "werbung",
    "anzeigen", "advertisement", "sponsored", "newsletter", "newsletter abonnieren", "jetzt abonnieren",
    "abonnieren", "zur startseite", "startseite", "nach oben", "zurück", "zurück zur übersicht", "weiter",
    "weiterlesen", "weitere artikel", "weitere meldungen", "mehr anzeigen", "mehr lesen", "mehr laden",
    "schriftgröße", "schrift vergrößern", "feedback", "fehler melden", "fehler gefunden?",
    "bild vergrößern", "bild in originalgröße", "großansicht", "vollbild", "galerie öffnen",
    "bildergalerie", "zur galerie", "share", "share this article", "share this story", "share on facebook",
    "share on twitter", "tweet", "print", "print this page", "save", "save article", "comments",
    "leave a comment", "listen", "listen to this article", "subscribe", "sign in", "log in", "anmelden",
    "einloggen", "menü", "menu", "suche", "search", "home", "skip to content", "zum inhalt springen",
    "inhalt überspringen", "copy link", "email", "read more", "read more:", "show more", "see more",
    "enlarge image", "image credit", "gift this article", "folgen", "thema folgen", "bookmark", "pinterest",
    "flipboard", "reddit", "url kopieren", "in neuem fenster öffnen", "externer inhalt",
    "empfohlener redaktioneller inhalt", "kopieren", "kommentar", "jetzt lesen", "lesen", "hören",
    "zum hauptinhalt springen", "auf einer seite lesen",
})  # fmt: skip

# After these lines come links to other stories until running text begins again.
LINK_LISTS = (
    "mehr zum thema", "zum thema", "mehr dazu", "lesen sie auch", "lesen sie dazu auch", "lesen sie mehr",
    "auch interessant", "das könnte sie auch interessieren", "das könnte dich auch interessieren",
    "das könnte sie interessieren", "weitere artikel zum thema", "weitere themen", "weitere nachrichten",
    "verwandte artikel", "verwandte themen", "ähnliche artikel", "schlagworte", "schlagwörter", "themen",
    "tags", "von der redaktion empfohlen", "empfehlungen der redaktion", "unsere empfehlungen",
    "meistgelesen", "meistgelesene artikel", "aus dem ressort", "neueste artikel", "more on this story",
    "more on this topic", "more from", "related", "related articles", "related stories", "related topics",
    "related content", "recommended", "recommended stories", "most read", "most viewed", "read also",
    "also read", "read next", "you may also like", "topics", "up next", "trending", "mehr aus dem netz",
    "mehr von", "passend zum thema", "dossier", "hintergrund zum thema",
)  # fmt: skip

# Openings of a line of furniture that goes on with a title.
FURNITURE_STARTS = (
    "follow ap", "more ap ", "ap’s coverage", "ap's coverage", "for more ap ", "follow the ap",
    "lesen sie auch:", "lesen sie auch –", "lesen sie auch -", "lesen sie hier:", "lesen sie mehr:",
    "lesen sie dazu:", "lesen sie dazu auch:", "mehr zum thema:", "mehr dazu:", "zum thema:",
    "auch interessant:", "siehe auch:", "read more:", "read also:", "also read:", "see also:", "related:",
    "more:", "anzeige:", "newsletter:", "schlagworte:", "schlagwörter:", "themen:", "tags:", "keywords:",
    "stichworte:", "schlagwort:", "topics:", "teilen:", "kategorie:", "ressort:", "rubrik:", "» mehr",
    "» lesen", "→ lesen", "→ mehr", "> mehr", "audio:", "video:", "podcast:", "hier klicken", "sign up for",
    "subscribe to", "follow us on", "folgen sie uns", "abonnieren sie", "jetzt kostenlos", "testen sie",
    "dieser artikel erschien", "dieser artikel ist erschienen", "dieser text erschien",
    "this article was originally", "mit dem abspielen", "an dieser stelle finden sie",
    "hier finden sie inhalte", "ich bin damit einverstanden", "our standards:", "nutzungshinweis:",
    "klicken sie hier", "© imago", "diesen artikel teilen", "share this", "was sagen sie dazu",
    "diskutieren sie mit",
)  # fmt: skip

MAIL_HEADERS = (
    "von:", "gesendet:", "an:", "cc:", "bcc:", "betreff:", "datum:", "from:", "sent:", "to:", "subject:",
    "date:", "reply-to:", "antwort an:", "anlagen:", "attachments:", "wichtigkeit:", "importance:",
)  # fmt: skip
