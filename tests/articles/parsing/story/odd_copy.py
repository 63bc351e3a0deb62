"""Copy that is no plain story: notices, recipes, programmes, tables, lists. All of it invented."""

OBITUARY = """Traueranzeige

Hedwig Larsen
geb. Petersen
* 3. Mai 1938  † 27. Februar 2026
Nordhaven
Du bleibst in unseren Herzen
In Liebe und Dankbarkeit
Jonas und Mira Larsen
Ole Larsen
Klara Brandt mit Familie
Enkel und Urenkel
Die Trauerfeier findet am Freitag um 11 Uhr in der Kapelle von Nordhaven statt.
Statt Blumen bitten wir um Spenden.
"""
RECIPE = """Apfelkuchen vom Blech

Für 12 Stücke
Zutaten
500 g Mehl
250 g Butter
1,5 kg Äpfel
3 Eier
1 Prise Salz
Zubereitung
Mehl, Butter und Eier zu einem Teig verkneten. Den Teig eine Stunde ruhen lassen.
Die Äpfel schälen, in Spalten schneiden und auf dem Teig verteilen.
Backzeit: 45 Minuten
Guten Appetit!
"""
TELEVISION = """Das Fernsehprogramm am Montag

KANAL NORD
17.00 Tagesblick
17.15 Hafenrunde
18.00 Küstenquiz
20.15 Der Leuchtturm (Krimi)
21.45 Nachtblick
KANAL SÜD
17.00 Bergblick
20.15 Die Alm, Folge 3
22.00 Spätausgabe
"""
RESULTS = """Handball, 2. Liga, 14. Spieltag

HSG Nordhaven - TV Seestadt 28:24 (14:11)
SG Wolmersdorf - VfL Auental 31:31 (15:16)
TSV Brück - HC Moorland 22:30 (9:13)
Tabelle
1. HC Moorland 14 412:351 25:3
2. HSG Nordhaven 14 398:360 22:6
3. TV Seestadt 14 377:371 17:11
"""
TIPS = """Tipps für das Wochenende
Flohmarkt in Seestadt
Samstag, 10 bis 16 Uhr
Marktplatz
Eintritt frei
Orgelkonzert in Nordhaven
Sonntag, 17 Uhr
Marienkirche
Karten an der Abendkasse
"""
TWO_CAPTIONS = """Hafen wird ausgebaut

Bürgermeisterin Marta Ehlers (l.) und Reeder Ole Finken am Kai. Foto: Klara Weber/dpa

Kräne im Hafen von Seestadt (Archiv). Foto: Jon Brandt/AFP

Seestadt (dpa) - Die Stadt will ihren Hafen ausbauen. Das teilte sie am Montag mit.

Die Arbeiten beginnen im Mai. Sie dauern zwei Jahre.

(dpa/dl)
"""
MANY_BYLINES = """Stadt baut neue Schule
Von Anna Beispiel
Von Jonas Muster
Fotos: Ida Brandt
Mehr Plätze für 400 Kinder
Bau beginnt schon im Mai
Eltern sind erleichtert
Kritik an den Kosten

Die Stadt Nordhaven baut eine neue Schule. Sie soll 2028 fertig sein.

Die Kosten liegen bei 20 Millionen Euro, teilte die Stadt mit.

Anna Beispiel
Jonas Muster
"""
PROGRAMME = """Stadttheater Nordhaven
Spielplan März
Großes Haus
Sonntag, 1. März, 19.30 Uhr
Die Möwen
Schauspiel von Tarek Lindhoff
Regie: Jonna Ekvall
Mit: Ida Brandt, Ole Finken, Klara Weber
Kleines Haus
Mittwoch, 4. März, 20 Uhr
Lieder vom Meer
Karten: 20 bis 45 Euro
"""
WEATHER = """Wetter für Nordhaven
Montag: Regen, 8 Grad
Dienstag: Wolken, 9 Grad
Mittwoch: Sonne, 11 Grad
Biowetter: mäßig
Pollenflug: Hasel, Erle
Sonnenaufgang 6.58 Uhr
Hochwasser 4.12 und 16.40 Uhr
"""
POEM = """Am Kai

Der Nebel liegt,
die Möwe schweigt,
ein Schiff biegt
ein und zeigt
sein Licht
noch nicht

Ida Brandt
"""
WITH_FURNITURE = """Startseite
Lokales
Artikel teilen

Rat beschließt Haushalt
Stand: 2. März 2026, 18:10 Uhr
Lesezeit: 3 Minuten

Der Rat von Nordhaven hat den Haushalt beschlossen. Er gilt ab Mai.

Mehr zum Thema
Streit um das Freibad
Neue Buslinie nach Seestadt

© 2026 Nordhavener Bote. Alle Rechte vorbehalten.
"""
MANY_NOTES = """Achtung Redaktionen: Bild folgt bis 16 Uhr
Berichtigung: 40 statt 14 Meter
Sperrfrist: 2. März, 18 Uhr
Zusammenfassung
Kran steht wieder
Der große Kran im Hafen von Nordhaven steht wieder. Das teilte die Verwaltung mit.
Ida Brandt reported from Nordhaven.
Jon Finken contributed to this report.
dpa-infocom, dpa:260302-99-123456/2
"""
ENGLISH_LIST = """Five things to know today

Ferry talks
Council vote
Storm warning
School opening
Football final
Ferry talks go into a third day on Monday. Both sides said they were close to a deal.
By Jane Roe
By John Doe
"""
AS_HTML = """<html><head><title>Programm</title></head><body><h1>Konzerte im März</h1><h2>Nordhaven</h2>
<p>Sonntag, 1. März</p><p>Orgel und Chor</p><p>Marienkirche</p><h2>Seestadt</h2><p>Mittwoch, 4. März</p>
<table><tr><th>Platz</th><th>Preis</th></tr><tr><td>Parkett</td><td>20 Euro</td></tr></table>
<figcaption>Der Chor von Nordhaven. Foto: Ida Brandt</figcaption></body></html>"""

ODD_COPY = {
    name.lower(): value
    for name, value in list(globals().items())
    if name.isupper() and isinstance(value, str)
}
