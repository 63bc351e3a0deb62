"""Rules of the style sheet that set the variables of a brand."""

from collections.abc import Callable, Iterator

from articles.brand.accent import AccentShades
from articles.brand.type_pairings import LATIN, FontFile, TypePairing

SPACES = {"compact": ".7", "airy": "1.4"}
"""Factor of the spaces between stories; 1 for the normal density."""
DARK = "(prefers-color-scheme: dark)"

type StaticAddress = Callable[[str], str]


def build_rules(
    accent: AccentShades | None, density: str, pairing: TypePairing | None, address: StaticAddress
) -> str:
    """Return the rules that follow the style sheet.

    `address` returns the URL of a static file.
    """
    light = [*_accent_variables(accent, dark=False), *_pairing_variables(pairing)]
    if density in SPACES:
        light.append(f"--space: {SPACES[density]}")
    faces = "".join(_font_faces(pairing, address)) if pairing else ""
    rules = f"{faces}{_root(light)}"
    dark = _root(list(_accent_variables(accent, dark=True)))
    return f"{rules}@media {DARK} {{ {dark.strip()} }}\n" if dark else rules


def _root(variables: list[str]) -> str:
    return f":root {{ {'; '.join(variables)}; }}\n" if variables else ""


def _accent_variables(accent: AccentShades | None, *, dark: bool) -> Iterator[str]:
    if accent is None:
        return
    yield f"--accent: {accent.dark if dark else accent.light}"
    if not dark:
        yield f"--accent-set: {accent.chosen}"
        yield f"--accent-area: {accent.chosen}"
        yield f"--on-accent-area: {accent.on_chosen}"


def _pairing_variables(pairing: TypePairing | None) -> Iterator[str]:
    if pairing is not None:
        yield f"--headline: {pairing.headline.to_css()}"
        yield f"--serif: {pairing.text.to_css()}"
        yield f"--sans: {pairing.label.to_css()}"


def _font_faces(pairing: TypePairing, address: StaticAddress) -> Iterator[str]:
    """Yield a rule for each file.

    A font that comes late is left for the next page, so that nothing moves.
    """
    for typeface in pairing.list_typefaces():
        for file in typeface.files:
            yield (
                f'@font-face {{ font-family: "{typeface.family}"; font-weight: {file.weight}; '
                f"font-style: {file.style}; font-display: optional; "
                f'src: url("{address(file.path)}") format("woff2");{_range(file)} }}\n'
            )


def _range(file: FontFile) -> str:
    """Return the characters of our own files; those of the desk may have any."""
    return "" if file.path == file.name else f" unicode-range: {LATIN};"
