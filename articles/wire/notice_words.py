"""Words by which agencies announce corrections, repeats, leads and kills. Pure.

The data file says in what place each table counts.
"""

import re
from functools import partial

from articles.wire.item import Notice
from articles.wire.vocabularies import read_values
from newsroom.text.wordlists import read_toml

read_notices = partial(read_values, Notice, "notices")
MARK_WORDS, PREFIX_WORDS, SIGNAL_WORDS, EDIT_STATES = map(
    read_notices, ("mark", "prefix", "signal", "edit_state")
)


def read_notice_forms(table: str, flags: int = 0) -> tuple[tuple[Notice, re.Pattern[str]], ...]:
    """Return the notices that forms of sentences announce, in their order."""
    forms = read_toml("articles/wire/data/forms.toml")[table]
    return tuple((Notice(name), re.compile("|".join(one), flags)) for name, one in forms.items())


_DATA = read_toml("articles/wire/data/notices.toml")
MIXED_PREFIX_WORDS, SUFFIX_WORDS = frozenset(_DATA["before_a_colon"]), frozenset(_DATA["in_brackets"])
