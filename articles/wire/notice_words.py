"""Words by which agencies announce corrections, repeats, leads and kills. Pure."""

from collections.abc import Mapping

from articles.wire.item import Notice
from newsroom.text.wordlists import split_phrases


def _index(words: Mapping[Notice, str]) -> dict[str, Notice]:
    return {phrase: notice for notice, phrases in words.items() for phrase in split_phrases(phrases)}


MARK_WORDS: Mapping[str, Notice] = _index(
    {
        Notice.MANDATORY_KILL: "mandatory kill, kill mandatory, mandatory elimination, bulletin kill",
        Notice.KILL: (
            "kill, kill kill, kill kill kill, annullierung, annulliert, storno, stornierung, storniert, "
            "annulation, annulé, annulée, meldung annulliert, meldung storniert, meldung zurückgezogen, text "
            "zurückgezogen, eliminar, eliminar - eliminar, anulación, аннулирование, حظر حظر حظر, kill "
            "advisory, advisory kill, elimination, bulletin elimination, annullamento, annuleren, a kill, "
            "rückzug, löschung"
        ),
        Notice.WITHHOLD: "withhold, withheld, urgent withhold, zurückgehalten",
        Notice.CORRECTION: (
            "berichtigung, berichtigt, berichtigte fassung, berichtigte version, korrektur, korrigiert, "
            "korrigierte fassung, korrigierte version, korr, correction, corrected, corrected version, "
            "corrects, corr, corrective, corrigé, corrigée, corrige, version corrigée, rectificatif, "
            "rectification, rectifie, correctif, versión corregida, corregida, corregido, corrección, "
            "rettifica, correzione, rectificatie, korekta, коррекция, تصحيح, clarification, richtigstellung"
        ),
        Notice.REPEAT: (
            "wiederholung, wiederholt, wdh, wdhlg, wiederh, refile, refiled, refiling, repeat, repeats, "
            "repeating, rpt, rpt rpt, resend, resending, retransmission, remettre, répétition, répète, bis "
            "repetita, repetición, повтор, powtarzanie, إعادة"
        ),
        Notice.REWRITE: (
            "neufassung, neu gefasst, neufassung mit neuem lead, nouvelle version, recast, recasts, rewrite, "
            "rewrites, new version, refonte, annule et remplace"
        ),
        Notice.SUMMARY: (
            "zusammenfassung, gesamtzusammenfassung, neue zusammenfassung, zf, roundup, wrapup, wrap-up, "
            "wrap, synthèse, summary, résumé, papier général, tagesszusammenfassung, tageszusammenfassung"
        ),
        Notice.LEAD: (
            "lead, ld, new lead, neuer lead, writethru, write-thru, ld-writethru, ld writethru, lead-all, "
            "nouveau lead"
        ),
        Notice.UPDATE: (
            "aktualisierung, aktualisiert, aktualisierte fassung, aktualisierte version, neu, update, "
            "updated, updates, mise à jour, mettre à jour, actualisation, actualisé, actualisée, "
            "actualización, actualiza, обновить, aktualizacja, تحديث, aggiornamento, adds, sub, insert"
        ),
        Notice.ALERT: (
            "eil, eilmeldung, blitz, blitzmeldung, vorrang, vorrangmeldung, urgent, flash, alert, alerte, "
            "bulletin, snap, newsalert, news alert, apnewsalert, breaking news, urgente, d'urgence, pilne, "
            "срочно, молния, عاجل, priorité"
        ),
        Notice.ADVISORY: (
            "achtung, achtung redaktion, achtung redaktionen, achtung an die redaktionen, hinweis an die "
            "redaktion, hinweis an die redaktionen, redaktionshinweis, redaktioneller hinweis, advisory, "
            "editors advisory, attention editors, editors, note to editors, avis, avis aux rédactions, "
            "attention rédactions, atencion redacciones, atención redacciones, aviso al editor, aviso, "
            "apnewsadvisory"
        ),
    }
)
"""Words of a header line or a part of a slug that has no other text."""

PREFIX_WORDS: Mapping[str, Notice] = _index(
    {
        Notice.MANDATORY_KILL: "mandatory kill, bulletin kill",
        Notice.KILL: "kill, annullierung, storno, stornierung, annulation, annulé",
        Notice.WITHHOLD: "withhold",
        Notice.CORRECTION: (
            "korrektur, berichtigung, berichtigt, korrigiert, correction, corrected, corrects, corr, "
            "corrective, rectificatif, corrigé, korr, clarification"
        ),
        Notice.REPEAT: "wiederholung, wdh, repeat, rpt, refile, repeating",
        Notice.REWRITE: "neufassung, recast, rewrite, annule et remplace",
        Notice.SUMMARY: "zusammenfassung, roundup, wrapup, wrap-up, zf, synthèse",
        Notice.LEAD: "lead, writethru, ld",
        Notice.UPDATE: ("update, aktualisiert, aktualisierung, updated, mise à jour, actualisation"),
        Notice.ALERT: (
            "eil, eilmeldung, urgent, alert, alerte, flash, bulletin, snap, blitz, newsalert, news alert, "
            "breaking"
        ),
        Notice.ADVISORY: (
            "achtung, advisory, achtung redaktionen, achtung redaktion, attention editors, editors, avis"
        ),
    }
)
"""Words in capitals that open a headline and are cut off by a sign."""

MIXED_PREFIX_WORDS = frozenset(
    split_phrases(
        "berichtigung, berichtigt, korrektur, korrigiert, correction, corrected, corrects, rectificatif, corrigé, "
        "clarification, zusammenfassung, neufassung, eilmeldung, mise à jour, achtung redaktionen, achtung "
        "redaktion, attention editors, annullierung, eil"
    )
)
"""Words that open a headline before a colon in small letters too; all others are headlines of their own."""

SUFFIX_WORDS = frozenset(
    split_phrases(
        "korrektur, korrigiert, korr, berichtigung, berichtigt, corrected, correction, corr, corrigé, "
        "rectificatif, zusammenfassung, neufassung, wiederholung, wdh, rpt, repeat, update, updated, "
        "aktualisiert, aktualisierung, actualisé, lead, writethru, eil, eilmeldung, urgent, alert, alerte, "
        "roundup, wrapup, versión corregida, actualización, kill, annulliert, annullierung"
    )
)
"""Words that in brackets open or close a headline."""

SIGNAL_WORDS: Mapping[str, Notice] = _index(
    {
        Notice.MANDATORY_KILL: "mandatorykill",
        Notice.KILL: "kill, cancel, remove, delete, deleted, deletion, withdraw, retraction",
        Notice.WITHHOLD: "withhold",
        Notice.CORRECTION: "correction, corrected, corrective, clarification",
        Notice.REPEAT: "repeat, repetition",
        Notice.REWRITE: "replace, rewrite",
        Notice.SUMMARY: "summary",
        Notice.LEAD: "lead, writethru, leadwritethru",
        Notice.UPDATE: "update",
        Notice.ALERT: "alert, newsalert, flash",
        Notice.ADVISORY: "advisory, daybook",
    }
)
"""Codes of signals and editorial types of any agency, in small letters without blanks and hyphens."""

EDIT_STATES: Mapping[str, Notice] = {"u": Notice.UPDATE, "c": Notice.CORRECTION, "d": Notice.KILL}
"""Reuters' `edStat`; `N` is a new item."""
