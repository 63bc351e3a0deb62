"""Invented press releases by mail, each line labelled.

`H` is the subject or headline, with what is to be read of it after `=>`. `B` is text for readers, `N` is none: greeting,
contact, signature, dates. Half of them were not used when the reader was written.
"""

DEVELOPMENT = {
    "police by news aktuell": """
N Von: "Polizeiinspektion Nordhaven" <news@presseportal.example>
N Datum: 2. März 2026 um 10:12
N Betreff: POL-NH: Einbruch in Kiosk am Fischereihafen => Einbruch in Kiosk am Fischereihafen

D Nordhaven (ots) -
B Unbekannte sind in der Nacht zum Montag in einen Kiosk am Fischereihafen eingebrochen. Sie hebelten ein Fenster auf und stahlen Zigaretten im Wert von 3000 Euro.

B Hinweise nimmt die Polizei Nordhaven unter der Telefonnummer 04790 123450 entgegen.

N Rückfragen bitte an:

N Polizeiinspektion Nordhaven
N Pressestelle
N Telefon: 04790 123 451
N E-Mail: pressestelle@pi-nordhaven.example

N Original-Content von: Polizeiinspektion Nordhaven, übermittelt durch news aktuell
""",
    "town with greeting and signature": """
N Von: Pressestelle Stadt Lindau-Nord <presse@lindau-nord.example>
N Gesendet: Dienstag, 3. März 2026 09:30
N An: Redaktion
N Betreff: Pressemitteilung Nr. 12/2026 vom 03.03.2026: Hallenbad öffnet früher => Hallenbad öffnet früher

N Sehr geehrte Damen und Herren,

N anbei erhalten Sie unsere aktuelle Pressemitteilung mit der Bitte um Veröffentlichung.

B Das Hallenbad in Lindau-Nord öffnet vom 16. März an schon um sechs Uhr. Das hat der Rat am Montagabend beschlossen.

B Die Stadt rechnet mit 40 Gästen in der ersten Stunde. „Viele wollen vor der Arbeit schwimmen“, sagte Bürgermeisterin Heike Ostwald.

B Auskünfte zu Preisen gibt es an der Kasse unter Telefon 04799 55 60.

N Mit freundlichen Grüßen
N Im Auftrag

N Jörg Blomberg
N Stadt Lindau-Nord
N Pressestelle
N Rathausplatz 1
N 27999 Lindau-Nord
N Tel. 04799 55-10
""",
    "fire brigade without header": """
H FW-NH: Brennender Schuppen in der Ulmenstraße => Brennender Schuppen in der Ulmenstraße

D Nordhaven (ots) -
B Ein Schuppen in der Ulmenstraße ist am Sonntagabend niedergebrannt. Verletzt wurde niemand.

B Die Feuerwehr war mit 35 Kräften zwei Stunden lang im Einsatz. Die Polizei ermittelt zur Ursache.

N Rückfragen bitte an:

N Freiwillige Feuerwehr Nordhaven
N Pressesprecher
N Malte Siebrands
N Mobil: 0151 00012345

N Original-Content von: Freiwillige Feuerwehr Nordhaven, übermittelt durch news aktuell
""",
    "club forwarded": """
N Von: Uta Behrmann <uta.behrmann@mail.example>
N Datum: 4. März 2026 um 20:01
N Betreff: WG: Fwd: PM: Turnverein sucht Übungsleiter => Turnverein sucht Übungsleiter

N Hallo liebe Redaktion,

N wir würden uns freuen, wenn Sie den folgenden Text veröffentlichen könnten.

B Der TV Hardnau sucht für seine Kindergruppen zwei Übungsleiter. Trainiert wird dienstags und donnerstags in der Turnhalle am Deich.

B Wer Interesse hat, meldet sich bei Vorsitzender Uta Behrmann unter 04791 7788.

N Viele Grüße
N Uta Behrmann
""",
    "town with its title repeated": """
N Von: Presse Gemeinde Osterfehn <presse@osterfehn.example>
N Datum: 5. März 2026
N Betreff: Presseinformation: Gemeinde saniert Radweg an der Mühle => Gemeinde saniert Radweg an der Mühle

N PRESSEINFORMATION

N Osterfehn, 05.03.2026

N Gemeinde saniert Radweg an der Mühle

B Die Gemeinde Osterfehn saniert von Montag an den Radweg an der Mühle. Die Arbeiten dauern drei Wochen und kosten 210000 Euro.

B Radfahrer werden über die Schulstraße umgeleitet. Fußgänger können den Weg weiter benutzen.

N - Ende -

N Pressekontakt:
N Gemeinde Osterfehn, Silke Janßen, Telefon 04792 100, presse@osterfehn.example
""",
    "witnesses asked": """
N From: Polizei Hardnau <pressestelle@polizei-hardnau.example>
N Date: Thu, 5 Mar 2026 08:00:00 +0100
N Subject: POL-HA: Unfallflucht auf dem Marktplatz - Zeugen gesucht => Unfallflucht auf dem Marktplatz - Zeugen gesucht

B Ein unbekannter Autofahrer hat am Mittwoch auf dem Marktplatz einen geparkten Kleinwagen beschädigt und ist geflüchtet. Der Schaden beträgt rund 2500 Euro.

B Zeugen werden gebeten, sich bei der Polizei Hardnau unter 04791 9000 zu melden.

N Rückfragen von Medienvertretern bitte an:
N Polizei Hardnau
N Heiko Tammen
N Telefon: 04791 9011
N www.polizei-hardnau.example
""",
    "business with boilerplate": """
N Von: Stadtwerke Nordhaven <kommunikation@stadtwerke-nordhaven.example>
N Datum: 6. März 2026
N Betreff: Medieninformation 8/2026: Fernwärme wird zum April billiger => Fernwärme wird zum April billiger

N Liebe Kolleginnen und Kollegen,

B Die Stadtwerke Nordhaven senken den Preis für Fernwärme zum 1. April um vier Prozent. Grund sind gesunkene Kosten für Gas.

B Fragen beantwortet der Kundenservice unter der kostenlosen Nummer 0800 000 1234.

N Medienkontakt
N Stadtwerke Nordhaven
N Birte Hansen
N T +49 4790 88 10
N birte.hansen@stadtwerke-nordhaven.example

N Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie diese Mail bitte.
""",
    "generic subject": """
N Von: Landkreis Hardnau <presse@lk-hardnau.example>
N Datum: 6. März 2026
N Betreff: Pressemitteilung

N Guten Tag,

N nachfolgend eine Pressemitteilung des Landkreises Hardnau.

H Kreis baut Rettungswache in Osterfehn

B Der Landkreis Hardnau baut in Osterfehn eine neue Rettungswache. Der Kreistag stimmte dem Vorhaben am Donnerstag zu.

B Die Wache soll 2028 fertig sein. Sie kostet nach Angaben des Landkreises 4,2 Millionen Euro.

N Freundliche Grüße
N Ihre Pressestelle
""",
    "invitation of a choir": """
N Von: Chorgemeinschaft Osterfehn
N Betreff: AW: Konzert am Sonntag in der Kirche => Konzert am Sonntag in der Kirche

N Sehr geehrte Redaktion,

N wir bitten um Veröffentlichung folgender Meldung:

B Die Chorgemeinschaft Osterfehn singt am Sonntag, 15. März, um 17 Uhr in der Kirche St. Nikolai. Auf dem Programm stehen Lieder der Romantik.

B Karten gibt es für acht Euro an der Abendkasse. Anmeldungen für Gruppen nimmt Wiebke Harms unter 04792 445 an.

N Herzliche Grüße
N Wiebke Harms
N 1. Vorsitzende
""",
    "federal police": """
N Betreff: BPOL-NH: Mann ohne Fahrschein greift Schaffnerin an => Mann ohne Fahrschein greift Schaffnerin an
N Von: Bundespolizeiinspektion Nordhaven

D Nordhaven (ots) -
B Ein 27 Jahre alter Mann hat am Samstag in einem Regionalzug nach Hardnau eine Schaffnerin gestoßen. Die Frau wurde leicht verletzt.

B Bundespolizisten nahmen den Mann im Bahnhof fest. Er hatte 1,4 Promille.

N Rückfragen bitte an:

N Bundespolizeiinspektion Nordhaven
N Telefon: 04790 776 1010
N E-Mail: presse.nordhaven@polizei.example

N Original-Content von: Bundespolizeiinspektion Nordhaven, übermittelt durch news aktuell
""",
    "school with note to desks": """
N Von: Gymnasium am Deich <sekretariat@gad.example>
N Datum: 9. März 2026
N Betreff: Pressemitteilung | Schüler pflanzen 300 Bäume => Schüler pflanzen 300 Bäume

N Hinweis für die Redaktionen: Fotos liegen bei, Quelle bitte angeben.

B Schülerinnen und Schüler des Gymnasiums am Deich haben am Freitag 300 Bäume im Stadtwald gepflanzt. Beteiligt waren alle siebten Klassen.

B „So lernen sie, was ein Wald leistet“, sagte Schulleiter Onno Freese.

N Ansprechpartner für die Presse:
N Onno Freese
N Telefon 04790 6100
""",
    "plain town without mail header": """
N Pressemitteilung der Stadt Nordhaven
N 9. März 2026

H Wochenmarkt zieht für drei Wochen um

B Der Wochenmarkt in Nordhaven ist von Samstag an für drei Wochen auf dem Parkplatz am Bahnhof. Grund sind Bauarbeiten am Rathausplatz.

B Die Händler öffnen wie immer um sieben Uhr. Die Buslinie 4 hält zusätzlich am Bahnhof.

N Kontakt für Medien:
N Stadt Nordhaven, Büro der Bürgermeisterin, 04790 5500
""",
    "numbers before the title": """
N Von: Zoll Nordhaven
N Betreff: HZA-NH: 260309-1. Zoll findet 40 Kilogramm Tabak in Lieferwagen => Zoll findet 40 Kilogramm Tabak in Lieferwagen

D Nordhaven (ots) -
B Zöllner haben am Donnerstag auf der Autobahn 290 in einem Lieferwagen 40 Kilogramm unversteuerten Tabak gefunden. Der Fahrer muss die Steuer nachzahlen.

N Für Rückfragen:
N Hauptzollamt Nordhaven
N Pressesprecherin Gesa Lübben
N Telefon: 04790 33 22
""",
}
HELD_OUT = {
    "police with links": """
N Von: Polizei Zumdorf <news@presseportal.example>
N Datum: 10. März 2026 um 07:45
N Betreff: POL-ZUM: Betrunkener Radfahrer stürzt in den Kanal => Betrunkener Radfahrer stürzt in den Kanal

D Zumdorf (ots) -
B Ein 44 Jahre alter Radfahrer ist am Montagabend in Zumdorf in den Kanal gestürzt. Passanten zogen ihn heraus.

B Der Mann hatte 2,1 Promille und kam ins Krankenhaus. Die Beamten stellten sein Fahrrad sicher.

B Wer den Sturz beobachtet hat, wird gebeten, sich unter 04793 2200 bei der Wache zu melden.

N Kontakt für Medienvertreter:
N Polizei Zumdorf
N Öffentlichkeitsarbeit
N Telefon: 04793 2210
N E-Mail: oea@polizei-zumdorf.example
N https://www.polizei-zumdorf.example

N Original-Content von: Polizei Zumdorf, übermittelt durch news aktuell
""",
    "fire brigade by own mail": """
N Von: Feuerwehr Hardnau Presse <presse@ff-hardnau.example>
N Datum: 10. März 2026
N Betreff: Pressemeldung Feuerwehr Hardnau: Öl läuft in den Stadtgraben => Öl läuft in den Stadtgraben

N Moin zusammen,

B Rund 200 Liter Heizöl sind am Dienstagmorgen aus einem Tank in den Stadtgraben gelaufen. Die Feuerwehr Hardnau legte zwei Sperren aus.

B Im Einsatz waren 22 Kräfte mit fünf Fahrzeugen. Das Wasser wird weiter untersucht.

N MfG
N Torben Eilers
N Pressewart
N Freiwillige Feuerwehr Hardnau
N Handy 0170 0009988
""",
    "county with two contacts": """
N Von: Kreisverwaltung <pressestelle@kreis-zumdorf.example>
N An: Verteiler
N Datum: 11. März 2026
N Betreff: PM Nr. 44/2026: Kreis warnt vor Vogelgrippe => Kreis warnt vor Vogelgrippe

N Sehr geehrte Damen und Herren,

N wir bitten um Veröffentlichung der folgenden Pressemitteilung. Vielen Dank!

B In einem Betrieb bei Osterfehn ist die Vogelgrippe ausgebrochen. Der Kreis Zumdorf hat eine Schutzzone von drei Kilometern eingerichtet.

B Halter von Geflügel müssen ihre Tiere einsperren. Das Bürgertelefon ist unter 04793 115 zu erreichen.

N Für Fragen stehen wir gern zur Verfügung.

N Mit freundlichem Gruß

N Okka Reents
N Pressesprecherin
N Kreis Zumdorf
N Telefon 04793 400-12, Fax 04793 400-99
""",
    "theatre": """
N Von: Stadttheater Nordhaven, Dramaturgie <presse@theater-nordhaven.example>
N Datum: 11. März 2026
N Betreff: Presseeinladung: Neue Spielzeit beginnt mit Oper => Neue Spielzeit beginnt mit Oper

N Liebe Redaktion,

B Das Stadttheater Nordhaven beginnt die neue Spielzeit am 12. September mit einer Oper. Intendant Falk Wessel stellte das Programm am Mittwoch vor.

B Der Vorverkauf startet am 1. Juni. Karten sind unter 04790 3000 zu haben.

N Pressekontakt
N Stadttheater Nordhaven
N Ilka Brons
N presse@theater-nordhaven.example
""",
    "end mark and boilerplate": """
N Medienmitteilung
N Hardnau, 12. März 2026

H Molkerei stellt 30 Leute ein

B Die Molkerei Hardnau stellt in diesem Jahr 30 Beschäftigte ein. Sie baut eine zweite Abfüllung für Joghurt.

B Bewerbungen nimmt das Unternehmen bis Ende April an.

N ***Ende***

N Über die Molkerei Hardnau
N Die Molkerei Hardnau verarbeitet im Jahr 90 Millionen Kilogramm Milch. Sie gehört 210 Landwirten.

N Ansprechpartnerin für Medien: Dörte Kruse, Tel. 04791 3131
""",
    "police without agency": """
N Von: PI Hardnau
N Gesendet: Donnerstag, 12. März 2026 06:58
N Betreff: [EXTERN] Presse: Brand in Gartenlaube => Brand in Gartenlaube

N Guten Morgen,

B In einer Kleingartenanlage an der Bahn hat in der Nacht eine Laube gebrannt. Der Besitzer war nicht da.

B Die Polizei schätzt den Schaden auf 8000 Euro. Sachdienliche Hinweise bitte an die Wache, Telefon 04791 9000.

N Mit freundlichen Grüßen
N Hauptkommissarin Enna Poppinga
N Polizeiinspektion Hardnau
""",
    "club with result": """
N Von: Schachklub Zumdorf
N Betreff: Re: Spielbericht: Schachklub steigt auf => Schachklub steigt auf

N Hallo Herr Meiners,

N hier der Bericht vom Wochenende:

B Der Schachklub Zumdorf steigt in die Bezirksliga auf. Er gewann am Sonntag gegen Hardnau mit 5,5 zu 2,5.

B Am ersten Brett siegte Lasse Dirks nach 71 Zügen. Das nächste Training ist am Freitag um 19 Uhr im Vereinsheim.

N LG
N Lasse
""",
    "customs": """
N Betreff: HZA-ZUM: Schwarzarbeit auf Baustelle in Osterfehn => Schwarzarbeit auf Baustelle in Osterfehn

D Zumdorf (ots) -
B Der Zoll hat am Mittwoch auf einer Baustelle in Osterfehn zwölf Arbeiter kontrolliert. Vier von ihnen waren nicht angemeldet.

B Gegen den Arbeitgeber läuft ein Verfahren.

N Rückfragen bitte an:

N Hauptzollamt Zumdorf
N Pressesprecher
N Ubbo Saathoff
N Telefon: 04793 7711

N Original-Content von: Hauptzollamt Zumdorf, übermittelt durch news aktuell
""",
    "hospital": """
N Von: Klinikum Nordhaven <presse@klinikum-nordhaven.example>
N Datum: 13. März 2026
N Betreff: Presseinformation – Klinikum eröffnet neue Kinderstation => Klinikum eröffnet neue Kinderstation

N Nordhaven, 13.03.2026 -

B Das Klinikum Nordhaven hat am Freitag seine neue Kinderstation eröffnet. Sie hat 24 Betten und ein Spielzimmer.

B „Eltern können jetzt bei ihren Kindern schlafen“, sagte Chefärztin Dr. Meike Onken.

N Bei Rückfragen wenden Sie sich bitte an:
N Klinikum Nordhaven, Unternehmenskommunikation
N Rena Albers, 04790 99 200
""",
    "party": """
N Von: Fraktion Bürger für Nordhaven
N Datum: 13. März 2026
N Betreff: Pressemitteilung der Fraktion Bürger für Nordhaven: Mehr Geld für Spielplätze gefordert => Mehr Geld für Spielplätze gefordert

N Sehr geehrte Damen und Herren,

B Die Fraktion Bürger für Nordhaven fordert 50000 Euro mehr für Spielplätze. Das Geld soll aus dem Straßenbau kommen.

B „Kinder haben keine Lobby“, sagte Fraktionschef Edo Kramer. Der Rat entscheidet im April.

N gez. Edo Kramer
N Fraktionsvorsitzender

N Gesendet von meinem Telefon
""",
    "missing person": """
N Von: Polizei Nordhaven
N Datum: 14. März 2026
N Betreff: POL-NH: Vermisste Seniorin - Polizei bittet um Mithilfe => Vermisste Seniorin - Polizei bittet um Mithilfe

D Nordhaven (ots) -
B Die Polizei sucht nach einer 81 Jahre alten Frau aus Nordhaven. Sie hat am Freitag gegen 14 Uhr ein Pflegeheim verlassen.

B Die Frau ist 1,60 Meter groß und trägt einen grünen Mantel.

B Hinweise auf ihren Aufenthaltsort bitte an die Polizei unter 04790 123450 oder an jede andere Dienststelle.

N Rückfragen bitte an:
N Polizeiinspektion Nordhaven
N Telefon: 04790 123 451

N Original-Content von: Polizeiinspektion Nordhaven, übermittelt durch news aktuell
""",
    "church": """
N Von: Kirchenkreis Hardnau <oeffentlichkeit@kirche-hardnau.example>
N Datum: 16. März 2026
N Betreff: Bitte um Veröffentlichung: Flohmarkt im Gemeindehaus => Flohmarkt im Gemeindehaus

N Liebe Kollegen,

B Die Kirchengemeinde Hardnau lädt am 21. März zu einem Flohmarkt in das Gemeindehaus. Er beginnt um zehn Uhr.

B Standplätze kosten fünf Euro. Anmeldung: 04791 606.

N Beste Grüße aus dem Pfarrhaus
N Pastorin Nele Wilts
""",
    "railway": """
N Von: Küstenbahn Presse
N Datum: 17. März 2026
N Betreff: Presseinfo 7/26 Züge nach Osterfehn fallen am Wochenende aus => Züge nach Osterfehn fallen am Wochenende aus

B Zwischen Hardnau und Osterfehn fahren am Wochenende keine Züge. Die Küstenbahn erneuert drei Weichen.

B Als Ersatz fahren Busse. Auskunft gibt die Hotline 0800 000 7788.

N Herausgeber: Küstenbahn GmbH, Bahnhofstraße 2, 27999 Hardnau
N Verantwortlich für den Inhalt: Tale Gerdes
N presse@kuestenbahn.example
""",
}
