"""Elements and attributes of NewsML-G2 2.35 as data. Pure.

The schema of the IPTC is at https://iptc.org/std/NewsML-G2/; all older versions are subsets of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsroom.text.wordlists import split_words


@dataclass(frozen=True, slots=True)
class ElementRule:
    """Names that an element may have; those of other namespaces are free."""

    attributes: frozenset[str]
    required: tuple[str, ...]
    places: Mapping[str, int]
    """Child → its place in the order; alternatives share one."""
    needed: tuple[str, ...]
    single: frozenset[str]
    is_free: bool
    """Any children are allowed."""
    has_text: bool


_GROUPS = {
    "C": "creator creatoruri custom how howuri id modified pubconstraint pubconstrainturi why whyuri",
    "Q": "qcode uri",
    "T": "type typeuri",
    "R": "role roleuri",
    "V": "validfrom validto",
    "E": "rel reluri",
    "D": "dir",
    "L": "literal",
    "W": "value valuedatatype valueunit valueunituri",
    "P": "confidence confidenceuri relevance relevanceuri derivedfrom derivedfromuri",
    "S": "conformance guid! standard! standardversion! version",
    "A": (
        "href residref contenttype contenttypestandardversion contenttypevariant "
        "contenttypevariantstandardversion format formatstandardversion formaturi size persistidref "
        "residrefformat residrefformaturi guidref hreftype version title"
    ),
    "U": "hash hashtype",
    "B": (
        "audiobitrate audiochannels audiochannelsuri audiocodec audiocodecuri audiosamplerate audiosamplesize "
        "audiovbr charcount colourdepth colourindicator colourindicatoruri colourspace colourspaceuri duration "
        "durationunit durationunituri height heightunit heightunituri layoutorientation layoutorientationuri "
        "linecount orientation pagecount resolution videoaspectratio videoavgbitrate videocodec videocodecuri "
        "videodefinition videodefinitionuri videoframerate videosampling videoscaling videoscalinguri videoscan "
        "videovbr width widthunit widthunituri wordcount"
    ),
}
"""Letter → attributes that many elements share."""
_CONCEPT = "{name definition note facet remoteInfo hierarchyInfo} {sameAs broader narrower related}"
"""The children of all elements that name a concept, written as `%`."""
QCODES = split_words(
    "accesstype aspect audiochannels audiocodec authoritystatus colourindicator colourspace concepttype "
    "confirmationstatus creator derivedfrom durationunit encoding environment format hashtype heightunit how "
    "idformat interactiontype jobtitle layoutorientation market marketlabelsrc mode part pubconstraint qcode "
    "radunit ratertype ratingtype rendition renditionref reposrole representation residrefformat scaleunit "
    "scope severity symbolsrc target tech timeunit type valcalctype valueunit videocodec videodefinition "
    "videoscaling why widthunit"
)
"""Attributes whose value is one code with its scheme, or a list of them."""
NUMBERS = split_words(
    "altitude audiobitrate audiosamplerate audiosamplesize charcount chnlid colourdepth confidence count height "
    "interactions interval linecount orientation pagecount rangefrom rangeto rank raters relevance resolution "
    "seq significance size videoavgbitrate width wordcount x y"
)
DATES = split_words(
    "coversfrom coversto created generated modified retired schemecreated schememodified schemeretired "
    "timestamp until validfrom validto"
)
BOOLEANS = split_words("audiovbr custom hascontent videovbr")
_TABLE = """
a: CD class href hreflang rel rev > {inline span ruby *}
access: CRD media > {a span ruby br inline *}
accessStatus: CQD ~ > {name hierarchyInfo}
accountable: CQTDL ~ > % personDetails *
action: CQD target targeturi timestamp ~ > {name hierarchyInfo related}
address: CR > line+ locality+ area+ country postalCode worldRegion
affiliation: CQTRVDL ~ > % organisationDetails *
altId: CTRD environment environmenturi idformat idformaturi version
altLoc: CT role roleruri
altRep: CV contenttype contenttypestandardversion contenttypevariant contenttypevariantstandardversion format
  formatstandardversion formaturi representation representationuri size
area: CQTRDL ~ > % *
assert: CQDL ~ > **
assignedTo: CQTRDL coversfrom coversto ~ > % {personDetails organisationDetails} *
audience: CQTDL confidence derivedfrom relevance significance ~ > % *
bag: CD ~ > bit!+
bit: CQT confidence derivedfrom relevance significance ~
born: C
br: C ~
broader: CQTVEDL rank ~ > {name hierarchyInfo} {facet related sameAs}
by: CRD media rank > {a span ruby inline *}
capacity: CRD media > {a span ruby inline *}
catalog: C additionalInfo authority authoritystatus authoritystatusuri guid url version > title+ scheme!+
catalogItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta
  catalogContainer!
catalogRef: C href! ~ > title+
ceasedToExist: C
channel: CQTRLB chnlid g2flag language
circle: C radius! radunit radunituri ~ > position!
concept: CD ~ > conceptId! type name!+ {definition note facet remoteInfo hierarchyInfo} {sameAs broader narrower
  related} hasInstrument+ {personDetails organisationDetails geoAreaDetails POIDetails objectDetails eventDetails}
  conceptExtProperty+ *
conceptExtProperty: CQTVEDLW ~ > % *
conceptId: CQ created retired ~
conceptItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta assert+
  inlineRef+ {derivedFrom derivedFromValue} concept
conceptRef: CQTDL ~ > {name hierarchyInfo}
conceptSet: C ~ > concept+
confirmation: CQ ~
contactInfo: CR > {email im phone fax web address note} *
contentCreated: C
contentMetaExtProperty: CQTVEDLW ~ > % *
contentModified: C
contentSet: C original > {inlineXML inlineData remoteContent}
contributor: CQTRDL jobtitle jobtitleuri ~ > % {personDetails organisationDetails} *
copyrightHolder: CQTDL ~ > % {personDetails organisationDetails} *
copyrightNotice: CRD href media > {a span ruby br inline *}
country: CQTDL ~ > % *
created: C
creator: CQTRDL jobtitle jobtitleuri ~ > % {personDetails organisationDetails} *
creditline: CD rank
dataMining: CQTDL ~ > {name hierarchyInfo}
dateline: CRD media rank > {a span ruby inline *}
dates: C > start! {end duration} {rDate rRule} {exDate exRule} confirmation
definition: CRVD media > {a span ruby br inline *}
deliverableOf: CVEDA rank ~ > **
deliveredItemRef: CVEDA rank ~ > **
delivery: C ~ > deliveredItemRef!+ *
derivedFrom: CQTDL idrefs ~ > % *
derivedFromValue: C idrefs! sourceidref!
description: CRD confidence media rank relevance > {a span ruby br inline *}
destination: CQTRL
details: CRD media > {a span ruby br inline *}
died: C
digitalSourceType: CQTDL ~ > {name hierarchyInfo}
dissolved: C
duration: C confirmationstatus confirmationstatusuri
edNote: CRD media > {a span ruby br inline *}
email: CR
embargoed: C
end: C approxend approxstart confirmationstatus confirmationstatusuri
event: C ~ > name!+ {definition note facet} {sameAs broader narrower related} eventDetails!
eventDetails: C > dates! eventStatus occurStatus newsCoverageStatus {registration keyword accessStatus
  participationRequirement subject location participant organiser contactInfo language newsCoverage} *
events: C ~ > event!+
eventStatus: CQD ~ > {name hierarchyInfo}
exclAudience: CQTDL confidence derivedfrom relevance significance ~ > % *
exDate: C
expires: C
exRule: C byday byhour byminute bymonth bymonthday bysecond bysetpos byweekno byyearday count freq! interval until
  wkst ~
facet: CQTVEDL g2flag ~ > {name hierarchyInfo}
facetConcept: CQTVEDL rank ~ > {name hierarchyInfo} {facet related sameAs}
fax: CR
fileName: C
firstCreated: C
founded: C
g2contentType: C
generator: CRD versioninfo
genre: CQTDL confidence derivedfrom rank relevance ~ > % * bag mainConcept facetConcept+
geoAreaDetails: C ~ > position founded dissolved {line circle polygon} *
group: CRD mode modeuri ~ > {groupRef itemRef conceptRef title signal edNote groupExtProperty *}
groupExtProperty: CQTVEDLW ~ > % *
groupRef: C idref! ~
groupSet: C root! ~ > group!+
hash: C hashtype hashtypeuri scope scopeuri
hasInstrument: CT market marketlabel marketlabelsrc marketlabelsrcuri marketuri rank symbol! symbolsrc
  symbolsrcuri ~
header: C > sent! {catalogRef catalog} sender transmitId priority origin {timestamp destination channel signal
  headerExtProperty} *
headerExtProperty: CQTVEDLW ~ > % *
headline: CRD confidence media rank relevance > {a span ruby inline *}
hierarchyInfo: C
hop: C seq timestamp ~ > party action+
hopHistory: C ~ > hop!+
icon: C colourdepth colourindicator colourindicatoruri colourspace colourspaceuri contenttype
  contenttypestandardversion contenttypevariant contenttypevariantstandardversion format formatstandardversion
  formaturi height heightunit heightunituri href layoutorientation layoutorientationuri orientation persistidref
  rendition renditionuri residref residrefformat residrefformaturi size title version videocodec videocodecuri
  width widthunit widthunituri ~
im: CR tech techuri
incomingFeedId: CQR ~
infoSource: CQTRDL ~ > % {personDetails organisationDetails} *
inline: CQTDL class confidence derivedfrom relevance > {span ruby *}
inlineData: DB contenttype contenttypestandardversion contenttypevariant contenttypevariantstandardversion creator
  creatoruri custom encoding encodinguri format formatstandardversion formaturi generated generator hascontent how
  howuri id modified rendition renditionuri why whyuri
inlineRef: CQTDL confidence derivedfrom idrefs! relevance ~ > % *
inlineXML: DB contenttype contenttypestandardversion contenttypevariant contenttypevariantstandardversion creator
  creatoruri custom format formatstandardversion formaturi generated generator hascontent how howuri id modified
  rendition renditionuri why whyuri ~ > **
instanceOf: CQTDL ~ > % *
itemClass: CQD ~ > {name hierarchyInfo related}
itemCount: C rangefrom! rangeto! ~
itemMeta: CD ~ > itemClass! provider! versionCreated! firstCreated embargoed pubStatus role fileName generator+
  profile service+ title+ edNote+ memberOf+ instanceOf+ signal+ altRep+ deliverableOf+ hash+ expires+ origRep+
  incomingFeedId+ metadataCreator link+ itemMetaExtProperty+ *
itemMetaExtProperty: CQTVEDLW ~ > % *
itemRef: CVEDA rank ~ > **
itemSet: C ~ > *
keyword: CRD confidence rank relevance
knowledgeItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta partMeta+
  assert+ inlineRef+ {derivedFrom derivedFromValue} conceptSet schemeMeta
language: CR rank tag! ~ > name+
line: CRD > {position}
link: CVEDA rank ~ > **
locality: CQTRDL ~ > % *
located: CQTDL ~ > % {geoAreaDetails POIDetails} *
location: CQTRDL ~ > % {geoAreaDetails POIDetails} *
mainConcept: CQTVEDL rank ~ > {name hierarchyInfo} {facet related sameAs}
memberOf: CQTDL ~ > % *
metadataCreator: CQTRDL jobtitle jobtitleuri ~ > % {personDetails organisationDetails} *
name: CRVD part parturi
narrower: CQTVEDL rank ~ > {name hierarchyInfo} {facet related sameAs}
newsContentCharacteristics: CB contenttype contenttypestandardversion contenttypevariant
  contenttypevariantstandardversion format formatstandardversion formaturi ~
newsCoverage: R creator creatoruri custom how howuri id modified why whyuri > {g2contentType itemClass assignedTo
  scheduled service edNote language genre keyword subject slugline headline dateline by creditline description
  planning delivery newsCoverageExtProperty} *
newsCoverageExtProperty: CQTVEDLW ~ > % *
newsCoverageSet: C ~ > newsCoverage!+
newsCoverageStatus: CQD ~ > {name hierarchyInfo}
newsItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta partMeta+ assert+
  inlineRef+ {derivedFrom derivedFromValue} contentSet
note: CRVD media > {a span ruby br inline *}
objectDetails: C ~ > created {copyrightNotice creator} ceasedToExist *
occurStatus: CQD ~ > {name hierarchyInfo}
openHours: CRD media > {a span ruby inline *}
organisationDetails: C ~ > founded dissolved {location affiliation contactInfo hasInstrument} *
organiser: CQTRDL ~ > % {personDetails organisationDetails} *
origin: CQTRL
origRep: C accesstype accesstypeuri reposrole reposroleuri
packageItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta partMeta+
  assert+ inlineRef+ {derivedFrom derivedFromValue} groupSet
participant: CQTRDL ~ > % {personDetails organisationDetails} *
participationRequirement: CQTRDL ~ > % *
partMeta: D contentrefs creator creatoruri custom how howuri modified partid seq why whyuri ~ > icon+ timeDelim+
  regionDelim role urgency contentCreated contentModified digitalSourceType {located infoSource creator
  contributor audience exclAudience altId rating userInteraction} {language genre keyword subject slugline
  headline dateline by creditline description} partMetaExtProperty+ signal+ edNote+ link+ *
partMetaExtProperty: CQTVEDLW ~ > % *
party: CQTDL ~ > % {personDetails organisationDetails} *
personDetails: C ~ > born died {affiliation contactInfo} *
phone: CR tech techuri
planning: C coversfrom coversto > g2contentType itemClass itemCount assignedTo+ scheduled service+ {language genre
  keyword subject slugline headline dateline by creditline description} edNote+ newsContentCharacteristics urgency
  audience+ exclAudience+ planningExtProperty+ *
planningExtProperty: CQTVEDLW ~ > % *
planningItem: DS ~ > * {catalogRef catalog} hopHistory pubHistory rightsInfo+ itemMeta! contentMeta assert+
  inlineRef+ {derivedFrom derivedFromValue} newsCoverageSet
POIDetails: C ~ > position address openHours capacity {contactInfo access details} created ceasedToExist *
polygon: C ~ > position!+
position: C altitude gpsdatum latitude! longitude! ~ > *
postalCode: CD
priority: C
profile: CD versioninfo
provider: CQTDL ~ > % {personDetails organisationDetails} *
pubHistory: C > published!+
published: CQL > timestamp {name related publishedExtProperty *}
publishedExtProperty: CQTVEDLW ~ > % *
pubStatus: CQD ~ > {name hierarchyInfo}
rating: C raters ratertype ratertypeuri ratingtype ratingtypeuri scalemax! scalemin! scaleunit scaleunituri
  valcalctype valcalctypeuri value! ~
rb:
rDate: C
regionDelim: C height width x y ~
registration: CRD media > {a span ruby br inline *}
related: CQTVEDLW rank ~ > {name hierarchyInfo facet related sameAs bag}
remoteContent: VB contenttype contenttypestandardversion contenttypevariant contenttypevariantstandardversion
  creator creatoruri custom format formatstandardversion formaturi generated generator hascontent how howuri href
  id language modified persistidref rendition renditionuri residref residrefformat residrefformaturi size title
  version why whyuri ~ > channel+ altId+ altLoc+ hash+ signal+ remoteContentExtProperty+ *
remoteContentExtProperty: CQTVEDLW ~ > % *
remoteInfo: CVEDA rank ~ > **
rightsExpressionData: C enctype! langid!
rightsExpressionXML: C langid! ~ > *
rightsInfo: CVD aspect aspecturi idrefs scope scopeuri ~ > accountable copyrightHolder {copyrightNotice usageTerms
  link rightsInfoExtProperty rightsExpressionXML rightsExpressionData} dataMining *
rightsInfoExtProperty: CQTVEDLW ~ > % *
role: CQD ~ > {name hierarchyInfo}
rp:
rRule: C byday byhour byminute bymonth bymonthday bysecond bysetpos byweekno byyearday count freq! interval until
  wkst ~
rt:
ruby: CD ~ > rb! {rt rp rt rp}
sameAs: CQTVDL g2flag > {name hierarchyInfo}
sameAsScheme: C
scheduled: C approxend approxstart
scheme: C alias! authority authoritystatus authoritystatusuri schemecreated schememodified schemeretired uri! >
  {sameAsScheme name definition note sameAs}
schemeMeta: C authority authoritystatus authoritystatusuri concepttype preferredalias schemecreated schememodified
  schemeretired uri! ~ > {sameAsScheme name definition note related schemeMetaExtProperty} *
schemeMetaExtProperty: CQTVEDLW ~ > % *
sender: CQTRL
sent: C
service: CQD ~ > {name hierarchyInfo}
signal: CQTDL severity severityuri ~ > % *
slugline: CRD confidence rank relevance separator
span: CD class > {ruby *}
start: C approxend approxstart confirmationstatus confirmationstatusuri
subject: CQTDL confidence derivedfrom rank relevance ~ > % * bag mainConcept facetConcept+
timeDelim: C end! renditionref renditionrefuri start! timeunit timeunituri ~
timestamp: C role
title: CRD media > {a span ruby inline *}
transmitId: C
type: CQD ~ > {name hierarchyInfo}
urgency: C
usageTerms: CRD href media > {a span ruby br inline *}
userInteraction: C interactions! interactiontype interactiontypeuri ~
versionCreated: C
web: CR
worldRegion: CQTDL ~ > % *
conceptItem/contentMeta: CD ~ > icon+ urgency contentCreated contentModified digitalSourceType {located infoSource
  creator contributor audience exclAudience altId rating userInteraction} {language keyword subject slugline
  headline description} contentMetaExtProperty+ *
knowledgeItem/contentMeta: CD ~ > icon+ urgency contentCreated contentModified digitalSourceType {located
  infoSource creator contributor audience exclAudience altId rating userInteraction} {language keyword subject
  slugline headline description} contentMetaExtProperty+ *
planningItem/contentMeta: CD ~ > icon+ urgency contentCreated contentModified digitalSourceType {located
  infoSource creator contributor audience exclAudience altId rating userInteraction} {language keyword subject
  slugline headline description} contentMetaExtProperty+ *
newsItem/contentMeta: CD ~ > icon+ urgency contentCreated contentModified digitalSourceType {located infoSource
  creator contributor audience exclAudience altId rating userInteraction} {language genre keyword subject slugline
  headline dateline by creditline description} contentMetaExtProperty+ *
packageItem/contentMeta: CD ~ > icon+ urgency contentCreated contentModified digitalSourceType {located infoSource
  creator contributor audience exclAudience altId rating userInteraction} {language genre keyword subject slugline
  headline dateline by creditline description} contentMetaExtProperty+ *
catalogItem/contentMeta: CD ~ > contentCreated contentModified {creator contributor altId} *
"""
"""Element, letters of groups and other attributes, `~` without text, then its children in order.

`!` marks what must not be absent, `+` what may occur again, braces hold alternatives in any order and number, `*` is
for children of other namespaces, `**` for any. The metadata of the content depend on the item.
"""


def find_rule(name: str, parent: str) -> ElementRule | None:
    """Return the rule of an element inside another one."""
    return RULES.get(f"{parent}/{name}") or RULES.get(name)


def _parse_table() -> Iterator[tuple[str, ElementRule]]:
    for line in _TABLE.strip().replace("\n  ", " ").split("\n"):
        name, _, rest = line.partition(":")
        written, _, children = rest.partition(" > ")
        attributes = _expand(written)
        words = children.replace("%", _CONCEPT).split()
        places, alternatives = _place_children(words)
        plain = {word.rstrip("!") for word in words if word[-1] not in "+*}"}
        rule = ElementRule(
            attributes=frozenset(one.rstrip("!") for one in attributes),
            required=tuple(one[:-1] for one in attributes if one.endswith("!")),
            places=places,
            needed=tuple(word.rstrip("!+") for word in words if "!" in word),
            single=frozenset(plain) - alternatives,
            is_free="**" in words,
            has_text="~" not in written,
        )
        yield name, rule


def _place_children(words: list[str]) -> tuple[dict[str, int], set[str]]:
    """Return the place of each child, and the children that are alternatives."""
    places: dict[str, int] = {}
    alternatives: set[str] = set()
    place, is_open = 0, False
    for word in words:
        is_open = is_open or word.startswith("{")
        name = word.strip("{}").rstrip("!+*")
        if name:
            places[name] = place
        if is_open:
            alternatives.add(name)
        is_open = is_open and not word.endswith("}")
        place += not is_open
    return places, alternatives


def _expand(attributes: str) -> list[str]:
    """Return the attributes, with the members of the groups that letters stand for."""
    words = attributes.replace("~", "").split()
    if words and words[0].isupper() and all(letter in _GROUPS for letter in words[0]):
        return [*(one for letter in words[0] for one in _GROUPS[letter].split()), *words[1:]]
    return words


RULES: Mapping[str, ElementRule] = dict(_parse_table())
