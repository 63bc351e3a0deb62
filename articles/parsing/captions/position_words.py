"""Words for positions in captions, German and English, in lower case."""

LEFT: frozenset[str] = frozenset({"l", "li", "lks", "links", "left", "linkes"})
RIGHT: frozenset[str] = frozenset({"r", "re", "rechts", "right", "rechtes"})
MIDDLE: frozenset[str] = frozenset(
    {"m", "mi", "mitte", "bildmitte", "mittleres", "zentrum", "c", "center", "centre", "middle"}
)

SIDES: dict[str, str] = {
    **dict.fromkeys(sorted(LEFT), "l"),
    **dict.fromkeys(sorted(RIGHT), "r"),
    **dict.fromkeys(sorted(MIDDLE), "m"),
}

FILLERS: frozenset[str] = frozenset({
    "vorn", "vorne", "hinten", "oben", "unten", "ganz", "außen", "aussen", "im", "in", "der", "am", "an", "auf",
    "dem", "bild", "bildes", "foto", "hintergrund", "vordergrund", "sitzend", "stehend", "kniend",
    "liegend", "mit", "ball", "mikrofon", "mikrophon", "halb", "äußerst", "far", "front", "back", "rear", "top",
    "bottom", "at", "on", "the", "of", "picture", "image", "foreground", "background", "seated", "standing",
    "kneeling", "reihe", "hintere", "vordere", "erste", "zweite", "row", "trikot",
})  # fmt: skip
"""Words next to a side without a meaning: `vorne links`, `in der Mitte`, `far left`."""

ORDINALS: dict[str, int] = {
    "erster": 1, "erste": 1, "ersten": 1, "first": 1,
    "zweiter": 2, "zweite": 2, "zweiten": 2, "zweites": 2, "second": 2,
    "dritter": 3, "dritte": 3, "dritten": 3, "third": 3,
    "vierter": 4, "vierte": 4, "vierten": 4, "fourth": 4,
    "fünfter": 5, "fünfte": 5, "fünften": 5, "fifth": 5,
    "sechster": 6, "sechste": 6, "sechsten": 6, "sixth": 6,
    "siebter": 7, "siebte": 7, "siebten": 7, "seventh": 7,
}  # fmt: skip

ROWS: tuple[str, ...] = (
    "hinten", "vorne", "vorn", "oben", "unten", "stehend", "sitzend", "kniend", "hintere reihe",
    "vordere reihe", "obere reihe", "untere reihe", "mittlere reihe", "hinterste reihe", "vorderste reihe",
    "erste reihe", "zweite reihe", "in der ersten reihe", "in der zweiten reihe", "back row", "front row",
    "top row", "bottom row", "second row", "first row", "middle row", "standing", "seated", "sitting", "back",
    "front", "im bild", "auf dem bild", "auf dem foto", "das bild zeigt", "das foto zeigt", "die gewinner",
    "die preisträger", "in der hinteren reihe", "in der vorderen reihe", "in reihe eins", "pictured",
    "pictured are", "hinterer reihe", "vorderer reihe",
)  # fmt: skip
"""Words before `von links` at the head of a list."""
