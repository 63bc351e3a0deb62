"""Words by which a correction says that something was changed, not what. Data only, folded to lower case."""

from articles.text.listing import listed

EUPHEMISMS: frozenset[str] = listed(
    """
    aktualisiert aktualisierung aktualisierte aktualisierten angepasst anpassung anpassungen angepasste überarbeitet
    überarbeitung überarbeitete geändert geänderte änderung änderungen präzisiert präzisierung präzisierte konkretisiert
    ergänzt ergänzung ergänzte korrigiert korrektur korrekturen korrigierte berichtigt berichtigung verbessert aktuell
    update updates updated adjusted adjustment amended amendment changed change changes clarified clarification
    corrected correction corrections edited revised revision recast recasts fixed fixes fix
    """
)

FILLERS: frozenset[str] = listed(
    """
    der die das den dem des ein eine einen einer wurde wurden worden ist sind hat haben artikel text meldung beitrag
    fassung version stelle stellen fehler leicht redaktionell redaktionelle nachträglich inhaltlich hier und im in an am
    auf von vom wir es
    the a an this was were has been is are story article piece minor small error errors some and of it we
    """
)
"""Words that say nothing beside them."""
