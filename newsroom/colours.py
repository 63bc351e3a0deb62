"""Contrast and mixtures of colours written as `#rrggbb`."""

from collections.abc import Iterator

type Components = tuple[float, float, float]


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def relative_luminance(colour: str) -> float:
    red, green, blue = _read_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix_colours(one: str, other: str, share: float) -> str:
    """Return the mixture in Oklab, which keeps the hue.

    `share` is that of the other colour.
    """
    pairs = zip(_to_oklab(_read_linear(one)), _to_oklab(_read_linear(other)), strict=True)
    lightness, a, b = (first + (second - first) * share for first, second in pairs)
    return _write(_from_oklab((lightness, a, b)))


def _read_linear(colour: str) -> Components:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return (_to_linear(red), _to_linear(green), _to_linear(blue))


def _to_linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _write(linear: Components) -> str:
    return "#" + "".join(f"{part:02x}" for part in _to_bytes(linear))


def _to_bytes(linear: Components) -> Iterator[int]:
    for value in linear:
        share = min(1.0, max(0.0, value))
        encoded = share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
        yield round(encoded * 255)


def _to_oklab(linear: Components) -> Components:
    """Convert by the matrices of Björn Ottosson, as CSS Color 4 does."""
    red, green, blue = linear
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Components) -> Components:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
