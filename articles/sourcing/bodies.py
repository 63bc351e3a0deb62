"""Words that mark a body which supplies its own picture: authorities, parties, firms, stages. Data only.

Compared folded (lower case, signs dropped). Sources: German and English press offices as credited in print.
"""

from articles.sourcing.listing import listed, words

HANDOUT_MARKS: tuple[str, ...] = listed(
    """
    leser reporter,
    hfr, leserreporter, leserreporterin, leser, leserin, leserfoto, augenzeuge, augenzeugin, zeuge,
    nutzer, handout, hand out, handouts, ho, zvg, z v g, z vg, zvg privat, zur verfügung gestellt, zur
    verfuegung gestellt, zur verfügung gestellt von, zur verfuegung gestellt von, privat, private,
    privatfoto, privatbild, privatarchiv, privates foto, privat foto, privataufnahme, pr, pr foto, pr
    bild, pr photo, pressefoto, pressebild, presse foto, presse bild, pressefotos, pressebilder, obs,
    courtesy, courtesy of, courtesy image, courtesy photo, courtesy picture, press office, press service,
    press off, press offi, press offic, press serv, press servic, press ser, presseamt, pressestelle,
    pressedienst, pressebüro, presse, press handout, handout photo, handout image, family handout,
    familie, family, family photo, familienfoto, supplied, provided, provided by, photo provided by, image
    provided by, bereitgestellt, bereitgestellt von, zur verfügung, pd, promo, promofoto, promotion,
    promobild, werkfoto, werkbild, werksfoto, firmenfoto, unternehmen, hersteller, veranstalter, verein,
    agentur handout, press release, pressemitteilung, pressematerial, selfie, handout via, ho via,
    xhandoutx, media handout, press department, press center, press centre, press bureau, media office,
    media relations, presseabteilung, polizeifoto, polizeihandout, leserfoto, press photo, publicity
    photo, publicity, press info
    """
)

BODY_WORDS: frozenset[str] = words(
    """
    kunsthaus künstlerhaus kulturhaus literaturhaus festspielhaus volkshaus bürgerhaus
    communications kommunikation unternehmenskommunikation teatro teatr théâtre teater divadlo opéra
    ópera operahuset filarmonica filharmonia museo musée muzeum muséum università universidad université
    universiteit universitet ministère ministerie ministério ministerstvo ministerstwo ayuntamiento
    municipio comune mairie gemeente kommune prefeitura governo generalitat junta diputación provincia
    préfecture esercito ejército armée forsvaret försvarsmakten bomberos bombeiros brandweer brandvæsen
    politie politiet politi polisen policja police-secours polícia policía hasiči straż protezione
    protección civil croce cruz croix hospitales ospedale hôpital aeroporto aeropuerto aéroport
    fondazione fundación fondation stichting federación fédération federazione presidência présidence
    presidenza quirinale elysée moncloa
    werft werften reederei hochbauamt tiefbauamt landesbetrieb eigenbetrieb zweckverband abfallwirtschaft
    stadtbücherei bücherei bibliothek library landesmuseum freilichtmuseum gedenkstätte mahnmal wasserwerk
    klärwerk stadtreinigung bauhof tierheim tierschutzverein jobcenter arbeitsagentur landesvertretung
    landesverwaltung pressereferat referat dezernat kreisfeuerwehrverband kreisbrandinspektion leitstelle
    luftrettung ordensgemeinschaft kloster abtei synode gemeinderat bauverein bürgerinitiative initiative
    bündnis komitee jugendfeuerwehr schützenbruderschaft karnevalsverein blasorchester chor ensemble
    philharmoniker symphoniker sinfoniker staatsballett komödie kabarett kammerspiele volksbühne
    volkstheater freilichtspiele polizei kriminalpolizei bundespolizei autobahnpolizei wasserschutzpolizei
    landespolizei kantonspolizei kapo stapo stadtpolizei polizeipräsidium polizeidirektion polizeiinspektion
    polizeirevier feuerwehr feuerwehren berufsfeuerwehr werkfeuerwehr landkreis landratsamt
    kreisverwaltung stadtverwaltung gemeindeverwaltung stadtwerke bundeswehr luftwaffe marine heer
    bundesheer bundesregierung bundeskanzleramt kanzleramt bundestag bundesrat landtag landesregierung
    staatskanzlei senatskanzlei senat senatsverwaltung regierungspräsidium bezirksregierung bundesarchiv
    stadtarchiv landesarchiv staatsarchiv hauptstaatsarchiv kreisarchiv kanton bezirksamt rathaus
    standesamt zoll hauptzollamt staatsanwaltschaft landgericht amtsgericht oberlandesgericht
    verfassungsgericht bundesgerichtshof ministerium bundesministerium innenministerium außenministerium
    verteidigungsministerium ministerin parlament parlamentsdirektion botschaft konsulat präsidialamt
    bundespräsidialamt umweltamt ordnungsamt jugendamt gesundheitsamt veterinäramt bauamt forstamt
    landesforst nationalpark wasserwirtschaftsamt straßen autobahn flughafen airport hafen messe
    universität uni hochschule fachhochschule technische akademie institut forschungszentrum
    forschungsinstitut universitätsklinikum uniklinik uniklinikum klinikum klinik kliniken krankenhaus
    hospital charité schule gymnasium realschule grundschule kita kindergarten museum museen kunsthalle
    kunstmuseum galerie gallery theater theatre schauspiel schauspielhaus staatstheater stadttheater
    landestheater oper opera opernhaus staatsoper philharmonie orchester orchestra konzerthaus festspiele
    festival filmfestival zirkus circus kino filmverleih verleih constantin studiocanal kirche
    kirchengemeinde pfarrei pfarramt bistum erzbistum diözese erzdiözese kirchenkreis landeskirche caritas
    diakonie malteser johanniter drk brk thw dlrg bergwacht bergrettung wasserrettung seenotretter dgzrs
    rotes technisches hilfswerk samariterbund asb sozialverband gewerkschaft handwerkskammer
    landwirtschaftskammer industrie kammer ihk verband bundesverband landesverband verein förderverein
    heimatverein sportverein turnverein fußballverein schützenverein stiftung foundation genossenschaft
    gesellschaft gmbh ag kg ohg se mbh gbr inc ltd llc corp corporation company co plc sa nv bv spa srl oy
    ab asa holding group gruppe konzern werke werk motors automotive airlines airways aerospace
    technologies energy pharma electronics software systems solutions bank sparkasse volksbank
    versicherung tierpark tierheim wildpark naturschutzbund nabu bund greenpeace wwf peta unicef unesco
    unhcr partei fraktion cdu csu spd fdp afd övp spö fpö neos svp linke bsw piratenpartei wähler bündnis
    kreisverband ortsverband ortsverein police sheriff sheriffs department dept ministry minister office
    bureau authority administration government gov govt parliament senate congress council county
    municipality cityhall embassy consulate presidency presidential president navy army air force marines
    coast guard military defense defence pentagon centcom command forces troops brigade battalion regiment
    corps squadron nato fire rescue ambulance emergency customs prosecutor court prison jail fbi cia
    interpol europol university college school institute institution laboratory laboratories lab
    observatory research center centre society church diocese vatican palace royal household party
    campaign committee commission association federation union club league trust charity clinic health
    ballet nasa esa eso noaa usgs jaxa roscosmos cern esrf desy dlr spacex isro cnsa jpl caltech stsci
    verlag publishing verlagsgruppe records label entertainment studio studios filmproduktion produktion
    productions tourismus tourismusverband touristinfo tourist tourismusbüro kurverwaltung marketing
    stadtmarketing citymarketing bahn verkehrsbetriebe verkehrsverbund verkehrsgesellschaft reederei
    brauerei weingut hotel restaurant zoologischer architekten architekturbüro planungsbüro ingenieurbüro
    architects klimaschutz umwelt regierungonline regierung breg presidencia gobierno gouvernement
    ministère ministero ministerio policia carabinieri gendarmerie polizia guardia pompiers sapeurs vigili
    """
)
"""One such word makes a many-word part a body, unless the part is a person's name of its own."""

LEADING_BODY_WORDS: frozenset[str] = words(
    """
    ff lk bf fw lpd vg
    sammlung nachlass stadt kreis gemeinde markt land region bezirk amt freistaat republik fürstentum
    hansestadt landeshauptstadt samtgemeinde verbandsgemeinde ortsgemeinde insel kloster burg schloss zoo
    tiergarten fc sv tsv vfb vfl sc tus tsg svg rb borussia eintracht hertha bayer dynamo arminia fortuna
    hannover96 esv fsv ssv msv vfr dfb dfl dhb deb dosb uefa fifa bayerisches sächsisches hessisches
    niedersächsisches thüringer bundesamt landesamt deutsche deutscher deutsches österreichische
    österreichischer österreichisches schweizer schweizerische schweizerischer bayerische bayerischer
    evangelische katholische freiwillige staatliche staatliches städtische städtisches stiftung haus
    ministerium agentur fraktion familie team gruppe firma hotel gasthof restaurant café praxis kanzlei
    musée fondation city town state county ministry office royal us u
    """
)
"""Words that make a body only at the head of the part: they end many surnames and titles."""

BODY_ENDINGS: tuple[str, ...] = listed(
    """
    büro, zoo, polizei, feuerwehr, ministerium, ministeriums, präsidium, direktion, inspektion, verwaltung, behörde,
    landratsamt, bundesamt, landesamt, bezirksamt, finanzamt, sozialamt, presseamt, rathaus, gericht,
    staatsanwaltschaft, kanzlei, universität, hochschule, institut, klinikum, klinik, krankenhaus, schule,
    gymnasium, museum, museen, theater, bühne, bühnen, festspiele, festival, philharmonie, orchester,
    kirche, bistum, verband, verein, stiftung, genossenschaft, gesellschaft, gmbh, werke, konzern,
    versicherung, sparkasse, flughafen, bahnhof, betriebe, verbund, betrieb, wehr, partei, fraktion,
    archiv, brauerei, verlag, filmverleih, kammer, zentrum, forschung, akademie, gewerkschaft, tourismus,
    marketing, rettung, rettungsdienst, hilfswerk, galerie, sternwarte, schaft, werft, institution,
    referat, dezernat, museums, universitätsmedizin
    """
)

BODY_STARTS: tuple[str, ...] = listed(
    "universität, bundes, landes, polizei, feuerwehr, staats, kriminal, gemeinde, kreisverband, hochschul"
)
"""Heads of long compounds: `Universitätsmedizin`, `Landesbetrieb`."""

BODIES: tuple[str, ...] = listed(
    """
    twentieth century fox, searchlight pictures, gazprom, rosneft, lukoil, nord stream, nord stream 2, nord stream
    ag, nord stream 2 ag, transneft, shell, bp, exxonmobil, totalenergies, equinor, ørsted, alibaba, tencent,
    bytedance, copernicus, copernicus sentinel data, copernicus sentinel, sentinel hub, esa copernicus,
    cnes, inaf, isas, hbf, red cross, red crescent, rotes kreuz, rote kreuz, roten kreuz, roter halbmond, croix rouge,
    croce rossa, cruz roja, space agency, environment agency, crime agency, energy agency,
    holstein kiel, hansa rostock, dynamo dresden, arminia bielefeld, alemannia aachen, rot weiss essen,
    fortuna düsseldorf,
    preußen münster, vfl osnabrück, eintracht braunschweig, red bull salzburg, rapid wien, sk rapid,
    austria wien, sturm graz,
    örk, rk, wrk, bf wien, fpö klub, övp klub, spö klub,
    blizzard, activision, activision blizzard, ea, electronic arts, ubisoft, rockstar games, rockstar,
    valve, bethesda, capcom, sega, square enix, cd projekt, cd projekt red, epic games, riot games, bandai
    namco, 2k, take two, konami, gamescom, playstation, xbox, sony interactive, facebook inc, x corp,
    spotify, paypal, ebay, qualcomm, arm, tsmc, mediatek, micron, seagate, western digital, logitech,
    razer, gopro, dji, garmin, fairphone, motorola, honor, oppo, vivo, realme, nothing, tcl, hisense,
    sennheiser, avm, bose, raspberry pi, arduino, framework, mozilla, signal, wikileaks, space x, nio,
    xpeng, faraday future, hyperloop, lilium, volocopter, archer, joby, rocket lab, arianespace,
    arianegroup, ohb, isar aerospace, virgin orbit, relativity space, ula, boston dynamics, vbs, ddps,
    eda, wbf, uvek, edi, ejpd, efd, bag, bafu, astra, armasuisse, schweizer armee, charité, rwth, hubble,
    esa hubble, bmi, bmvg, bmwk, bmf, bmas, bmg, bmel, bmz, bmdv, bmuv, bmj, bmbf, bmlv, bmeia, bka
    austria, bml, pid, nlk, vlk, bbk, bpa, bmk, auswärtiges amt, lpd, ff, lk, bf, fw, ofw, ikr, liechtensteinische
    landesverwaltung, landespolizei, hlf, hq, gpo israel, state department, us state department, u s
    department of state, state department photo, dos, us embassy, pio, wsa, lfu, ltz, thl, dwv, dgb,
    verdi, ig metall, igbce, vdk, awo, asb, juh, mhd, ksk, sek, gsg 9, itz, vde, vdi, bdi, bitkom, vku,
    bdew, gdv, gkv, aok, barmer, dak, tk, techniker krankenkasse, bkk, kvb, bvg, mvg, hvv, hha, rmv, vrr,
    vvs, rhein bahn, üstra, hochbahn, db regio, metronom, nordwestbahn, hapag lloyd, maersk, aida, aida
    cruises, msc, tui cruises, meyer werft, vw, volkswagen, audi, bmw, bmw group, mercedes, mercedes benz,
    mercedes benz ag, daimler, daimler truck, porsche, opel, ford, toyota, tesla, seat, cupra, skoda,
    škoda, škoda auto, skoda auto, renault, peugeot, citroën, fiat, stellantis, volvo, hyundai, kia,
    honda, nissan, mazda, scania, iveco, byd, rivian, polestar, lucid, ferrari, lamborghini, bugatti,
    bentley, rolls royce, apple, google, microsoft, amazon, meta, samsung, sony, nintendo, intel, amd,
    nvidia, ibm, huawei, xiaomi, lenovo, dell, hp, asus, acer, lg, philips, panasonic, canon, nikon,
    oneplus, openai, siemens, siemens energy, bosch, thyssenkrupp, thyssen krupp, basf, bayer, bayer ag,
    merck, biontech, curevac, pfizer, roche, novartis, moderna, sap, infineon, continental, zf,
    schaeffler, krupp, salzgitter, rwe, e on, eon, enbw, vattenfall, uniper, ewe, amprion, tennet,
    50hertz, transnetbw, enercon, deutsche bahn, deutsche bahn ag, db, db ag, öbb, sbb, flixbus,
    flixtrain, lufthansa, lufthansa group, eurowings, ryanair, condor, tui, swiss, fraport, airbus,
    boeing, rheinmetall, knds, krauss maffei wegmann, hensoldt, diehl, mbda, saab, lockheed martin,
    northrop grumman, raytheon, blue origin, spacex, virgin galactic, deutsche telekom, telekom, vodafone,
    telefónica, o2, 1 1, deutsche post, dhl, hermes, dpd, ups, post, aldi, aldi süd, aldi nord, lidl,
    rewe, edeka, kaufland, penny, netto, migros, coop, spar, dm, rossmann, ikea, h m, adidas, puma, nike,
    hugo boss, zalando, otto, nestlé, nestle, coca cola, pepsi, red bull, lego, playmobil, ravensburger,
    steiff, miele, liebherr, claas, deutz, stihl, kärcher, trumpf, zeiss, leica, henkel, beiersdorf,
    continental ag, voestalpine, omv, andritz, verbund, wien energie, wiener linien, asfinag, linde,
    evonik, covestro, lanxess, wacker, heidelberg materials, holcim, netflix, warner, warner bros, warner
    bros pictures, warner bros entertainment, universal, universal pictures, universal music, sony
    pictures, sony music, paramount, paramount pictures, disney, walt disney, walt disney studios, the
    walt disney company, marvel, marvel studios, lucasfilm, pixar, 20th century fox, 20th century studios,
    constantin film, x verleih, wild bunch, studiocanal, tobis, leonine, dcm, neue visionen, piffl medien,
    alamode, alamode film, weltkino, prokino, capelight, mgm, lionsgate, a24, bavaria film, ufa, ufa
    fiction, hbo, amazon prime, amazon studios, prime video, apple tv, berlinale, universal music group,
    nasa, esa, eso, noaa, white house, the white house, weißes haus, us navy, us army, us air force, u s
    navy, u s army, u s air force, kremlin, kreml, kremlin press, kremlin press service, kremlin ru,
    elysee, élysée, downing street, no 10 downing street, number 10, 10 downing street, house of commons,
    uk parliament, crown copyright, vatican media, vatikan media, osservatore romano, l osservatore
    romano, vatikan, eu, european union, eu kommission, ec audiovisual service, european commission,
    europäische kommission, europäisches parlament, european parliament, europäische union, un, un photo,
    uno, united nations, nato, iaea, who, imf, iwf, weltbank, world bank, world economic forum, wef,
    bundesregierung, bundestag, deutscher bundestag, bundesrat, idf, israel defense forces, israeli
    defence forces, gpo, israelisches militär, israelische armee, ukrainian presidency, office of the
    president of ukraine, dvids, u s department of defense, dod, maxar,
    maxar technologies, planet labs, planet labs pbc, rki, robert koch institut, pei, bka, lka, bnd, bamf,
    bsi, uba, bfn, bfr, dwd, deutscher wetterdienst, awi, alfred wegener institut, max planck institut,
    fraunhofer, helmholtz, mpi, kit, tum, tu münchen, tu berlin, tu dresden, eth zürich, eth, epfl, dlr,
    dgzrs, wwf, nabu, greenpeace, peta, sea watch, sea eye, sos mediterranee, ärzte ohne grenzen, msf,
    adac, öamtc, tcs, tüv, dekra, drk, brk, thw, dlrg, bergwacht, die grünen, grüne, grünen, bündnis 90
    die grünen, b90 die grünen, die linke, die partei, freie wähler, volt, jusos, junge union, grüne
    jugend, nhc, national hurricane center, noaa nasa, jma, meteoswiss, meteoschweiz, zamg, geosphere,
    rega, csu fraktion, cdu fraktion, spd fraktion, fdp fraktion, borussia dortmund, bvb, fc bayern, fc
    bayern münchen, rb leipzig, fc schalke 04, schalke 04, werder bremen, hsv, st pauli, fc st pauli, vfb
    stuttgart, 1 fc köln, 1 fc nürnberg, eintracht frankfurt, sc freiburg, vfl wolfsburg, bayer 04, bayer
    04 leverkusen, fc augsburg, mainz 05, union berlin, 1 fc union berlin, hertha bsc, dfb, dfl, dosb,
    ioc, uefa, fifa, staatsschauspiel dresden, buckingham palace, kensington palace, palais princier,
    hofmarschallamt, königshaus, det kongelige hoff, kungahuset, taliban, hisbollah, hamas, hezbollah,
    islamic state, al manar
    """
)
"""Whole names: as a part of their own, or at its head."""

POOL_SOURCES: frozenset[str] = frozenset(
    {"kremlin", "kreml", "kremlin press", "kremlin press service", "kremlin ru"}
)
"""Named beside the word pool they say who sent the pool, not who handed the picture out."""

WEAK_BODIES: tuple[str, ...] = listed(
    """
    archer, joby, arm, nothing, honor, signal, framework, aida, lilium, valve, hubble, astra, edi, eda,
    bag, ula, rockstar, vivo, nio, razer, maersk, garmin, bose, framework, volt, meta, rk, lk, ff, bf,
    fw, ea, hq, sek, dak, tk, awo, thl, juh,
    otto, ford, hermes, bayer, merck, dell, linde, wacker, diehl, mercedes, volt, puma, penny, seat, post,
    swiss, krupp, bosch, porsche, leica, zeiss, liebherr, meta, rega, opel, apple, roche, philips, canon,
    bentley, lucid, honda, daimler, canon, spar, coop, netto, universal, paramount, warner, marvel,
    taliban, verbund, dm, db, hp, lg, ups, zf, kit, who, un, eu, uno, bund, messe, mini, smart, man,
    penny, swatch, tobis, ufa, puma, hbo, telekom, stihl, deutz, claas, miele, henkel, kärcher, siemens,
    andritz, holcim, condor, eon, ewe, sap, rossmann, lego
    """
)
"""Bodies that share their name with people or plain words: nothing unknown may stand beside them."""

AMBIGUOUS_BODY_WORDS: frozenset[str] = words(
    """
    bureau heer zoll bank bahn church court bund messe hafen werk opera club union trust fire king straßen marine
    kammer senat uni lab palace party office minister health hospital school college charity galerie
    gallery kirche hotel markt council royal prison label holding group industrie umwelt service services
    kino schule reederei bv nv oy ab sa
    """
)
"""Surnames too: they mark a body only alone, first, behind a leading body word, or among three words and more."""
