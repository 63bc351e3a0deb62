"""Towns, countries and regions in German and English spelling."""

from newsroom.text.wordlists import read_phrases

COUNTRIES = frozenset(read_phrases("newsroom/text/data/countries.txt"))
REGIONS = frozenset(read_phrases("newsroom/text/data/regions.txt"))
TOWNS = frozenset(read_phrases("newsroom/text/data/towns.txt"))
MORE_TOWNS = frozenset(read_phrases("newsroom/text/data/more_towns.txt"))
"""Towns that are not in `PLACES` because many are also words or names."""
LOCAL_TOWNS = frozenset(read_phrases("newsroom/text/data/local_towns.txt"))
"""Small towns that are places only where a place is expected, as at the start of a story."""
PLACES = COUNTRIES | REGIONS | TOWNS
