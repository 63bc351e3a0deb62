"""News agencies with the spellings found in print. Data only."""

from articles.sourcing.agency import Agency, AgencyKind
from articles.sourcing.listing import listed

W, P = AgencyKind.WIRE, AgencyKind.PICTURE

WIRES: tuple[Agency, ...] = (
    Agency(
        "afp",
        "AFP",
        W,
        listed(
            """
            afp, afp photo, afp or licensors, afp photos, afp foto, afp bild, afptv, afp tv, afp forum, afp
            files, agence france presse, agence france press
            """
        ),
        genitive="der AFP",
    ),
    Agency(
        "ap",
        "AP",
        W,
        listed(
            """
            ap, ap photo, ap photos, ap foto, ap images, ap content services, ap video, ap bild, associated
            press, the associated press, associated press photo, apn
            """
        ),
        genitive="der AP",
    ),
    Agency(
        "dpa",
        "dpa",
        W,
        listed(
            """
            dpa, dpa bildfunk, dpa zentralbild, dpa zb, dpa tmn, dpa tmm, dpa bilder, dpa bild, dpa images,
            dpa foto, dpa photo, dpa infocom, dpa infografik, dpa infografik gmbh, dpa grafik, dpa report,
            dpa themendienst, dpa lokales, deutsche presse agentur, deutschen presse agentur, deutsche
            presseagentur, deutschen presseagentur, zentralbild, dpa gmbh, dpa deutsche presse agentur, dpa
            deutsche presse agentur gmbh, deutsche presse agentur gmbh, dpaweb, dpa web, dpa fotoreport, dpa
            picture
            """
        ),
        weak=(
            "zb",
            "tmn",
        ),
        genitive="der dpa",
    ),
    Agency("dpa-afx", "dpa-AFX", W, listed("dpa afx, dpaafx, dpa afx broker"), genitive="der dpa-AFX"),
    Agency(
        "rtr",
        "Reuters",
        W,
        listed(
            """
            reuters, rtr, thomson reuters, reuters photo, reuters tv, reuters pictures, reuters images,
            reuters connect, nachrichtenagentur reuters, retuers, reuter
            """
        ),
        genitive="von Reuters",
    ),
    Agency(
        "epa",
        "EPA",
        W,
        listed(
            """
            epa, epa efe, efe epa, epa photo, epa images, epaefe, epa keystone, european
            pressphoto agency, epa shutterstock
            """
        ),
        genitive="der EPA",
    ),
    Agency(
        "epd",
        "epd",
        W,
        listed(
            """
            epd, epd bild, epd foto, epd video, evangelischer pressedienst, evangelischen pressedienstes,
            evangelischen pressediensts
            """
        ),
        genitive="des epd",
    ),
    Agency(
        "kna",
        "KNA",
        W,
        listed(
            """
            kna, kna bild, kna foto, kna video, katholische nachrichten agentur, katholischen nachrichten
            agentur, katholische nachrichtenagentur
            """
        ),
        genitive="der KNA",
    ),
    Agency("kap", "Kathpress", W, listed("kathpress, kap, kathpress at"), genitive="der Kathpress"),
    Agency(
        "dts",
        "dts Nachrichtenagentur",
        W,
        listed(
            """
            dts, dts nachrichtenagentur, dts agentur, dts nachrichten agentur, dts news agency, dts
            nachrichtenagentur gmbh
            """
        ),
        genitive="der dts Nachrichtenagentur",
    ),
    Agency(
        "sid",
        "SID",
        W,
        listed(
            """
            sid images, sid image, sid photo, sport informations dienst, sportinformationsdienst, sport
            informationsdienst, sid foto, sid bild, sid marketing
            """
        ),
        weak=("sid",),
        genitive="des SID",
    ),
    Agency(
        "apa",
        "APA",
        W,
        listed(
            """
            apa, apa images at, apa fotoservice, apa foto, apa picturedesk, apa ots, apa ots
            fotoservice, apaweb, apa themenbild, austria presse agentur, austria presseagentur,
            apa photo, apa bild, apa grafik
            """
        ),
        genitive="der APA",
    ),
    Agency(
        "sda",
        "Keystone-SDA",
        W,
        listed("sda, sda ats, ats, schweizerische depeschenagentur, awp sda"),
        genitive="von Keystone-SDA",
    ),
    Agency(
        "keystone",
        "Keystone",
        P,
        listed(
            """
            keystone, keystone photo, photopress keystone, sda keystone, keystone sda,
            keystone sda ats, keystone ats
            """
        ),
    ),
    Agency(
        "ddp",
        "ddp images",
        P,
        listed("ddp, ddp images, ddp media, ddp media gmbh"),
        genitive="der ddp",
    ),
    Agency("dapd", "dapd", W, listed("dapd, dapd nachrichtenagentur"), genitive="der dapd"),
    Agency(
        "ots",
        "news aktuell",
        W,
        listed("ots, news aktuell, newsaktuell, presseportal ots"),
        genitive="von news aktuell",
    ),
    Agency("anp", "ANP", W, listed("anp, anp photo, anp foto, anp xtra"), genitive="der ANP"),
    Agency("belga", "Belga", W, listed("belga, belga mag, belga photo, belga image, belgaimage, belgamag")),
    Agency(
        "tt",
        "TT Nyhetsbyrån",
        W,
        listed("tt news agency, tt nyhetsbyrån, tt nyhetsbyran, tt bild, scanpix sweden, tt newsagency"),
        weak=("tt",),
    ),
    Agency("ntb", "NTB", W, listed("ntb, ntb scanpix, scanpix norway, scanpix norge, ntb scan pix")),
    Agency(
        "ritzau",
        "Ritzau Scanpix",
        W,
        listed("ritzau, ritzau scanpix, scanpix denmark, scanpix danmark, ritzau foto"),
    ),
    Agency("lehtikuva", "Lehtikuva", W, listed("lehtikuva, str lehtikuva, stt lehtikuva, lehtikuva oy")),
    Agency("pap", "PAP", W, listed("pap, polish press agency, pap photo"), genitive="der PAP"),
    Agency(
        "ctk",
        "ČTK",
        W,
        listed("čtk, ctk, čtk photo, ctk photo, čtk foto, czech news agency"),
        genitive="der ČTK",
    ),
    Agency(
        "ansa",
        "ANSA",
        W,
        listed("agenzia ansa, ansa foto, ansa photo"),
        weak=("ansa",),
        genitive="der ANSA",
    ),
    Agency("efe", "EFE", W, listed("agencia efe"), weak=("efe",), genitive="der EFE"),
    Agency(
        "pa",
        "PA",
        W,
        listed(
            """
            pa wire, pa images, pa media, pa photos, pa archive, press association, pa wire pa images, the
            press association, press association images, pa wire press association, pa photo, pa images via
            getty
            """
        ),
        weak=("pa",),
        genitive="der PA",
    ),
    Agency("cp", "The Canadian Press", W, listed("the canadian press, canadian press"), weak=("cp",)),
    Agency(
        "aap",
        "AAP",
        W,
        listed("aap, aap image, aap images, aapimage, aap photo, australian associated press"),
    ),
    Agency(
        "tass",
        "TASS",
        W,
        listed("tass, itar tass, tass news agency, itar tass photo, tass host photo agency"),
    ),
    Agency(
        "sputnik",
        "Sputnik",
        W,
        listed(
            """
            sputnik, ria novosti, sputnik news, ria nowosti, ria, rossiya segodnya, sputnik host photo
            agency, sputnik news agency, sputniknews, sputnik deutschland
            """
        ),
    ),
    Agency("xinhua", "Xinhua", W, listed("xinhua, xinhua news agency, xinhua press, xinhuanet")),
    Agency("kyodo", "Kyodo", W, listed("kyodo, kyodo news, kyodonews, kyodo news stills")),
    Agency("yonhap", "Yonhap", W, listed("yonhap, yonhap news, yonhap news agency, yna")),
    Agency(
        "aa",
        "Anadolu",
        W,
        listed("anadolu, anadolu agency, anadolu ajansi, anadolu ajansı, anadolu images, anadolu agentur"),
        weak=("aa",),
    ),
    Agency(
        "bloomberg",
        "Bloomberg",
        W,
        listed("bloomberg, bloomberg news, bloomberg finance, bloomberg creative"),
    ),
    Agency("interfax", "Interfax", W, listed("interfax, interfax ukraine, interfax news agency")),
)
