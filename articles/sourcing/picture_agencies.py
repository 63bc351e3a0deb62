"""Picture agencies and selling platforms with the spellings found in print. Data only."""

from articles.sourcing.agency import Agency, AgencyKind
from articles.sourcing.listing import listed

P, S = AgencyKind.PICTURE, AgencyKind.PLATFORM

PICTURE_AGENCIES: tuple[Agency, ...] = (
    Agency(
        "zuma",
        "ZUMA Press",
        P,
        listed(
            """
            zuma, zuma press, zuma wire, zuma press wire, zuma press wire service, zumapress, zumapress com,
            zuma press com, zumawire, zuma press inc, zuma press agency, zuma wire service, zuma wire com
            """
        ),
    ),
    Agency("nurphoto", "NurPhoto", P, listed("nurphoto, nur photo, nurphoto agency, nurphoto srl")),
    Agency("sopa", "SOPA Images", P, listed("sopa, sopa images, sopa image")),
    Agency("rex", "Rex Features", P, listed("rex features, rex shutterstock, rex usa"), weak=("rex",)),
    Agency("actionpress", "action press", P, listed("actionpress, action press, action press gmbh")),
    Agency(
        "barcroft",
        "Barcroft Media",
        P,
        listed("barcroft, barcroft media, barcroft images, barcroft studios"),
    ),
    Agency("costfoto", "Costfoto", P, listed("costfoto, cost foto, costfoto com")),
    Agency("planetpix", "Planet Pix", P, listed("planetpix, planet pix")),
    Agency("tnn", "TNN", P, listed("tnn")),
    Agency("defodi", "DeFodi Images", P, listed("defodi, defodi images, defodi images news, defodi news")),
    Agency(
        "eibner",
        "Eibner-Pressefoto",
        P,
        listed("eibner pressefoto, eibner europa, eibner pressefoto eu"),
        weak=("eibner",),
    ),
    Agency("nordphoto", "nordphoto", P, listed("nordphoto, nordphoto gmbh, nph, nordphoto com")),
    Agency(
        "witters",
        "Witters",
        P,
        listed("witters sport, witters gmbh, witters sportfotografie"),
        weak=("witters",),
    ),
    Agency("zoonar", "Zoonar", P, listed("zoonar, zoonar com, zoonar gmbh")),
    Agency("panthermedia", "PantherMedia", P, listed("panthermedia, panther media, panthermedia net")),
    Agency(
        "futureimage",
        "Future Image",
        P,
        listed("future image, futureimage, future images, future image ltd"),
    ),
    Agency(
        "svensimon",
        "Sven Simon",
        P,
        listed(
            """
            svensimon, sven simon, fotoagentur sven simon, sven simon fotoagentur, pressefotoagentur sven
            simon
            """
        ),
    ),
    Agency("viennareport", "Viennareport", P, listed("viennareport, vienna report")),
    Agency(
        "photothek",
        "photothek",
        P,
        listed(
            "photothek, photothek net, photothek de, photothek images, photothek gbr, photothek media lab"
        ),
    ),
    Agency("lichtgut", "Lichtgut", P, listed("lichtgut, lichtgut oliver willikonsky")),
    Agency(
        "unitedarchives",
        "United Archives",
        P,
        listed(
            """
            united archives, united archives international, united archive, united archives gmbh,
            unitedarchives, ua united archives
            """
        ),
    ),
    Agency(
        "getty",
        "Getty Images",
        S,
        listed(
            """
            gettyimages ru, gettyimages at,
            getty, getty images, gettyimages, getty image, gettyimage, gettyimages com, getty images europe,
            getty images north america, getty images asiapac, getty images sport, getty images news, getty
            images entertainment, getty images editorial, getty images de, gettyimages de, getty images com,
            getty images south america, getty images asia pac, getty imges, getty editorial, getty images
            creative
            """
        ),
        sells_as="Getty Images",
    ),
    Agency(
        "imago",
        "Imago",
        S,
        listed(
            """
            imago, imago images, imago image, imago images bilder, imago bilder, imago sport, imago
            sportfotodienst, imago stock people, imago stock und people, imago stock and people, imago
            images de, www imago images de, www imago images com, imago images com, imagoimages, imago
            stock, imagostock people, imago press, imago images stock people, imago imges, imago images
            sportfotodienst, www imagoimages de, imago images bild
            """
        ),
        sells_as="Imago",
    ),
    Agency(
        "picture-alliance",
        "picture alliance",
        S,
        listed(
            """
            picture alliance, picturealliance, picture aliance, pictures alliance, picture alliance com, www
            picture alliance com, dpa picture alliance, picture allianz, picture alliances, pic alliance,
            picture all
            """
        ),
        sells_as="picture alliance",
        named=False,
    ),
    Agency(
        "shutterstock",
        "Shutterstock",
        S,
        listed(
            """
            shutterstock, shutterstock com, shutter stock, shutterstock editorial, www shutterstock com,
            shutterstock images
            """
        ),
        sells_as="Shutterstock",
        named=False,
    ),
    Agency(
        "istock",
        "iStock",
        S,
        listed(
            """
            istock, istockphoto, istock com, istockphoto com, i stock, getty images plus,
            istock getty images plus, istock photo, istock editorial, istockphotos
            """
        ),
        sells_as="iStock",
        named=False,
    ),
    Agency(
        "adobestock",
        "Adobe Stock",
        S,
        listed(
            """
            adobe stock, adobestock, stock adobe com, stock adobe, adobe stock com, adobestock com, adobe
            com, adobe, adobe photo stock, https stock adobe com
            """
        ),
        sells_as="Adobe Stock",
        named=False,
    ),
    Agency(
        "alamy",
        "Alamy",
        S,
        listed(
            """
            alamy, alamy stock photo, alamy live news, alamy stock foto, alamy stock photos, alamy com,
            alamy stock, alamy live, alamy images
            """
        ),
        sells_as="Alamy",
        named=False,
    ),
    Agency(
        "picturedesk",
        "picturedesk",
        S,
        listed("picturedesk, picturedesk com, picture desk, www picturedesk com, picture desk com"),
        sells_as="picturedesk",
        named=False,
    ),
    Agency(
        "pixabay",
        "Pixabay",
        S,
        listed("pixabay, pixabay com, www pixabay com, pixabay de, pixabay lizenz"),
        sells_as="Pixabay",
        named=False,
    ),
    Agency(
        "unsplash",
        "Unsplash",
        S,
        listed("unsplash, unsplash com, www unsplash com"),
        sells_as="Unsplash",
        named=False,
    ),
    Agency(
        "pexels",
        "Pexels",
        S,
        listed("pexels, pexels com, www pexels com, pexel"),
        sells_as="Pexels",
        named=False,
    ),
    Agency(
        "colourbox",
        "Colourbox",
        S,
        listed("colourbox, colourbox de, colourbox com, colorbox, colourbox dk"),
        sells_as="Colourbox",
        named=False,
    ),
    Agency(
        "123rf",
        "123RF",
        S,
        listed("123rf, 123rf com, 123 rf, www 123rf com, 123rf stockfoto"),
        sells_as="123RF",
        named=False,
    ),
)
