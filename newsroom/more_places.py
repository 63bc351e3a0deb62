"""Towns of sport, of the news and of the provinces beside those of `newsroom.places`. Data only; `;` parts them."""

MORE_TOWNS = frozenset(
    name.strip()
    for line in """
Aalborg; Aarhus; Acapulco; Adana; Adelaide; Agadir; Agra; Ahlbeck; Ahmedabad; Ahrensbök; Aintree; Akaba
Akron; Albertville; Alicante; Altach; Altenahr; Altenberg; Alzey; Amatrice; Amiens; Amritsar; Anaheim
Andermatt; Ann Arbor; Annaberg; Annapolis; Annecy; Antakya; Antholz; Antibes; Aqaba; Arequipa; Arles
Arlington; Arnheim; Arosa; Aschkelon; Ascot; Aspern; Assisi; Assuan; Atlantic City; Auschwitz; Avdiivka
Avignon; Bacharach; Bad Arolsen; Bad Aussee; Bad Bentheim; Bad Blankenburg; Bad Cannstatt; Bad Doberan
Bad Ems; Bad Frankenhausen; Bad Gastein; Bad Langensalza; Bad Muskau; Bad Orb; Bad Saulgau; Bad Soden
Bad Sooden-Allendorf; Bad Staffelstein; Bad Urach; Bad Wiessee; Bad Wildbad; Baden bei Wien; Bakersfield
Bakhmut; Banja Luka; Banz; Barranquilla; Barth; Baton Rouge; Beelitz; Beer Sheva; Beeskow; Belgorod
Belo Horizonte; Bengasi; Benghazi; Bensheim; Berdjansk; Berdyansk; Bergen-Belsen; Berkeley; Besançon
Bethesda; Bialystok; Biarritz; Biblis; Billund; Binz; Bishkek; Blackpool; Bloemfontein; Bludenz; Bodenmais
Bodrum; Boise; Boltenhagen; Bormio; Borodianka; Borodjanka; Bournemouth; Braga; Brake; Brasília; Braunlage
Breda; Breege; Breisach; Brescia; Brest; Brig; Brixen; Brjansk; Brokdorf; Brovary; Browary; Bruck an der Mur
Brugg; Bruneck; Brunswick; Bryansk; Buchenwald; Budweis; Buir; Bukavu; Burg; Burgas; Burgdorf; Burgkirchen
Bystrica; Bâle; Büdingen; Bühl; Bülach; Büsum; Caen; Cagliari; Canterbury; Cape Canaveral; Cartagena
Catania; Cebu; Ceuta; Chamonix; Chan Junis; Charleroi; Charleston; Chelm; Cheltenham; Chengdu; Chennai
Chernihiv; Cherson; Chiang Mai; Chiasso; Chittagong; Chongqing; Christchurch; Ciudad Juárez
Clausthal-Zellerfeld; Cluj; Cochem; Coimbra; Colmar; Como; Concord; Constanta; Cortina; Cortina d'Ampezzo
Courchevel; Crans-Montana; Cremona; Cupertino; Cusco; Da Nang; Daegu; Dagebüll; Dannenberg; Darwin
Daugavpils; Davao; Dayton; Debrecen; Delft; Delsberg; Delémont; Denpasar; Dernau; Dießen; Dijon; Dillingen
Diyarbakir; Donetsk; Dschalalabad; Dschenin; Durban; Dübendorf; Ehningen; Eilat; Einbeck; Einsiedeln
Eisenerz; Elsterwerda; Emmen; Enerhodar; Engelberg; Enschede; Epsom; Erbil; Esbjerg; Esens; Espoo; Estoril
Ettlingen; Eupen; Exeter; Falun; Faro; Fatima; Faßberg; Feldafing; Feldberg; Ferrara; Ferrières; Flint
Flossenbürg; Flushing Meadows; Folkestone; Freiburg im Üechtland; Fresno; Freyung; Fribourg; Friedland
Fukuoka; Funchal; Fátima; Fès; Gao; Gardelegen; Garzweiler; Gaziantep; Gdańsk; Gdynia; Geilenkirchen
Gengenbach; Genthin; Genève; Gettysburg; Ghazni; Girona; Glastonbury; Glücksburg; Glückstadt; Gmunden
Gold Coast; Goma; Gossau; Gransee; Grevesmühlen; Grimsby; Grindelwald; Grohnde; Groningen; Grosny
Großbeeren; Gruibingen; Gräfenhainichen; Gröden; Grömitz; Grünberg; Grünwald; Gstaad; Guadalajara
Gundremmingen; Gunzenhausen; Győr; Hagen-Hohenlimburg; Hagenow; Halbe; Hall in Tirol; Hallein; Hallstatt
Hangzhou; Hannoversch Münden; Harbin; Hartberg; Hartford; Hatay; Hattersheim; Hebron; Heerlen; Hemer
Heppenheim; Heraklion; Herat; Heringsdorf; Herisau; Herrsching; Highland Park; Hildburghausen; Hilpoltstein
Hinterglemm; Hinterzarten; Hobart; Hockenheim; Hohenems; Hohenschwangau; Holzminden; Homberg; Homburg
Hostomel; Hue; Hull; Hyderabad; Hörnum; Iasi; Idomeni; Iffezheim; Incheon; Indian Wells; Interlaken; Inzell
Ipswich; Ismaning; Iwano-Frankiwsk; Izium; Jackson; Jaipur; Jalta; Jenin; Jerez; Jever; Juneau; Jänschwalde
Jüchen; Jüterbog; Kaduna; Kalamazoo; Kano; Kaohsiung; Kapfenberg; Kappeln; Kaprun; Karlsbad; Kaunas; Kayseri
Kelkheim; Kenosha; Kerch; Kerpen; Kertsch; Keyenberg; Khan Younis; Kirchheim; Kirkuk; Klaipėda; Klanxbüll
Klausenburg; Kleinmachnow; Klingenthal; Kloster Seeon; Klosterneuburg; Kloten; Kobane; Koper; Korbach
Kosice; Kotor; Košice; Kraków; Kremenchuk; Krementschuk; Kreuzlingen; Kriens; Kronach; Kronberg; Kronstadt
Krümmel; Kunduz; Kusel; Kuusamo; Kühlungsborn; L'Aquila; La Chaux-de-Fonds; La Coruña; La Plata; La Rochelle
Laboe; Lahti; Langenthal; Larnaka; Latakia; Lathen; Lauchhammer; Lauterbach; Le Castellet; Le Havre; Lebus
Lecce; Leiden; Lenzburg; Lenzerheide; Leuna; Leuven; Lhasa; Lich; Lichtenfels; Lillehammer; Limassol
Linköping; List; Livigno; Livorno; Lodz; Long Beach; Lublin; Lubumbashi; Lucca; Ludwigsfelde; Lund; Lusail
Lustenau; Luton; Luxor; Lyman; Lyssytschansk; Lysychansk; Löbau; Löwen; Lübbenau; Lüchow; Macau
Machatschkala; Mainau; Majdanek; Malchow; Mandalay; Mar del Plata; Maranello; Marbella; Mariazell; Maribor
Marienbad; Marktl; Martigny; Masar-i-Scharif; Mauerbach; Mauthausen; Mechelen; Medyka; Meersburg; Melilla
Melsungen; Menden; Mendrisio; Menlo Park; Merzig; Messina; Metz; Metzingen; Meuselwitz; Mirow; Misrata
Mobile; Modena; Mombasa; Mons; Montabaur; Monterrey; Montgomery; Moria; Morschenich; Mostar; Mosul
Mountain View; Mugello; Mulhouse; Munster; Murcia; Mykolaiv; Mytilini; Méribel; Mödlareuth; Mülhausen
Mürren; Nablus; Nagoya; Namur; Nanjing; Narva; Narwa; Naypyidaw; Nebra; Neckarsulm; Neckarwestheim
Neuchâtel; Neuengamme; Neuhaus; Neurath; Neustadt in Holstein; New Haven; Newport; Newport News; Niebüll
Niederaußem; Niederwürschnitz; Nierstein; Nijmegen; Nikopol; Nis; Nischni Nowgorod; Norddeich; Nordenham
Norwich; Noumea; Nove Mesto; Novi Sad; Nursultan; Nusa Dua; Nîmes; Nörvenich; Oaxaca; Oberkirch
Oberpfaffenhofen; Oberwiesenthal; Odense; Ohrid; Olmütz; Omaha; Oostende; Oppenheim; Ostende; Osthofen
Ostrau; Ostrava; Palo Alto; Pamplona; Panmunjom; Pasadena; Patras; Pattaya; Peenemünde; Perpignan; Perugia
Pescara; Philippsburg; Phuket; Pilsen; Piran; Piräus; Planica; Plovdiv; Point Alpha; Pokrovsk; Poltava
Poltawa; Port Elizabeth; Port Moresby; Port Said; Port of Spain; Porto Alegre; Portsmouth; Poznań; Predazzo
Princeton; Prora; Przemysl; Przemyśl; Pula; Pullach; Pune; Putlos; Pyeongchang; Pécs; Quantico; Queenstown
Quetta; Rakka; Ramsau; Rapperswil; Rapperswil-Jona; Raqqa; Raunheim; Ravensbrück; Rawalpindi; Reading
Rechlin; Redmond; Reit im Winkl; Rennes; Reno; Retz; Rheinsberg; Ried; Ried im Innkreis; Rinteln; Rivne
Riwne; Rochester; Rorschach; Rosario; Rositz; Roubaix; Rouen; Rovaniemi; Ruhpolding; Ruka; Rust; Rzeszow
Rzeszów; Röbel; Saalbach; Saalbach-Hinterglemm; Saas-Fee; Sachsenhausen; Sagan; Saigon; Saint-Denis
Saint-Tropez; Sakhir; Saloniki; San Bernardino; San Sebastian; San Sebastián; Sanford; Sankt Peter-Ording
Santa Barbara; Santa Clara; Santo Domingo; Sapporo; Saragossa; Saratow; Scharbeutz; Scharm el Scheich
Scharm el-Scheich; Schierke; Schkopau; Schmölln; Schnöggersburg; Schuld; Schwangau; Schwarze Pumpe
Schwarzenberg; Schwechat; Schytomyr; Sderot; Seefeld; Seelow; Seeon; Seiffen; Sellin; Selma; Sendai
Sewerodonezk; Sharm el-Sheikh; Shytomyr; Siem Reap; Siena; Sieverodonetsk; Simferopol; Sinzig; Sloviansk
Slowjansk; Sopron; Spielberg; Spittal an der Drau; St. Andrews; St. Anton; St. Anton am Arlberg
St. Leon-Rot; St. Niklausen; St. Peter-Ording; St. Wendel; Stadtallendorf; Stahnsdorf; Standing Rock
Stanford; Stansstad; Stavanger; Steinach; Sterzing; Stoke-on-Trent; Storkow; Stratford-upon-Avon; Suez
Surabaya; Suzuka; Syracuse; Syrakus; Szczecin; Tanger; Tangerhütte; Tangier; Taormina; Tarragona; Tartu
Temeswar; Teplitz; Teterow; Thale; Theresienstadt; Tianjin; Tilburg; Timbuktu; Timisoara; Titisee; Todendorf
Todtnau; Toledo; Topeka; Torgelow; Torremolinos; Trabzon; Treblinka; Trenton; Treviso; Trnava; Tscherkassy
Tula; Tulln; Tunxi; Tutzing; Udine; Uedem; Unterlüß; Untertürkheim; Urumqi; Uschhorod; Uster; Uzhhorod
Vacha; Val d'Isère; Valparaíso; Varanasi; Varel; Varna; Velden; Venlo; Verviers; Vevey; Vicenza
Vierzehnheiligen; Vigo; Vikersund; Vinnytsia; Visp; Wattens; Wedel; Weener; Wegberg; Weisweiler; Welzow
Wembley; Werdohl; Werneuchen; Wettingen; Wil; Wildbad Kreuth; Willingen; Winnyzja; Wittmund; Wolfhagen
Wolfsberg; Wollerau; Wolverhampton; Woronesch; Wrocław; Wunstorf; Wyk; Wächtersbach; Wörgl; Wörlitz
Wünsdorf; Xi'an; Yalta; Yanqing; Zadar; Zakopane; Zaporizhzhia; Zaragoza; Zeebrügge; Zehdenick; Zell am See
Zella-Mehlis; Zerbst; Zhangjiakou; Zingst; Zofingen; Zossen; Zuffenhausen; Zweibrücken; Zwiesel; Öhringen
Örebro; Östersund
Achern; Adorf; Ahlen; Ahrenshoop; Alfeld; Altenkirchen; Andernach; Arbon; Aschdod; Ashkelon; Attendorn
Attnang-Puchheim; Ayodhya; Baabe; Baalbek; Baar; Backnang; Bad Berleburg; Bad Bevensen; Bad Driburg
Bad Freienwalde; Bad Gandersheim; Bad Honnef; Bad Lobenstein; Bad Neustadt; Bad Oldesloe; Bad Pyrmont
Bad Salzungen; Bad Schandau; Bad Schwalbach; Bad Säckingen; Bad Vilbel; Bad Waldsee; Bad Wildungen
Bad Wörishofen; Baltrum; Balve; Balzers; Bandung; Bansin; Barsinghausen; Beckum; Beerscheba; Bengaluru
Bergkamen; Bernkastel-Kues; Biedenkopf; Bietigheim-Bissingen; Birkenfeld; Bischofswerda; Blankenburg
Blatten; Blaubeuren; Blieskastel; Borodyanka; Boxberg; Bramsche; Braunau; Bremervörde; Brienz
Bruck an der Leitha; Buchs; Burgwedel; Butzbach; Bünde; Büren; Calau; Carouge; Chernivtsi; Chimki; Chorin
Coswig; Cox's Bazar; Crimmitschau; Dalian; Datteln; Daun; Delbrück; Deutschlandsberg; Dieburg; Diepholz
Dierhagen; Dietikon; Dietzenbach; Diez; Dinkelsbühl; Dippoldiswalde; Disentis; Dithmarschen; Dreieich
Dschabalija; Ebensee; Ebersberg; Ebikon; Eilenburg; Eisenberg; Elsfleth; Eltville; Emsdetten; Energodar
Ennepetal; Enns; Eppingen; Erkrath; Falludscha; Fehrbellin; Filderstadt; Frankenberg; Freienbach
Freilassing; Freistadt; Friedrichroda; Friesoythe; Frutigen; Fürstenfeld; Galtür; Garbsen; Geestland
Geislingen; Georgsmarienhütte; Geretsried; Germering; Gersthofen; Gevelsberg; Gmünd; Grafenau
Grafenrheinfeld; Grafenwöhr; Grenchen; Grieskirchen; Groß-Gerau; Guben; Gänserndorf; Güssing; Hachenburg
Haltern; Hamminkeln; Haßfurt; Hechingen; Heidenau; Heilbad Heiligenstadt; Heiligenhaus; Hennef; Herborn
Herrenberg; Hersbruck; Herzberg; Hettstedt; Hiddensee; Hofgeismar; Hohenstein-Ernstthal; Hollabrunn
Hollfeld; Hoppegarten; Horb; Horgen; Hückelhoven; Hünfeld; Idstein; Ilanz; Illertissen; Imst; Irkutsk
Isny; Jabalia; Jalalabad; Jenbach; Judenburg; Juist; Kaarst; Kahla; Kaltenkirchen; Kandel; Kandersteg
Karben; Kaub; Kevelaer; Khan Yunis; Khimki; Kirchheim unter Teck; Kirchheimbolanden; Kirjat Schmona; Kirn
Kitzingen; Klosters; Klötze; Knittelfeld; Kolkata; Konz; Korneuburg; Kornwestheim; Korschenbroich
Kryvyi Rih; Krywyj Rih; Kupiansk; Kupjansk; Kyritz; Königsbrunn; Königslutter; Küssnacht; Laax; Lahnstein
Lakhnau; Lampertheim; Landeck; Landsberg am Lech; Landstuhl; Langenhagen; Langeoog; Lauterbrunnen; Lebach
Leibnitz; Leimen; Lengerich; Lengnau; Lennestadt; Leonding; Leutkirch; Lichtenhagen; Liezen; Lohmar; Lohne
Luckau; Lutsk; Luzk; Lyss; Lübbecke; Lüdinghausen; Lützen; Magglingen; Mainburg; Makassar; Malchin
Malente; Mansfeld; Marbach; Marienmünster; Marjinka; Marsberg; Mattersburg; Mattighofen; Maulbronn
Mayrhofen; Mayschoß; Mechernich; Meinerzhagen; Melk; Meyrin; Meßkirch; Michelstadt; Mindelheim; Mistelbach
Mittersill; Mittweida; Monschau; Moosburg; Morges; Moutier; Muttenz; Mölln; Mössingen; Mühlacker; Müllheim
Münsingen; Mürzzuschlag; Naha; Nauders; Nenzing; Netanja; Neu-Isenburg; Neuendettelsau; Neusiedl
Nickelsdorf; Nordstrand; Obergurgl; Oberndorf; Oberpullendorf; Oberwart; Ochsenfurt; Oelsnitz; Olbernhau
Omsk; Opfikon; Oschersleben; Osterburg; Ottweiler; Palu; Payerne; Pellworm; Perg; Perleberg; Perm
Pfarrkirchen; Pfäffikon; Plettenberg; Pontresina; Porrentruy; Pratteln; Preetz; Premnitz; Pritzwalk
Putbus; Pößneck; Qingdao; Quakenbrück; Querfurt; Radeberg; Radevormwald; Radstadt; Rafach; Ratekau
Rathenow; Reichenbach; Reinach; Renens; Rheda-Wiedenbrück; Rheinbach; Rheinberg; Rheinfelden
Ribnitz-Damgarten; Riehen; Rodgau; Rohrbach; Rothenburg ob der Tauber; Rudolstadt; Ruggell; Rüdesheim
Rüti; Saalfelden; Saarburg; Sankt Anton; Sankt Ingbert; Sankt Johann; Sankt Veit; Sankt Wendel; Sargans
Schaan; Scheibbs; Schifferstadt; Schlieren; Schmallenberg; Schneeberg; Schongau; Schopfheim; Schorndorf
Schwalmstadt; Schwandorf; Schwaz; Schwelm; Schwetzingen; Schärding; Schönebeck; Seesen; Seligenstadt
Serfaus; Shenyang; Sidon; Sierre; Simmern; Sjewjerodonezk; Spiekeroog; Spielfeld; Spiez; Spiss; Spittal
Sprockhövel; Srinagar; Staßfurt; Steffisburg; Stockach; Stockerau; Stollberg; Sulzbach-Rosenberg; Sursee
Syke; Sömmerda; Tauberbischofsheim; Telfs; Telgte; Ternitz; Ternopil; Thalwil; Tomsk; Torezk; Traiskirchen
Traun; Treuenbrietzen; Triberg; Triesen; Triesenberg; Tschassiw Jar; Tscherniwzi; Tyros; Uetersen; Ufa
Usingen; Uzwil; Vaihingen; Verbier; Vlotho; Voerde; Voitsberg; Volketswil; Vöcklabruck; Völkermarkt
Wadern; Waidhofen; Waldkirch; Waldshut; Wallisellen; Waltrop; Wangerooge; Warstein; Wasserburg
Weil am Rhein; Weilburg; Weinfelden; Weiz; Weißenburg; Werdau; Wermelskirchen; Wesseling; Westerstede
Wetzikon; Wiesloch; Wildau; Winnenden; Wipperfürth; Wittlich; Wohlen; Wolfratshausen; Wolgast; Wowtschansk
Wuhledar; Wädenswil; Wülfrath; Yangon; Yverdon; Zeltweg; Zeulenroda; Zeuthen; Zeven; Zhengzhou; Zhytomyr
Zirndorf; Zollikon; Zschopau; Zwettl; Ürümqi
""".splitlines()
    for name in line.split(";")
    if name.strip()
)
