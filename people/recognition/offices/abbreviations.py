"""Abbreviated words of German offices: `stv. Vorsitzende`, `Abg. Anna Berg`."""

from newsroom.text.wordlists import split_words

SHORT_ADJECTIVES = split_words("stv stellv ehem designl desig gf geschf interim kfm techn wiss pol parl")
SHORT_OFFICES = split_words(
    """
    Abg LAbg NAbg Stv Vors Präs Bgm Bgmin Vbgm Vizebgm Min StS Gen Hptm Oblt Olt Lt Ltn Maj Obst Oberstlt Brig Div Wm Fw
    Hptfw Kpt Dir NRAbg Kdt Obm Obstlt Insp Kom Komm Oblstlt Reg Rel Sekr GF Vorst LHStv LHstv Vzbgm Vbm BGM
    """
)
"""Offices that are abbreviated with a full stop: `Abg. Anna Berg`, `LH-Stv. Anna Berg`."""
