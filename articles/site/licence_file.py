"""The licence file for programs, by Really Simple Licensing 1.0. Pure.

A use that needs an agreement is offered for a payment on terms of our own, which the page with the rights explains.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from articles.rights.machine_uses import MachinePermission, MachineUse

NAMESPACE = "https://rslstandard.org/rsl"
CONTENT_TYPE = "application/rsl+xml"
PATH = "/license.xml"
USAGES = {
    MachineUse.SEARCH: "search",
    MachineUse.ANSWERS: "ai-input ai-index",
    MachineUse.TRAINING: "ai-train",
}
"""Words of the standard, several with a space between them."""
PAYMENTS = {MachineUse.ANSWERS: "use", MachineUse.TRAINING: "training"}


def build_licence_file(
    permissions: Mapping[MachineUse, MachinePermission], holder: str, terms: str, contact: str
) -> bytes:
    """Return the file; `terms` and `contact` are addresses of pages."""
    root = Element("rsl", xmlns=NAMESPACE)
    content = SubElement(root, "content", url="/")
    refused = [
        USAGES[use] for use, permission in permissions.items() if permission is MachinePermission.REFUSED
    ]
    for use, permission in permissions.items():
        if permission is not MachinePermission.REFUSED:
            licence = SubElement(content, "license")
            SubElement(licence, "permits", type="usage").text = USAGES[use]
            if refused:
                SubElement(licence, "prohibits", type="usage").text = " ".join(refused)
            _add_payment(licence, use, permission, terms)
    SubElement(content, "copyright", type="organization", contactUrl=contact).text = holder
    SubElement(content, "terms").text = terms
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_payment(licence: Element, use: MachineUse, permission: MachinePermission, terms: str) -> None:
    if permission is MachinePermission.FREE:
        SubElement(licence, "payment", type="free")
    else:
        payment = SubElement(licence, "payment", type=PAYMENTS[use])
        SubElement(payment, "custom").text = terms


def format_link(address: str) -> str:
    """Return the value of the header `Link` of a file to which the licence applies."""
    return f'<{address}>; rel="license"; type="{CONTENT_TYPE}"'
