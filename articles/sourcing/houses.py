"""Media houses, small picture firms, networks, placeholders, fillers: named in credits, in no field. Data only."""

from articles.sourcing.listing import listed, words

HOUSES: tuple[str, ...] = listed(
    """
    caro, mondadori portfolio, mondadori, gallo images orbital horizon, orbital horizon, heritage images,
    print collector, picture library, photo library, image library, art library, picture collection, photo collection,
    ard degeto, degeto, ard mediathek, vatican media,
    guardian design, bongarts, future publishing, newscom world, viadata, motivio, kcna, kcna via kns,
    sna, empics, pixsell, ipon, ruptly, ruptly tv, korean central
    news agency, korea news service, royal rota,
    standard, krone kreativ, bayerischer rundfunk, mitteldeutscher rundfunk, tamedia, deutscher rundfunk,
    political moments, kns, ha, snapshot photography, localpic, bildfunkmv, foto2press, shotshop, yay
    images, addictive stock, cavan images, maskot, science photo library, agentur 54 grad, upi, flashpic,
    bildfunk, newspaper pool, die glocke, postmedia, postmedia news, national post, toronto sun, calgary
    herald, ottawa citizen, vancouver sun, montreal gazette, composite, guardian composite, photo
    illustration, wired staff, orf at, gepa, orf, first look, cpa media, cpa media co ltd, kolbert press,
    first look picturedesk com, verlagsgruppe rhein main, deutsches historisches museum archiv, ti press,
    tipress, photopress, arc, reporters, sportida, vidiphoto, ard, zdf, das erste, mdr, ndr, wdr, swr, br,
    hr, rbb, sr, radio bremen, rb24, deutschlandfunk, dlf, deutschlandradio, dw, deutsche welle, arte,
    3sat, phoenix, kika, zdfinfo, zdfneo, ard aktuell, tagesschau, rtl, rtl2, rtl ii, rtlzwei, vox, ntv, n
    tv, ntv de, n tv de, sat 1, sat1, prosieben, pro7, prosiebensat 1, kabel eins, sixx, sport1, sky, sky
    deutschland, dazn, tvnow, rtl plus, joyn, welt tv, n24, orf, orf at, puls 4, puls4, atv, servus tv,
    servustv, oe24, oe24 at, srf, rsi, rts, tele züri, telezüri, tele m1, tv24, 3 plus, spiegel, der
    spiegel, spiegel online, spiegel tv, stern, focus, focus online, bunte, gala, bild, bild de, bild
    zeitung, bild am sonntag, bams, die welt, welt, welt am sonntag, wams, faz, f a z, fas, frankfurter
    allgemeine, sz, süddeutsche, süddeutsche zeitung, sz de, sz photo, süddeutsche zeitung photo, zeit,
    die zeit, zeit online, taz, die tageszeitung, tagesspiegel, der tagesspiegel, tsp, handelsblatt,
    wirtschaftswoche, capital, manager magazin, t online, t online de, watson, rnd, redaktionsnetzwerk
    deutschland, madsack, funke, funke foto services, funke fotoservice, funke foto service, ffs, waz, waz
    fotopool, fotopool, nrz, ikz, wr, wp, abendblatt, hamburger abendblatt, morgenpost, berliner
    morgenpost, mopo, hamburger morgenpost, b z, bz, berliner zeitung, berliner kurier, haz, np, noz, mz,
    lvz, maz, oz, kn, ln, dnn, sächsische zeitung, freie presse, thüringer allgemeine, rheinische post,
    rp, rp online, ksta, kölner stadt anzeiger, express, general anzeiger, ga, rhein zeitung, rz, az,
    allgemeine zeitung, vrm, hna, fr, frankfurter rundschau, op, mannheimer morgen, rnz, stn, stz,
    stuttgarter zeitung, stuttgarter nachrichten, schwäbische zeitung, schwäbische, swp, südwest presse,
    badische zeitung, bnn, südkurier, gea, reutlinger general anzeiger, tz, merkur, münchner merkur,
    abendzeitung, augsburger allgemeine, nordbayern, nürnberger nachrichten, mittelbayerische, pnp,
    passauer neue presse, main post, fränkischer tag, ippen, ippen media, ippen media network, nwz, weser
    kurier, wn, westfälische nachrichten, nw, neue westfälische, lz, sol, saarbrücker zeitung, trierischer
    volksfreund, tv, zvw, nordkurier, svz, ostsee zeitung, shz, die rheinpfalz, rheinpfalz, echo,
    darmstädter echo, wiesbadener kurier, wiwo, chip, heise, heise online, golem, golem de, c t, netzwelt,
    computerbild, auto bild, autobild, auto motor und sport, kicker, 11 freunde, 11freunde, sport bild,
    epoch times, the epoch times, ntd, jüdische allgemeine, der freitag, cicero, neues deutschland, nd,
    junge welt, correctiv, pro medienmagazin, idea, domradio, katholisch de, vatican news, apotheken
    umschau, brigitte, business insider, watson de, buzzfeed, vice, upday, der standard, derstandard,
    derstandard at, die presse, diepresse, kurier, kronen zeitung, krone, krone at, kleine zeitung,
    kleine, salzburger nachrichten, sn, oberösterreichische nachrichten, oön, nachrichten at, tiroler
    tageszeitung, vn, vorarlberger nachrichten, falter, profil, heute, heute at, wiener zeitung,
    österreich, news at, nzz, neue zürcher zeitung, tages anzeiger, tagi, tamedia, 20 minuten, 20min,
    blick, ringier, sonntagsblick, aargauer zeitung, ch media, luzerner zeitung, st galler tagblatt,
    tagblatt, basler zeitung, baz, bz basel, der bund, berner zeitung, südostschweiz, weltwoche,
    nebelspalter, woz, watson ch, nau, nau ch, landesspiegel, liechtensteiner vaterland, luxemburger wort,
    tageblatt, new york times, the new york times, nyt, the new york times redux, washington post, the
    washington post, wall street journal, wsj, la times, los angeles times, chicago tribune, boston globe,
    usa today, usa today sports, usa today network, miami herald, san francisco chronicle, houston
    chronicle, denver post, seattle times, star tribune, dallas morning news, new york post, ny post, cnn,
    fox news, nbc, nbc news, abc, abc news, cbs, cbs news, msnbc, npr, pbs, bbc, bbc news, itv, channel 4,
    sky news, the guardian, guardian, observer, the observer, the times, times, sunday times, the sunday
    times, daily telegraph, the telegraph, telegraph, daily mail, the sun, sun, daily mirror, mirror,
    independent, the independent, evening standard, the economist, economist, financial times, ft, irish
    times, the irish times, the globe and mail, globe and mail, toronto star, cbc, the age, sydney morning
    herald, time, time magazine, newsweek, the atlantic, the new yorker, wired, national geographic,
    nature, le monde, le figaro, libération, france 2, france 24, tf1, bfm, bfmtv, paris match, el país,
    el pais, el mundo, rtve, la repubblica, corriere della sera, la stampa, rai, nos, rtl nieuws, nrc,
    vrt, rtbf, dr, svt, aftonbladet, expressen, nrk, verdens gang, yle, tvp, hürriyet, trt, al jazeera, al
    arabiya, haaretz, times of israel, cctv, cgtn, nhk, asahi shimbun, the asahi shimbun, yomiuri shimbun,
    the yomiuri shimbun, mainichi, scmp, south china morning post, kommersant, kommersant photo,
    iswestija, rt, russia today, snanews, euronews, politico, axios, vox media, the verge, laif, ullstein
    bild, ullstein, ullsteinbild, akg images, akg, bridgeman images, bridgeman, mary evans, mary evans
    picture library, everett collection, hulton archive, hulton, hulton royals collection, hulton deutsch,
    bettmann, bettmann archive, corbis, corbis historical, corbis entertainment, wireimage, wire image,
    filmmagic, archive photos, michael ochs archives, time life pictures, the life picture collection,
    life picture collection, life images collection, moment rf, eyeem, digitalvision, photodisc, the image
    bank, afp contributor, afp contributors, istockphoto contributor, westend61, mcphoto, blickwinkel,
    mauritius images, mauritius, plainpicture, agefotostock, age fotostock, f1online, imagebroker, image
    broker, huber images, dpa picture, okapia, arco images, juniors, wildlife, hgm press, hgm, geisler
    fotopress, breuel bild, breuelbild, abb, fotostand, foto stand, eventpress, event press, schroewig
    news images, bildagentur online, bildagentur, chromorange, sz photo scherl, dumont bildarchiv,
    teutopress, keystone france, gamma rapho, gamma keystone, rapho, sygma, magnum, magnum photos, magnum
    photos agentur focus, agentur focus, ostkreuz, redux, redux pictures, contour by getty images, trunk
    archive, august images, polaris, polaris images, sipa, sipa press, sipa usa, sipa us, abaca, abacapress, abaca
    press, abacapress com, bestimage, best image, starface, dppi, panoramic, icon sport, icon sportswire,
    le pictorium, pictorium, hans lucas, myop, maxppp, l equipe, photopqr, andia, alpaca, belgaimage,
    photo news, photonews, isosport, hollandse hoogte, pro shots, proshots, orange pictures, vi images,
    bsr agency, mb media, soccrates, soccrates images, lapresse, la presse, la presse via, ipa, ipa
    agency, independent photo agency, fotogramma, insidefoto, buzzi srl, europa press, contacto,
    contactophoto, agencia el universal, el universal, eyepix, agif, agencia enquadrar, fotoarena, agência
    brasil, agencia brasil, photo agency, reporter images, ap images for, invision, invision ap, action
    images, action images via, action plus, actionplus, offside, colorsport, back page images, backpage
    images, focus images, pressinphoto, shutterstock editorial feature, news syndication, news licensing,
    news uk, wenn, wenn com, splash, splash news, backgrid, mega agency, bauer griffin, bauergriffin, star
    max, starmax, gc images, avalon, photoshot, landmark media, landmark, capital pictures, face to face,
    facetoface, cover images, cover media, matrix pictures, matrixpictures, publicaddress, public address,
    brauer photos, brauerphotos, people picture, peoplepicture, agency people image, starpress, gbrci, ger
    berci, ukrinform, unian, ukrainian news, ria news, itar, tass photo, russian look, russianlook,
    imaginechina, imagine china, featurechina, cfoto, cfp, vcg, visual china group, visual china,
    cnsphoto, china news service, china foto press, aflo, aflo sport, nippon news, jiji, jiji press, pool
    jiji, jana press, newsis, news1, penta press, pentapress, hindustan times, the india today group, pti,
    ani, mehr, isna, irna, tasnim, fars, mizan, west asia news agency, wana, sana, petra, wafa, apa
    images, apaimages, flash90, jini, ynet, ghana news agency, majority world, pacific press, pacific
    press agency, pacificpress, lightrocket, light rocket, universal images group, uig, education images,
    heritage images, heritage image, print collector, art images, fine art images, leemage, de agostini,
    deagostini, alinari, photo12, photo 12, interfoto, interfoto rauch, tbm, tt news photo, brazil photo
    press, long visual press, ges, ges sportfoto, hmb media, hmb, team2, team 2, team2sportphoto,
    revierfoto, rhr foto, kirchner media, beautiful sports, picture point, picture point le, opokupix, o
    photo, contra foto, osnapix, fotoagentur kunz, poolfoto, pool foto, mis, m i s, mis sportpressefoto,
    sportfoto rudel, pressefoto rudel, pressefoto ulmer, ulmer pressebildagentur, pressefoto baumann,
    minkusimages, minkus images, avanti, avanti fotografie, fotografie avanti, firo, firo sportphoto,
    firosportphoto, augenklick, augenklick firo, gepa, gepa pictures, gepa pictures com, expa, expa
    pictures, plohe, geopix, freshfocus, fresh focus, just pictures, justpictures, puntoo, foto net,
    fotonet, photonews at, apress, starpix, leadersnet, fotokerschi, fotokerschi at, foto kerschi, laumat,
    laumat at, zoom tirol, zeitungsfoto, zeitungsfoto at, monatsrevue, einsatzdoku, einsatzdoku at,
    dokunoe, doku noe, newsflash, nonstopnews, nonstop news, nord west media, nord west media tv, nwm tv,
    news5, news 5, vifogra, telenewsnetwork, tele news network, 7aktuell, 7aktuell de, sdmg, sdmg
    pressebilder, fotojournalist, onw images, onw, bayernpress, lausitznews, lausitznews de, xcitepress,
    xcite press, tnn dresden, blaulichtreport, wiesbaden112, wiesbaden112 de, 5vision, 5vision news,
    5vision media, kdf tv, kdf, einsatzreport24, em tv, pr video, swd media, tv7news, westfalennews,
    hamburg news, jotocam, elbnews, blaulicht news, blaulicht-news de, tv elbnews, citynewstv, city news
    tv, cnmedia, rtn, rtn radio tele nord, tv newskontor, newskontor, die fotowerft, fotowerft, photocase,
    photocase com, photocase de, thinkstock, thinkstockphotos, depositphotos,
    deposit photos, dreamstime, dreamstime com, bigstock,
    canva, freepik, envato, stocksy, fotolia, fotolia com, fotolia de, stock xchng, sxc hu, pixelio,
    pixelio de, pixolio, flickr, flickr com, wikimedia, wikimedia commons, wikipedia, wikicommons, commons
    wikimedia org, creative commons, public domain, gemeinfrei, openstreetmap, google maps, google earth,
    google street view, midjourney, dall e, chatgpt, firefly, ki generiert, ai generated, statista,
    infografik, redaktion, eigenes foto, eigene aufnahme, eigenes bild, own work, eigene grafik,
    aktivnews, belga belpress, belpress, dana press, danapress, hochzwei, hoch zwei, hoch zwei stock, lat
    images, motorsport images, sutton images, xpb images, xpb, gp photo, gold and goose, gold goose, die
    fotografen, fotografen, ccn, vnexpress, sven simon pool, citypress24, citypress, city press, camera 4,
    camera4, contrast photo, sportpressefoto, bildbyrån, bildbyran, kamerapress, gribaudi imagephoto,
    imagephoto, newspix, news pix, newspix pl, fotopyk, cyfrasport, press focus, pressfocus, 400mm, 400mm
    pl, agencja gazeta, agencja wyborcza pl, agencja wyborcza, east news, eastnews, gallo images, gallo,
    gallo images via, nation media, anadolu images via, middle east images, eyevine, panos pictures,
    panos, caters, caters news, swns, swns com, solent news, bav media, london news pictures, lnp, i
    images, alamy live, ppauk, pressassociation, photoreporter, rsportiva, sportimage, sport press photo,
    sportpix, sports press photo, spp, spp sport press photo, psnewz, jmp, afl photos, imagn, imagn
    images, icon smi, csm, cal sport media, calsport media, newscom, upi, upi photo, usa today sports
    images, tns, krt, mct, tribune news service, minneapolis star tribune, consolidated news photos, cnp,
    cnp photo, dod photo, planet pics, capital press, captital pictures, admedia, media punch, mediapunch,
    startraks, image press agency, imagepressagency, ipa press, imagespace, image space, prensa
    internacional, prensa latina, cubadebate, notimex, telam, télam, xinhuanet photo, quetzal, el
    comercio, gda, la nacion, la nación, o globo, agencia o globo, folhapress
    """
)

HOUSE_WORDS: frozenset[str] = words(
    """
    website webseite homepage
    zeitung anzeiger tageblatt tagblatt nachrichten kurier rundschau volksblatt volksstimme volksfreund
    morgenpost abendpost abendzeitung wochenblatt stadtanzeiger magazin redaktion zeitungsgruppe
    medienhaus mediengruppe fernsehen rundfunk times tribune herald gazette chronicle telegraph journal
    newspaper newspapers newspapersystem tv television radio broadcasting weekly images image photos photo
    pictures photography photographie fotografie photographers press presse media medien pressefoto
    pressebild pressebildagentur pressebilder sportfoto sportfotos fotoagentur bildagentur bilddienst
    fotodienst fotoservice bildarchiv archives collection agency agentur foto fotos fotostudio studiofoto
    video videos news nachrichtenagentur network presseagentur fotopress fotoreport pix photographic
    photoagency wire stock bilder sportphoto sportsphoto sportswire luftbild luftbilder drohnenfoto
    """
)
"""Words no person is called: they name a house or a picture firm unless a body's word stands beside them."""

HOUSE_STARTS: tuple[str, ...] = ("foto", "photo")
"""Heads of one-word picture firms: `Fotowerk`, `Photohaus`."""

HOUSE_ENDINGS: tuple[str, ...] = listed(
    """
    zeitung, anzeiger, tageblatt, tagblatt, nachrichten, kurier, rundschau, volksblatt, fernsehen,
    rundfunk, pressefoto, fotografie, photography, fotodesign, images, photos, pictures, sportfoto,
    bildagentur, fotoagentur, medien, photo, presse, press, news, foto, fotos, report24, photographie,
    magazin, verlagsarchiv, bilderdienst, bilddienst, reportdienst, reportdienste, films
    """
)

DOMAIN_ENDINGS: frozenset[str] = words(
    """
    de at ch com net org eu info tv news li lu it fr nl be co uk ru ir by ua us pl cz dk se no fi es pt hu ro gr
    tr il jp cn kr kp in au ca br mx gov mil edu int me io online
    """
)

NETWORKS: tuple[str, ...] = listed(
    """
    printscreen, print screen, printscreens,
    presseportal, presseportal de, presseportal ch, twitter, x com, twitter com, facebook, facebook com,
    instagram, instagram com, youtube, youtube com, tiktok, telegram, linkedin, snapchat, whatsapp, truth
    social, threads, mastodon, bluesky, vkontakte, vk, weibo, reddit, twitch, social media, soziale
    medien, soziale netzwerke, screenshot, screenshots, screengrab, screen grab, bildschirmfoto, video
    screenshot, ugc, user generated, internet, web, google, google streetview
    """
)

NOBODY: tuple[str, ...] = listed(
    """
    str, stringer, strringer, uncredited, uncredited photographer, unknown, unbekannt, anonym, anonymous,
    anonymer fotograf, nn, n n, staff, staff photographer, o a, o ang, ohne angabe, ohne nachweis, no credit,
    none, null, diverse, verschiedene, various, various sources, str new, strnew, ohne, keine angabe,
    photographer, fotograf, fotografin, contributor, new, str mx, stf, afp str, fremdbild, xx, xxx, xy, n
    a, na, agenturen, agentur, nachrichtenagenturen, the artist, artist, the family, photographer unknown,
    fotograf unbekannt, urheber unbekannt
    """
)

ARCHIVE_MARKS: tuple[str, ...] = listed(
    """
    archiv, archivfoto, archivfotos, archivbild, archivbilder, archivaufnahme, archivmaterial, archive,
    archive photo, archive image, archive picture, archives, symbolfoto, symbolfotos, symbolbild,
    symbolbilder, symbolgrafik, symbol foto, symbol bild, symbolphoto, themenbild, themenfoto, sujetbild,
    sujet, sujetfoto, beispielbild, beispielfoto, file, file photo, file photos, file picture, file pic,
    file image, files, archiv foto, archiv bild, aus dem archiv, genrebild, genrefoto, illustrationsbild,
    illustrationsfoto, archivphoto
    """
)

POOL_MARKS: tuple[str, ...] = listed(
    """
    pool, pool photo, pool photos, pool foto, pool picture, pool image, pool new, pool via, press pool,
    pool press, white house pool, poolfoto, pool bild, poolbild
    """
)

PREFIXES: tuple[str, ...] = listed(
    """
    photo credit should read,
    text, texte, satellite image, satellitenbild, visualisierung, rendering, animation, szene,
    foto, fotos, bild, bilder, photo, photos, photograph, photographs, picture, pictures, image, images,
    grafik, grafiken, graphic, graphics, illustration, illustrationen, karikatur, cartoon, zeichnung,
    montage, fotomontage, bildmontage, collage, fotocollage, repro, reproduktion, video, videos, quelle,
    quellen, source, sources, bildquelle, bildquellen, fotoquelle, fotoquellen, bildrechte, fotorechte,
    rechte, bildnachweis, bildnachweise, fotonachweis, fotocredit, fotocredits, bildcredit, bildcredits,
    credit, credits, photo credit, photo credits, image credit, image credits, picture credit, mandatory
    credit, photo by, photos by, photograph by, photographs by, picture by, pictures by, image by, images
    by, foto von, fotos von, bild von, bilder von, illustration by, graphic by, text und foto, text und
    fotos, fotograf, fotografin, fotografen, photographer, fotoautor, titelbild, titelfoto, teaserbild,
    teaserfoto, aufmacherbild, aufmacherfoto, aufmacher, luftbild, drohnenfoto, porträt, portrait,
    urheber, urheberin, copyright vermerk, credit line, bildautor, infografik, karte, map, still,
    filmstill, szenenfoto, videostill, standbild, foto quelle, foto credit, foto copyright, bild quelle,
    foto c, lizenz, fotostrecke, photocredit, photographed by, via photo, symbolfoto by, bild links, bild
    rechts, foto oben, foto unten, bild oben, bild unten, foto links, foto rechts, quelle foto, quelle
    bild
    """
)

NOTES: tuple[str, ...] = listed(
    """
    l, r, m, o, u, li, re, ol, or, ul, ur, o l, o r, u l, u r, links, rechts, mitte, oben, unten, oben
    links, oben rechts, unten links, unten rechts, left, right, center, centre, top, bottom, above, below,
    cc, cc0, cc by, cc by sa, cc by nc, cc by nd, cc by nc nd, cc by nc sa, lizenz, license, licence, all
    rights reserved, alle rechte vorbehalten, alle rechte, kl, gr, großes bild, kleines bild, großes foto,
    kleines foto, beide, alle, aufnahme, aufnahmen, undatiert, undated, editorial use only, nur
    redaktionelle nutzung, honorarfrei, frei, via, u a, ua, et al, and others, dpa service, no sales,
    exclusive, exklusiv, montage, collage, bearbeitung, bearbeitet, combo, kombo, kombination,
    combination, cropped, ausschnitt, retusche, online, digital, print, grafik, illustration, symbol,
    modellfoto, model released, the, der, die, das, creator, contributor images
    """
)

STOCK_SHOPS: frozenset[str] = frozenset(
    {"Shutterstock", "iStock", "Adobe Stock", "Pixabay", "Unsplash", "Pexels", "Colourbox", "123RF"}
)
"""Platforms whose suppliers go by handles: a single word is kept as written."""

MEDIA_WORDS: frozenset[str] = words(
    """
    rundfunk fernsehen zeitung tageblatt tagblatt anzeiger radio magazin medienhaus mediengruppe zeitungsgruppe
    rundschau morgenpost abendzeitung abendpost wochenblatt redaktion sender broadcasting newspaper tribune
    """
)
"""So plainly a medium's name that no adjective or town beside it makes a body of it."""

NEWSPAPER_TITLES: frozenset[str] = words(
    """
    times post tribune herald gazette chronicle telegraph journal register courier sentinel observer star dispatch
    inquirer bee examiner democrat republican record reporter advertiser advocate argus bulletin call citizen eagle
    enquirer globe guardian independent intelligencer ledger mail mercury mirror monitor morning news nugget oregonian
    patriot plain picayune press spectator standard state statesman sun tennessean transcript union virginian world
    """
)
"""What ends the name of a newspaper that opens with `The`."""
