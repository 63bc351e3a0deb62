"""What the audit list calls each act; the entries keep the short verb that the action wrote."""

from typing import Any

from django.utils.translation import pgettext_lazy

ACTS: dict[str, Any] = {
    "add": pgettext_lazy("act", "added"),
    "add photo": pgettext_lazy("act", "photo added"),
    "add partner": pgettext_lazy("act", "partner added"),
    "add spelling": pgettext_lazy("act", "spelling taught"),
    "add staffer": pgettext_lazy("act", "desk initials added"),
    "add webhook": pgettext_lazy("act", "webhook added"),
    "agency change adapted": pgettext_lazy("act", "agency's change worked in by hand"),
    "agency change lifted": pgettext_lazy("act", "agency's kill lifted by the agency"),
    "agency change superseded": pgettext_lazy("act", "agency's change superseded by a newer version"),
    "agency change taken": pgettext_lazy("act", "agency's change taken over"),
    "agency change unaffected": pgettext_lazy("act", "agency's change does not concern us"),
    "agency correction": pgettext_lazy("act", "corrected by the agency"),
    "agency kill": pgettext_lazy("act", "killed by the agency"),
    "agency lift": pgettext_lazy("act", "agency takes its kill back"),
    "agency update": pgettext_lazy("act", "updated by the agency"),
    "approve": pgettext_lazy("act", "approved"),
    "arrange front page": pgettext_lazy("act", "front page arranged"),
    "ask for kill": pgettext_lazy("act", "kill asked for"),
    "ask picture desk": pgettext_lazy("act", "picture desk asked"),
    "begin epoch": pgettext_lazy("act", "log begun anew"),
    "block photo": pgettext_lazy("act", "photo blocked"),
    "break embargo": pgettext_lazy("act", "embargo broken"),
    "cancel bulk change": pgettext_lazy("act", "bulk change cancelled"),
    "change password": pgettext_lazy("act", "password changed"),
    "change webhook": pgettext_lazy("act", "webhook changed"),
    "correct": pgettext_lazy("act", "corrected"),
    "create": pgettext_lazy("act", "created"),
    "credit photo": pgettext_lazy("act", "photo credited"),
    "delete": pgettext_lazy("act", "deleted"),
    "describe photo": pgettext_lazy("act", "photo described"),
    "embargo": pgettext_lazy("act", "embargo set"),
    "explain": pgettext_lazy("act", "withdrawal explained"),
    "extend licence": pgettext_lazy("act", "licence extended"),
    "import archive": pgettext_lazy("act", "archive imported"),
    "issue key": pgettext_lazy("act", "key issued"),
    "key stood in an address": pgettext_lazy("act", "key seen in an address"),
    "kill": pgettext_lazy("act", "killed"),
    "link agency change": pgettext_lazy("act", "agency's change linked"),
    "merge": pgettext_lazy("act", "people merged"),
    "new recovery codes": pgettext_lazy("act", "recovery codes renewed"),
    "not released": pgettext_lazy("act", "not released"),
    "pause bulk change": pgettext_lazy("act", "bulk change paused"),
    "publish": pgettext_lazy("act", "published"),
    "recovery code used": pgettext_lazy("act", "recovery code used"),
    "refuse kill": pgettext_lazy("act", "kill refused"),
    "remove webhook": pgettext_lazy("act", "webhook removed"),
    "replace photo": pgettext_lazy("act", "photo replaced"),
    "restore": pgettext_lazy("act", "back in view"),
    "restore revision": pgettext_lazy("act", "older revision restored"),
    "resume bulk change": pgettext_lazy("act", "bulk change resumed"),
    "revive": pgettext_lazy("act", "kill taken back"),
    "revoke key": pgettext_lazy("act", "key revoked"),
    "rotate key": pgettext_lazy("act", "key rotated"),
    "rotate webhook secret": pgettext_lazy("act", "webhook's secret rotated"),
    "save": pgettext_lazy("act", "saved"),
    "save partner": pgettext_lazy("act", "partner saved"),
    "save photo": pgettext_lazy("act", "photo saved"),
    "schedule": pgettext_lazy("act", "scheduled"),
    "second factor duty": pgettext_lazy("act", "duty of a second factor set"),
    "second factor off": pgettext_lazy("act", "second factor given up"),
    "second factor on": pgettext_lazy("act", "second factor set up"),
    "second factor reset": pgettext_lazy("act", "second factor reset"),
    "set contract": pgettext_lazy("act", "contract entered"),
    "set rights": pgettext_lazy("act", "rights entered"),
    "share preview": pgettext_lazy("act", "preview shared"),
    "start bulk change": pgettext_lazy("act", "bulk change started"),
    "stop": pgettext_lazy("act", "release stopped"),
    "story from copy": pgettext_lazy("act", "made of copy"),
    "submit": pgettext_lazy("act", "sent to review"),
    "switch off webhook": pgettext_lazy("act", "webhook switched off"),
    "take over": pgettext_lazy("act", "taken over from another editor"),
    "take photo out": pgettext_lazy("act", "photo taken out"),
    "take_back": pgettext_lazy("act", "back to draft"),
    "tick": pgettext_lazy("act", "ticked off"),
    "unblock photo": pgettext_lazy("act", "photo unblocked"),
    "undo bulk change": pgettext_lazy("act", "bulk change turned back"),
    "undo merge": pgettext_lazy("act", "merge undone"),
    "unschedule": pgettext_lazy("act", "schedule cleared"),
    "untick": pgettext_lazy("act", "tick taken back"),
    "withhold": pgettext_lazy("act", "withheld"),
    "write standing page": pgettext_lazy("act", "standing page written"),
}


def named(verb: str) -> str:
    """In the reader's language; an act that is no longer in use as it was written."""
    return str(ACTS.get(verb, verb))


FACTS: dict[str, Any] = {
    "version": pgettext_lazy("fact", "version"),
    "overruled": pgettext_lazy("fact", "overruled"),
    "item": pgettext_lazy("fact", "received copy"),
    "reason": pgettext_lazy("fact", "reason"),
    "note": pgettext_lazy("fact", "note"),
    "until": pgettext_lazy("fact", "until"),
    "source": pgettext_lazy("fact", "source"),
    "publish_at": pgettext_lazy("fact", "goes out"),
    "embargo_until": pgettext_lazy("fact", "embargo until"),
    "from_revision": pgettext_lazy("fact", "from revision"),
    "parts": pgettext_lazy("fact", "parts"),
    "changed": pgettext_lazy("fact", "changed"),
    "stories": pgettext_lazy("fact", "stories"),
    "public": pgettext_lazy("fact", "key"),
    "loser": pgettext_lazy("fact", "merged record"),
}
"""What the details of an act are called; others keep the name that the action wrote."""


def told(value: Any) -> str:
    """A detail in one line: the parts of a list follow each other."""
    return "; ".join(str(part) for part in value) if isinstance(value, list) else str(value)
