"""Towns, countries and regions as German and English copy spells them."""

from newsroom.text.wordlists import read_phrases

COUNTRIES = frozenset(read_phrases("newsroom/text/data/countries.txt"))
REGIONS = frozenset(read_phrases("newsroom/text/data/regions.txt"))
TOWNS = frozenset(read_phrases("newsroom/text/data/towns.txt"))
MORE_TOWNS = frozenset(read_phrases("newsroom/text/data/more_towns.txt"))
"""Left out of `PLACES`: many are words or names as well."""
PLACES = COUNTRIES | REGIONS | TOWNS
