"""English nouns that name a function, and the words that may stand before and after them. Data only."""

from people.mentions.wordlist import words

_HEADS = """
academic accountant activist actor actress adjutant administrator admiral adviser advisor agent aide
ambassador anaesthetist analyst anchor anchorman anchorwoman announcer archaeologist archbishop architect
archivist artist assemblyman assemblywoman assistant astronaut astronomer astrophysicist athlete attache
attorney author ayatollah baker banker baritone baroness barrister baron bassist billionaire biographer
biologist bishop blogger boss bowler boxer broadcaster broker builder businessman businesswoman butcher
cabdriver campaigner candidate captain cardinal cardiologist caretaker cartoonist cellist celebrity ceo
cfo chair chairman chairperson chairwoman challenger champion chancellor chaplain chef chemist chief
chieftain choreographer civilian cleric climatologist clerk climber coach collector colonel columnist
comedian commandant commander commentator commissioner communist composer comptroller conductor
congressman congresswoman consort conservationist constable consul consultant contractor controller
coordinator coroner correspondent cosmonaut councillor councilman councilwoman councilor counsel counselor
counsellor count countess coowner co-founder cofounder co-author co-chair co-leader critic curator cyclist
dancer dean defender delegate demographer dentist deputy designer detective developer dictator diplomat
director dissident doctor driver drummer duchess duke economist editor editor-in-chief educator elder emir
emperor empress engineer entertainer entrepreneur envoy epidemiologist evangelist executive expert
explorer farmer father-of-three fighter filmmaker financier firefighter forward foreman founder fullback
futurist gardener general geographer geologist geneticist goalkeeper golfer governor guard guide guitarist
gymnast head headmaster headmistress hero historian host hunter illusionist illustrator imam immunologist
inspector instructor interpreter inventor investigator investor jockey journalist judge jurist juror
justice keeper king laureate lawmaker lawyer leader lecturer legend legislator librarian lieutenant
linguist lobbyist lord magistrate magnate maestro maker manager marshal marine mathematician mayor
mechanic mediator medic member merchant meteorologist microbiologist midfielder midwife militant
millionaire minister mogul monarch monk mufti musician musicologist narrator negotiator neurologist
neuroscientist neurosurgeon novelist nun nuncio nurse observer officer official oligarch ombudsman
operator opponent optician orator organizer organiser owner paediatrician painter paleontologist panelist
paramedic parliamentarian partner-in-charge pastor patriarch pathologist patron pediatrician performer
pharmacist philanthropist philosopher photographer photojournalist physician physicist physiotherapist
pianist pilot pioneer pitcher planner player playwright poet policeman policewoman politician pollster
pope postdoc preacher premier presenter president president-elect priest prime-minister primate prince
princess principal prisoner producer professor programmer prophet prosecutor provost psychiatrist
psychologist publicist publisher quarterback queen rabbi racer racing-driver ranger rapper realtor
receiver rector referee refugee reporter representative researcher retiree runner-up runner sailor
saxophonist scholar scientist screenwriter sculptor secretary secretary-general senator sergeant sheriff
shopkeeper singer singer-songwriter skater skier skipper sociologist soldier solicitor soloist songwriter
soprano speaker specialist speechwriter spokesman spokesperson spokeswoman sportscaster sprinter star
statistician stateswoman statesman strategist striker student sultan superintendent superstar supervisor
surgeon swimmer taoiseach teacher technician technologist teenager tenor theologian therapist trader
trainer translator treasurer trustee tsar tutor tycoon umpire undersecretary vice-chancellor
vice-president vicar veteran veterinarian viceroy victim-advocate violinist virologist volunteer
volcanologist warden warlord whistleblower wicketkeeper winger winner witness wrestler writer youtuber
zoologist counterpart successor predecessor
creator mastermind whip czar bassoonist coach-in-chief rep sen gov gen lt col maj
capt sgt adm cmdr tsarina mp mep influencer streamer ornithologist botanist oceanographer hydrologist
glaciologist ecologist criminologist anthropologist ethnologist political-scientist publican janitor
plumber electrician carpenter trucker bartender waiter waitress barista resident pensioner survivor
footballer basketballer cricketer batsman rower snowboarder freestyler skateboarder surfer diver marathoner
hurdler biker rider equestrian fencer archer weightlifter linebacker cornerback lineman kicker punter
shortstop catcher outfielder baseman reliever goaltender defenseman playmaker centre-back left-back right-back
substitute debutant rookie finalist semifinalist semi-finalist quarterfinalist medalist medallist titleholder
frontman frontwoman vocalist keyboardist crooner songstress diva trumpeter organist lyricist librettist ballerina
dramatist showrunner documentarian cinematographer satirist newsreader newscaster weatherman vlogger tiktoker
podcaster essayist memoirist gallerist ceramicist couturier stylist supermodel restaurateur winemaker brewer
sommelier hotelier coo cto fundraiser donor megadonor heiress socialite forecaster seismologist primatologist
entomologist vaccinologist biochemist cosmologist cryptographer roboticist oncologist gynecologist gynaecologist
obstetrician clinician headteacher egyptologist bailiff trooper patrolman brigadier commodore gunner airman
mercenary insurgent rebel guerrilla jihadist extremist terrorist gunman shooter attacker assailant bomber
hijacker kidnapper hostage captive detainee inmate convict defendant suspect plaintiff complainant accuser
bystander eyewitness mourner protester demonstrator environmentalist suffragist feminist abolitionist migrant
asylum-seeker rescuer lifeguard navigator landlord surveyor rancher fisherman trapper logger busker grocer barber
hairdresser cobbler nanny babysitter housekeeper butler reverend abbot prioress deacon regent alderman regulator
frontrunner front-runner contender challenger incumbent msp mk dj strongman hardliner firebrand kingmaker
powerbroker insider loyalist confidant confidante protege muse namesake spymaster moderator treasurer
policymaker rate-setter ratesetter vice-chair vice-chairman vice-chairwoman vice-premier
councilmember assemblymember congressperson
"""

# Functions only as small words: `Major`, `Center` and `Mate` are names and places as well.
SMALL_ONLY = words(
    "mate model major private corporal center guard tackle exile heir hopeful seed icon sensation"
    " ace standout kingpin mainstay"
)

_PLURAL = {
    "men": "man",
    "women": "woman",
}


def _forms(word: str) -> set[str]:
    made = {word, word + "s"}
    if word.endswith("man"):
        made.add(word[:-3] + "men")
    if word.endswith("y"):
        made.add(word[:-1] + "ies")
    if word.endswith(("s", "ch", "ss")):
        made.add(word + "es")
    return made


OFFICES_EN = frozenset(form for word in _HEADS.split() for form in _forms(word))
PLURAL_EN = frozenset(form for word in _HEADS.split() for form in _forms(word) if form != word) - {"boss"}

# `Secretary of State`, `Minister for Europe`: what an office governs.
GOVERNORS = words("of for at to in with from on and by")

# Lower-case words that may stand before a function and belong to it.
MODIFIERS = words(
    """
    former ex- acting deputy vice interim then-president assistant associate senior junior chief prime
    foreign interior finance defense defence health justice education trade economy energy labor labour
    environment culture transport agriculture home national state federal regional local provincial
    presidential parliamentary congressional gubernatorial mayoral vice-presidential opposition government
    party union police army navy military air security intelligence human rights civil climate environmental
    political legal financial economic medical scientific general executive managing creative artistic
    technical sporting sports football soccer basketball baseball tennis hockey rugby cricket golf head team
    club company corporate business bank banking investment hedge fund market policy research public press
    media television tv radio news film movie stage theater theatre opera pop rock folk jazz rap hip-hop
    country music fashion hotel restaurant school university college high law criminal constitutional
    supreme appeals district county city town village council campaign election presidential-candidate
    nominee republican democratic conservative liberal progressive left-wing right-wing far-right far-left
    centrist socialist independent veteran longtime long-time retired late founding honorary permanent
    special senior-level top lead leading co-founding incoming outgoing newly elected ruling exiled jailed
    imprisoned ousted disgraced embattled billionaire tech technology software aerospace nuclear war
    infectious disease public-health award-winning nobel peace literature olympic world defending reigning
    two-time three-time four-time five-time champion british american german french russian ukrainian
    chinese israeli polish vatican kremlin pentagon space rocket women's men's first second third youth
    student labour's transportation housing budget treasury immigration border customs emergency fire rescue
    chief-of-staff communications digital data science editorial managing- political-science computer animal
    wildlife marine church catholic orthodox protestant evangelical jewish muslim islamic community tribal
    rebel guerrilla militia resistance protest movement labor-union trade-union attorney running affairs
    commission committee board panel electoral parliament senate house agency bureau ministry department
    league association federation rail railway transport airline shipping oil gas car auto food farm
    water weather disaster relief aid refugee gun voting abortion sanctions vaccine cancer language history
    physics chemistry biology economics politics arts dance literary crime comic documentary street convicted
    alleged suspected hardline populist reformist moderate de facto rival fellow
    legendary celebrated acclaimed renowned prominent influential outspoken popular
    figure speed alpine cross-country freestyle short-track middle-distance
    one-time onetime sometime current present longest-serving serving sitting
    gang cartel drug drugs mob mafia cult marathon triathlon sprint ski snowboard bobsled luge cycling swimming boxing
    wrestling darts chess poker steel coal coffee wine property real-estate internet crypto cryptocurrency social-media
    conservation sea-rescue warship submarine battalion brigade squad border-guard customs-union prison parole probate
    bankruptcy tax audit insurance pension group labor-rights women's-rights animal-rights indigenous
    """
)

ROYAL_EN = words(
    """
    pope king queen consort prince princess emperor empress emir sultan sheikh sheik patriarch duke duchess
    saint tsar czar archduke lord lady sir dame count countess ayatollah imam rapper
    """
)
ROYAL_TITLES_ONLY = frozenset({"saint", "sir", "dame"})

NOT_OFFICES_EN = words(
    """
    wife husband son daughter brother sister father mother widow widower uncle aunt nephew niece cousin
    grandson granddaughter grandfather grandmother fiance fiancee girlfriend boyfriend friend partner twin
    sibling siblings parents parent child children democrat republican conservative liberal independent
    victim colleague neighbor neighbour teammate resident residents member members general-election chief-of
    german french
    """
)
OFFICES_EN = OFFICES_EN - NOT_OFFICES_EN
