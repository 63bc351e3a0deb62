"""Towns, countries and regions as German and English copy spells them. Data only; one place a line or after `;`."""


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for line in listed.splitlines() for name in line.split(";") if name.strip())


COUNTRIES = _names("""
Afghanistan; Albania; Albanien; Algeria; Algerien; Andorra; Angola; Argentina; Argentinien; Armenia
Armenien; Aserbaidschan; Australia; Australien; Austria; Azerbaijan; Bahamas; Bahrain; Bangladesch
Bangladesh; Barbados; Belarus; Belgien; Belgium; Belize; Benin; Bhutan; Bolivia; Bolivien; Bosnia
Bosnia and Herzegovina; Bosnien; Bosnien und Herzegowina; Bosnien-Herzegowina; Botsuana; Botswana
Brasilien; Brazil; Britain; Brunei; Bulgaria; Bulgarien; Burkina Faso; Burundi; Cambodia; Cameroon; Canada
Cape Verde; Central African Republic; Chad; Chile; China; Colombia; Congo; Costa Rica; Croatia; Cuba
Cyprus; Czech Republic; Czechia; DDR; Denmark; Deutschland; Djibouti; Dominica; Dominican Republic
Dominikanische Republik; Dschibuti; Dänemark; East Timor; Ecuador; Egypt; El Salvador; Elfenbeinküste
England; Equatorial Guinea; Eritrea; Estland; Estonia; Eswatini; Ethiopia; Fidschi; Fiji; Finland
Finnland; France; Frankreich; Gabon; Gabun; Gambia; Georgia; Georgien; Germany; Ghana; Great Britain
Greece; Greenland; Grenada; Griechenland; Grossbritannien; Großbritannien; Grönland; Guatemala; Guinea
Guinea-Bissau; Guyana; Haiti; Honduras; Hungary; Iceland; India; Indien; Indonesia; Indonesien; Irak; Iran
Iraq; Ireland; Irland; Island; Israel; Italien; Italy; Ivory Coast; Jamaica; Jamaika; Japan; Jemen; Jordan
Jordanien; Kambodscha; Kamerun; Kanada; Kap Verde; Kasachstan; Katar; Kazakhstan; Kenia; Kenya
Kirgisistan; Kirgistan; Kiribati; Kolumbien; Komoren; Kongo; Kosovo; Kroatien; Kuba; Kuwait; Kyrgyzstan
Laos; Latvia; Lebanon; Lesotho; Lettland; Libanon; Liberia; Libya; Libyen; Liechtenstein; Litauen
Lithuania; Luxembourg; Luxemburg; Madagascar; Madagaskar; Malawi; Malaysia; Maldives; Malediven; Mali
Malta; Marokko; Marshallinseln; Mauretanien; Mauritania; Mauritius; Mexico; Mexiko; Mikronesien; Moldau
Moldawien; Moldova; Monaco; Mongolei; Mongolia; Montenegro; Morocco; Mosambik; Mozambique; Myanmar
Namibia; Nauru; Nepal; Netherlands; Neuseeland; New Zealand; Nicaragua; Niederlande; Niger; Nigeria
Nordirland; Nordkorea; Nordmazedonien; North Korea; North Macedonia; Northern Ireland; Norway; Norwegen
Oman; Osttimor; Pakistan; Palau; Palestine; Palästina; Panama; Papua New Guinea; Papua-Neuguinea; Paraguay
Peru; Philippinen; Philippines; Poland; Polen; Portugal; Qatar; Republik Moldau; Romania; Ruanda; Rumänien
Russia; Russland; Rwanda; Salomonen; Sambia; Samoa; San Marino; Saudi Arabia; Saudi-Arabien; Schottland
Schweden; Schweiz; Scotland; Senegal; Serbia; Serbien; Seychellen; Sierra Leone; Simbabwe; Singapore
Singapur; Slovakia; Slovenia; Slowakei; Slowenien; Somalia; South Africa; South Korea; South Sudan
Soviet Union; Sowjetunion; Spain; Spanien; Sri Lanka; Sudan; Suriname; Sweden; Switzerland; Syria; Syrien
Südafrika; Südkorea; Südsudan; Tadschikistan; Taiwan; Tajikistan; Tansania; Tanzania; Thailand; Togo
Tonga; Trinidad und Tobago; Tschad; Tschechien; Tunesien; Tunisia; Turkey; Turkmenistan; Tuvalu; Türkei
Türkiye; U.K.; U.S.; UAE; UK; US; USA; Uganda; Ukraine; Ungarn; United Arab Emirates; United Kingdom
United States; Uruguay; Usbekistan; Uzbekistan; Vanuatu; Vatican; Vatican City; Vatikan; Venezuela
Vereinigte Arabische Emirate; Vereinigte Staaten; Vereinigtes Königreich; Vietnam; Wales; Yemen; Zambia
Zentralafrikanische Republik; Zimbabwe; Zypern; Ägypten; Äquatorialguinea; Äthiopien; Österreich
""")

REGIONS = _names("""
Aargau; Abchasien; Africa; Afrika; Ahrtal; Alabama; Alaska; Alberta; Allgäu; Alpen; Alsace; Altmark
America; Amerika; Amrum; Andalusien; Antarktis; Appenzell; Apulien; Arizona; Arkansas; Arktis; Asia; Asien
Baden-Württemberg; Balearen; Bali; Balkan; Baltikum; Baskenland; Bavaria; Bayern; Bergkarabach; Bodensee
Borkum; Brandenburg; Breisgau; Bretagne; British Columbia; Brittany; Burgenland; Burgund; California
Catalonia; Central Asia; Chechnya; Colorado; Connecticut; Cornwall; Corsica; Crete; Crimea; Dagestan
Darfur; Delaware; Devon; Donbas; Donbass; Donezk; Eifel; Elsass; Emsland; Erzgebirge; Essex; Europa
Europe; Fehmarn; Flandern; Flanders; Florida; Franken; Föhr; Gaza; Gaza Strip; Gazastreifen; Georgia
Glarus; Golan; Golan Heights; Gran Canaria; Graubünden; Harz; Hawaii; Helgoland; Hesse; Hessen; Holstein
Hunsrück; Ibiza; Idaho; Illinois; Indiana; Iowa; Jura; Kalabrien; Kalifornien; Kanaren; Kansas; Kaschmir
Kashmir; Katalonien; Kaukasus; Kent; Kentucky; Korsika; Kreta; Krim; Kurdistan; Kärnten; La Palma
Lampedusa; Lancashire; Lateinamerika; Latin America; Lausitz; Lesbos; Ligurien; Lombardei; Lombardy
Lothringen; Louisiana; Lower Saxony; Luhansk; Lüneburger Heide; Maine; Mallorca; Manitoba; Maryland
Massachusetts; Mecklenburg; Mecklenburg-Vorpommern; Michigan; Middle East; Minnesota; Mississippi
Missouri; Mittelamerika; Mitteleuropa; Mittelfranken; Montana; Münsterland; NRW; Nahen Osten; Naher Osten
Nahost; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; New South Wales; Nidwalden; Niederbayern
Niederrhein; Niedersachsen; Niederösterreich; Nordafrika; Nordamerika; Norderney; Nordfriesland; Nordirak
Nordrhein-Westfalen; Nordsee; Nordsyrien; Norfolk; Normandie; Normandy; North Carolina; North Dakota
North Rhine-Westphalia; Nova Scotia; Oberbayern; Oberfranken; Oberpfalz; Oberösterreich; Obwalden
Odenwald; Ohio; Oklahoma; Ontario; Oregon; Ostafrika; Osteuropa; Ostfriesland; Ostsee; Ostwestfalen
Ozeanien; Pennsylvania; Pfalz; Piemont; Provence; Puerto Rico; Quebec; Queensland; Rheinland
Rheinland-Pfalz; Rhineland-Palatinate; Rhode Island; Rhodos; Rhön; Ruhrgebiet; Rügen; Saarland; Sachsen
Sachsen-Anhalt; Sahara; Sahel; Sardinia; Sardinien; Sauerland; Saxony; Saxony-Anhalt; Schleswig-Holstein
Schwaben; Schwarzwald; Schwyz; Schwäbische Alb; Siberia; Sibirien; Sicily; Siegerland; Sinai; Sizilien
Skandinavien; South Carolina; South Dakota; Spessart; Spreewald; Steiermark; Suffolk; Surrey; Sussex; Sylt
Südamerika; Südeuropa; Südkaukasus; Südossetien; Südtirol; Tasmania; Taunus; Teneriffa; Tennessee; Tessin
Texas; Thurgau; Thuringia; Thüringen; Tibet; Tigray; Tirol; Toskana; Transnistrien; Tschetschenien
Tuscany; Uckermark; Umbrien; Unterfranken; Uri; Usedom; Utah; Venetien; Vermont; Victoria; Virginia
Vogtland; Vorarlberg; Vorpommern; Waadt; Wallis; Wallonia; Wallonien; West Bank; West Virginia; Westafrika
Westbalkan; Westerwald; Westeuropa; Westfalen; Westjordanland; Westsahara; Wisconsin; Wyoming; Xinjiang
Yorkshire; Zentralasien
""")

TOWNS = _names("""
Aachen; Aalen; Aarau; Aberdeen; Abidjan; Abu Dhabi; Abuja; Accra; Addis Ababa; Addis Abeba; Adelboden
Ahaus; Ahrensburg; Ahrweiler; Aichach; Albany; Albstadt; Aleppo; Alexandria; Algier; Algiers; Almaty
Alpbach; Alsfeld; Altdorf; Altena; Altenburg; Altona; Altötting; Amberg; Amman; Amsterdam; Amstetten
Anchorage; Ankara; Anklam; Annaberg-Buchholz; Ansbach; Antalya; Antananarivo; Antwerp; Antwerpen; Apolda
Arnsberg; Arnstadt; Aschaffenburg; Aschersleben; Aschgabat; Ashford; Asmara; Astana; Asunción; Athen
Athens; Atlanta; Auckland; Aue; Augsburg; Augusta; Aurich; Austin; Awdijiwka; Bachmut; Bad Aibling
Bad Dürkheim; Bad Hersfeld; Bad Homburg; Bad Ischl; Bad Kissingen; Bad Kreuznach; Bad Mergentheim
Bad Münstereifel; Bad Nauheim; Bad Neuenahr-Ahrweiler; Bad Oeynhausen; Bad Reichenhall; Bad Salzuflen
Bad Segeberg; Bad Tölz; Baden; Baden-Baden; Bagdad; Baghdad; Baku; Balingen; Balmoral; Baltimore; Bamako
Bamberg; Bandar Seri Begawan; Bangalore; Bangkok; Bangui; Barcelona; Bari; Basel; Basra; Bath; Bautzen
Bayreuth; Bebra; Beijing; Beirut; Belfast; Belgorod; Belgrad; Belgrade; Bellinzona; Berchtesgaden; Bergamo
Bergen; Bergheim; Bergisch Gladbach; Berlin; Bern; Bernau; Bernburg; Bethlehem; Biberach; Biel; Bielefeld
Bilbao; Bingen; Birmingham; Bischkek; Bissau; Bitburg; Bitterfeld; Bitterfeld-Wolfen; Bocholt; Bochum
Bogotá; Bologna; Bonn; Boppard; Bordeaux; Borken; Borna; Boston; Bottrop; Boulder; Bozen
Brandenburg an der Havel; Bratislava; Braunschweig; Brazzaville; Bregenz; Bremen; Bremerhaven; Breslau
Bretten; Brighton; Brilon; Brisbane; Bristol; Brno; Bronx; Brooklyn; Bruchsal; Brunsbüttel; Brussels
Brügge; Brühl; Brünn; Brüssel; Bucha; Bucharest; Buchholz; Budapest; Buenos Aires; Buffalo; Bujumbura
Bukarest; Burghausen; Busan; Butscha; Buxtehude; Böblingen; Büchel; Bückeburg; Bürgenstock; Cairo; Calais
Calgary; Cali; Calw; Cambridge; Camp David; Canberra; Cancún; Cannes; Cape Town; Caracas; Carbis Bay
Cardiff; Casablanca; Castrop-Rauxel; Celle; Chabarowsk; Cham; Charkiw; Charkow; Charlotte; Charlottenburg
Charlottesville; Chartum; Chemnitz; Cherson; Chicago; Chisinau; Chișinău; Chur; Cincinnati; Cleveland
Cloppenburg; Coburg; Coesfeld; Cologne; Colombo; Columbus; Conakry; Copenhagen; Cork; Cottbus; Coventry
Crailsheim; Cuxhaven; Cádiz; Córdoba; Dacca; Dachau; Dakar; Dallas; Damascus; Damaskus; Dannenrod; Danzig
Daressalam; Darmstadt; Davos; Deggendorf; Delhi; Delitzsch; Delmenhorst; Demmin; Den Haag; Denver; Derby
Des Moines; Dessau; Dessau-Roßlau; Detmold; Detroit; Dhaka; Dillenburg; Dingolfing; Dinslaken; Dnipro
Dodoma; Doha; Donaueschingen; Donauwörth; Donezk; Dormagen; Dornbirn; Dorsten; Dortmund; Dover; Dresden
Dschidda; Dubai; Dublin; Dubrovnik; Duderstadt; Duisburg; Dundee; Duschanbe; Dushanbe; Döbeln; Dülmen
Dünkirchen; Düren; Düsseldorf; Eberswalde; Eckernförde; Edinburgh; Edmonton; Ehingen; Eichstätt; Eindhoven
Eisenach; Eisenhüttenstadt; Eisenstadt; Eisleben; El Paso; Ellwangen; Elmau; Elmshorn; Emden; Emmendingen
Emmerich; Erding; Erftstadt; Erfurt; Eriwan; Erkelenz; Erkner; Erlangen; Eschborn; Eschwege; Eschweiler
Espelkamp; Essen; Esslingen; Euskirchen; Eutin; Falkensee; Feldkirch; Ferguson; Finkenwerder; Finsterwalde
Flensburg; Florenz; Forchheim; Fort Worth; Frankenthal; Frankfurt; Frankfurt (Oder); Frankfurt am Main
Frauenfeld; Frechen; Freetown; Freiberg; Freiburg; Freiburg im Breisgau; Freising; Freital; Freudenstadt
Friedberg; Friedrichshafen; Fritzlar; Fukushima; Fulda; Fürstenfeldbruck; Fürstenwalde; Fürth; Füssen
Gaborone; Gaggenau; Garching; Garmisch-Partenkirchen; Gdansk; Geesthacht; Geldern; Gelnhausen
Gelsenkirchen; Geneva; Genf; Gent; Genua; Gera; Germersheim; Gibraltar; Gießen; Gifhorn; Gladbeck; Glarus
Glasgow; Glauchau; Goch; Gorleben; Goslar; Gotha; Gothenburg; Granada; Graz; Greifswald; Greiz; Grenoble
Grevenbroich; Grimma; Gronau; Grosny; Großenhain; Gräfelfing; Grünheide; Guangzhou; Guantánamo; Guayaquil
Gummersbach; Göppingen; Görlitz; Göteborg; Göttingen; Günzburg; Güstrow; Gütersloh; Haar; Haarlem; Hagen
Haifa; Halberstadt; Haldensleben; Halifax; Halle; Halle (Saale); Hamburg; Hamburg-Altona; Hameln; Hamm
Hanau; Hannover; Hanoi; Hanover; Harare; Harburg; Harlem; Hattingen; Havana; Havanna; Havelberg; Heide
Heidelberg; Heidenheim; Heilbronn; Heiligendamm; Heiligenhafen; Heinsberg; Helmstedt; Helsinki
Hennigsdorf; Herford; Hermannstadt; Herne; Herten; Herzogenaurach; Hilden; Hildesheim; Hiroshima
Ho-Chi-Minh-Stadt; Hof; Hofheim; Hollywood; Homs; Hong Kong; Hongkong; Honolulu; Houston; Hoyerswerda
Husum; Höxter; Hürth; Ibbenbüren; Idar-Oberstein; Idlib; Ilmenau; Imola; Indianapolis; Ingelheim
Ingolstadt; Innsbruck; Inverness; Irpin; Ischgl; Iserlohn; Isjum; Islamabad; Istanbul; Itzehoe; Izmir
Jacksonville; Jagel; Jakarta; Jeddah; Jekaterinburg; Jena; Jerewan; Jerusalem; Johannesburg; Juba; Jülich
Kabul; Kairo; Kaiserslautern; Kaliningrad; Kalkar; Kalkutta; Kamen; Kamenz; Kamp-Lintfort; Kampala
Kandahar; Kansas City; Kapstadt; Karachi; Karatschi; Karlsruhe; Kasan; Kassel; Kathmandu; Katowice
Kattowitz; Kaufbeuren; Kehl; Kelheim; Kempen; Kempten; Kenosha; Kharkiv; Khartoum; Kherson; Kiel; Kiev
Kiew; Kigali; Kingston; Kinshasa; Kischinau; Kitzbühel; Klagenfurt; Klaipeda; Kleve; Kobe; Koblenz
Konstanz; Kopenhagen; Krakau; Krakow; Kramatorsk; Kramp; Krefeld; Krems; Kreuzberg; Kreuztal; Kuala Lumpur
Kufstein; Kulmbach; Kundus; Kursk; Kuwait-Stadt; Kyiv; Kyjiw; Kyoto; Köln; Königs Wusterhausen; Königstein
Königswinter; Köniz; Köpenick; Köthen; Künzelsau; La Paz; Laage; Laatzen; Lagos; Lahore; Lahr; Landau
Landsberg; Landshut; Langen; Langenfeld; Lansing; Las Cruces; Las Vegas; Lauenburg; Lauf; Lausanne
Le Mans; Lech; Leeds; Leer; Lehrte; Leicester; Leipzig; Lemberg; Lemgo; Leoben; Leonberg; Leverkusen
Libreville; Lichtenberg; Lienz; Liestal; Lille; Lilongwe; Lima; Limburg; Lindau; Lingen; Linz; Lippstadt
Lisbon; Lissabon; Little Rock; Liverpool; Ljubljana; Locarno; Lohr; Lomé; London; Los Angeles; Louisville
Luanda; Lubmin; Lucerne; Luckenwalde; Ludwigsburg; Ludwigshafen; Ludwigslust; Lugano; Lusaka; Luzern; Lviv
Lwiw; Lyon; Lörrach; Lübben; Lübeck; Lüdenscheid; Lüneburg; Lünen; Lüttich; Lützerath; Maastricht; Madrid
Magdeburg; Mailand; Mainz; Malabo; Malaga; Malibu; Malmö; Managua; Manama; Manaus; Manchester; Manhattan
Manila; Mannheim; Maputo; Mar-a-Lago; Marburg; Marienberg; Mariupol; Marktredwitz; Marl; Marrakesch
Marseille; Marzahn; Maseru; Maskat; Mayen; Mazar-i-Scharif; Medellín; Meerbusch; Meiningen; Meißen
Mekelle; Mekka; Melbourne; Melitopol; Melle; Memmingen; Memphis; Meppen; Meran; Merseburg; Meschede
Meseberg; Mettmann; Mexico City; Mexiko-Stadt; Miami; Miesbach; Milwaukee; Minden; Minneapolis; Minsk
Mittenwald; Moers; Mogadischu; Mogadishu; Monrovia; Monte Carlo; Montevideo; Montpellier; Montreal
Montreux; Monza; Mosbach; Moscow; Moskau; Mossul; Mumbai; Munich; Murmansk; Murnau; Mykolajiw; Málaga
Mödling; Mönchengladbach; Mühldorf; Mühlhausen; Mülheim; Mülheim an der Ruhr; München; Münster; N'Djamena
Nagasaki; Nagold; Nairobi; Nancy; Nantes; Naples; Nashville; Nassau; Naumburg; Neapel; Neu-Delhi; Neu-Ulm
Neubrandenburg; Neuburg; Neuenburg; Neuhardenberg; Neukölln; Neumarkt; Neumünster; Neunkirchen; Neuruppin
Neuss; Neustadt; Neustrelitz; Neuwied; New Delhi; New Orleans; New York; New York City; Newark; Newcastle
Niamey; Nicosia; Nienburg; Nikosia; Nizza; Norden; Norderstedt; Nordhausen; Nordhorn; Norfolk; Northeim
Nottingham; Nouakchott; Nowosibirsk; Nur-Sultan; Nuremberg; Nyon; Nördlingen; Nürburgring; Nürnberg
Nürtingen; Oakland; Oberammergau; Oberhausen; Oberhof; Oberstdorf; Oberursel; Odesa; Odessa; Oelde
Offenbach; Offenburg; Oklahoma City; Oldenburg; Olpe; Olten; Oran; Oranienburg; Orlando; Osaka; Oschatz
Oslo; Osnabrück; Osterholz-Scharmbeck; Osterode; Ottawa; Ouagadougou; Oxford; Paderborn; Padua; Palermo
Palm Beach; Palma; Panama-Stadt; Pankow; Papenburg; Paramaribo; Parchim; Paris; Parkland; Parma; Pasewalk
Passau; Peine; Peking; Pensacola; Perth; Peschawar; Pfaffenhofen; Pforzheim; Philadelphia; Phnom Penh
Phoenix; Pinneberg; Pirmasens; Pirna; Pisa; Pittsburgh; Pjöngjang; Plauen; Plymouth; Plön; Podgorica
Pokrowsk; Port-au-Prince; Portland; Porto; Porto-Novo; Posen; Potsdam; Prag; Prague; Praia; Prenzlau
Pretoria; Pristina; Providence; Prüm; Pulheim; Pyongyang; Quedlinburg; Queens; Quito; Rabat; Radebeul
Radolfzell; Rafah; Raleigh; Ramallah; Ramstein; Rangun; Rastatt; Ratingen; Ratzeburg; Ravenna; Ravensburg
Recklinghausen; Regensburg; Reims; Reinbek; Remagen; Remscheid; Rendsburg; Reutlingen; Reykjavik; Rheine
Riad; Richmond; Riesa; Riga; Rijeka; Rimini; Rio; Rio de Janeiro; Riyadh; Rom; Rome; Rosenheim; Rostock
Rostow; Rotenburg; Rothenburg; Rottach-Egern; Rottenburg; Rotterdam; Rottweil; Rüsselsheim; Saalfeld
Saarbrücken; Saarlouis; Sacramento; Sagunt; Salisbury; Salt Lake City; Salvador; Salzburg; Salzgitter
Salzwedel; Samara; San Antonio; San Diego; San Francisco; San Jose; San José; San Salvador; Sanaa
Sandringham; Sangerhausen; Sankt Augustin; Sankt Petersburg; Sankt Pölten; Santa Fe; Santa Monica
Santiago; Santiago de Chile; Sao Paulo; Saporischschja; Sarajevo; Sarnen; Sassnitz; Savannah; Schaffhausen
Schkeuditz; Schladming; Schleiz; Schleswig; Schmalkalden; Schramberg; Schwabach; Schwabing; Schwedt
Schweinfurt; Schwerin; Schwerte; Schwäbisch Gmünd; Schwäbisch Hall; Schönefeld; Seattle; Selb; Sendling
Senftenberg; Seoul; Sevilla; Sewastopol; Shanghai; Sheffield; Shenzhen; Siegburg; Siegen; Sigmaringen
Silverstone; Sindelfingen; Singen; Sinsheim; Sion; Sitten; Skopje; Sochi; Soest; Sofia; Solingen
Solothurn; Soltau; Sondershausen; Sonneberg; Sonthofen; Sotschi; Southampton; Spa; Spandau; Speyer; Split
Spokane; Spremberg; Srebrenica; St. Gallen; St. Louis; St. Moritz; St. Paul; St. Petersburg; St. Pölten
Stade; Stadthagen; Stans; Starnberg; Stendal; Stettin; Steyr; Stockholm; Stolberg; Stolzenau; Stralsund
Strasbourg; Strassburg; Straubing; Strausberg; Straßburg; Stuttgart; Suhl; Sulzbach; Sumy; Sunderland
Surfside; Suva; Swansea; Sydney; Szeged; São Paulo; Sölden; Taipeh; Taipei; Tallahassee; Tallinn; Tampa
Tampere; Tangermünde; Tarent; Taschkent; Tashkent; Tbilisi; Tegernsee; Tegucigalpa; Teheran; Tehran
Tel Aviv; Teltow; Tempelhof; Templin; The Hague; Thessaloniki; Thimphu; Thun; Tiflis; Tijuana
Timmendorfer Strand; Tirana; Titisee-Neustadt; Tobruk; Tokio; Tokyo; Torgau; Toronto; Toulon; Toulouse
Traunstein; Travemünde; Trient; Trier; Triest; Tripoli; Tripolis; Troisdorf; Tromsø; Trondheim
Tschernihiw; Tschernobyl; Tucson; Tulsa; Tunis; Turin; Turku; Tuttlingen; Tübingen; Ueckermünde; Uelzen
Ulan-Bator; Ulm; Unna; Unterhaching; Uppsala; Utrecht; Uvalde; Vaduz; Valencia; Valletta; Vancouver
Vechta; Velbert; Venedig; Venice; Verden; Verona; Versailles; Vienna; Vientiane; Viersen; Villach
Villingen-Schwenningen; Vilnius; Völklingen; Wacken; Waiblingen; Waldshut-Tiengen; Walldorf; Walsrode
Wandlitz; Wangen; Warburg; Waren; Warendorf; Warnemünde; Warsaw; Warschau; Washington; Weiden; Weilheim
Weimar; Weingarten; Weinheim; Weißenfels; Weißwasser; Wellington; Wels; Wengen; Werder; Werl; Wernigerode
Wertheim; Wesel; Westerland; Wetzlar; Wien; Wiener Neustadt; Wiesbaden; Wilhelmshaven; Wilmington
Wimbledon; Windhoek; Windsor; Winsen; Winterberg; Winterthur; Wismar; Witten; Wittenberg; Wittenberge
Wittstock; Wladiwostok; Wolfenbüttel; Wolfsburg; Worms; Woronesch; Wuhan; Wunsiedel; Wuppertal; Wurzen
Würselen; Würzburg; Xanten; Yamoussoukro; Yaoundé; Yerevan; Yokohama; York; Zagreb; Zandvoort; Zeitz
Zermatt; Zinnowitz; Zittau; Zug; Zurich; Zwickau; Zürich; Überlingen; Łódź; Żory
""")

PLACES = COUNTRIES | REGIONS | TOWNS
