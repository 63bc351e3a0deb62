"""The readers' lexicon with the desk's own additions laid over the built-in data, read afresh for each use."""

from articles.models import AgencySpelling, StaffInitials
from articles.parsing.lexicon import BUILTIN, Lexicon


def desk_lexicon() -> Lexicon:
    """Two short queries a reading: what an editor teaches in one process, every process knows at once."""
    return BUILTIN.extend(
        spellings=AgencySpelling.objects.values_list("spelling", "agency__code"),
        initials=StaffInitials.objects.values_list("initials", flat=True),
    )
