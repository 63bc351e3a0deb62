"""Copy with gaps for a credit, a tag and a line."""

from articles.parsing.corrections.proposals import propose_rules
from articles.parsing.corrections.types import EditedCopy
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story.parse import Copy, read_copy

COPY = """Nordhaven baut zweite Brücke über die Aue

Die Bürgermeisterin von Nordhaven, Mira Talberg, am 2. März 2026 im Rathaus. {credit}

Nordhaven (AFP) - Die Stadt baut eine zweite Brücke. Das kündigte Bürgermeisterin Mira Talberg am Montag an.

{line}

Priel-Muhme Jonna Ekvall begrüßte den Plan. Ekvall nannte ihn überfällig.

{tag}
"""


def read_piece(
    credit: str = "Foto: Klara Weber/AFP",
    tag: str = "(afp/dl)",
    line: str = "Die Brücke kostet 40 Millionen Euro.",
    lexicon: Lexicon = BUILTIN,
) -> Copy:
    return read_copy(COPY.format(credit=credit, tag=tag, line=line), lexicon=lexicon)


def list_proposals(copy: Copy, edited: EditedCopy, lexicon: Lexicon = BUILTIN) -> list[tuple[str, str, str]]:
    return [(rule.kind.value, rule.text, rule.meaning) for rule in propose_rules(copy, edited, lexicon)]
