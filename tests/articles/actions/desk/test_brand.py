"""The brand is saved by an action: permission, refusals in words, audit."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from articles.actions.accounts.staff import ensure_groups
from articles.actions.desk.brand import BrandChanged, BrandDraft, save_brand
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import AuditEntry, Brand, BrandFile
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


def test_a_brand_is_saved_and_audited() -> None:
    save_brand(BrandDraft(accent="#0A5C36", density="airy", pairing="slab"), by=None, at=NOON)
    save_brand(BrandDraft(accent=""), by=None, at=NOON)

    brand = Brand.objects.get()
    assert (brand.accent, brand.density, brand.pairing) == ("", "normal", "device")
    details = list(AuditEntry.objects.filter(verb="save brand").values_list("detail", flat=True))
    assert [detail["accent"] for detail in details] == ["", "#0a5c36"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (BrandDraft(accent="red"), "accent"),
        (BrandDraft(accent="#12"), "accent"),
        (BrandDraft(density="dense"), "density"),
        (BrandDraft(pairing="comic"), "pairing"),
    ],
)
def test_what_is_no_choice_is_refused_at_its_field(draft: BrandDraft, field: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        save_brand(draft, by=None, at=NOON)

    assert refused.value.field == field
    assert not Brand.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"), [("reporter", False), ("editor", False), ("chief", True), ("admin", True)]
)
def test_chief_editors_and_administrators_may_save_it(role: str, may: bool) -> None:
    ensure_groups()
    user = make_user(role)
    user.groups.add(Group.objects.get(name=role))

    if may:
        save_brand(BrandDraft(), by=user, at=NOON)
    else:
        with pytest.raises(NotPermitted):
            save_brand(BrandDraft(), by=user, at=NOON)

    assert Brand.objects.exists() == may


def test_what_somebody_else_has_saved_is_not_overwritten_unseen() -> None:
    save_brand(BrandDraft(), by=None, at=NOON, based_on=None)

    with pytest.raises(BrandChanged):
        save_brand(BrandDraft(), by=None, at=NOON + timedelta(minutes=1), based_on=None)
    save_brand(BrandDraft(density="airy"), by=None, at=NOON + timedelta(minutes=1), based_on=NOON)

    assert Brand.objects.get().density == "airy"


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><path d="M0 0h9v9z"/></svg>'


def test_a_file_stays_until_it_is_replaced_or_removed() -> None:
    save_brand(BrandDraft(files={"logo": LOGO}), by=None, at=NOON)
    first = save_brand(BrandDraft(accent="#0a5c36"), by=None, at=NOON).files
    second = save_brand(BrandDraft(files={"logo": LOGO.replace(b"h9", b"h8")}), by=None, at=NOON).files
    third = save_brand(BrandDraft(removed=frozenset({"logo"})), by=None, at=NOON).files

    assert (first["logo"]["width"], first["logo"]["height"]) == (1000, 200)
    assert first["logo"]["digest"] != second["logo"]["digest"]
    assert (third, BrandFile.objects.count()) == ({}, 0)


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("logo", LOGO.replace(b"<path", b"<script/><path"), "Skript"),
        ("logo", b"", "leer"),
        ("logo_dark", b"<" + b"x" * 300_000, "300 KB"),
        ("icon", b"%PDF", "PNG"),
        ("text_font", b"no font", "WOFF2"),
    ],
)
def test_a_refused_file_leaves_everything_as_it_was(kind: str, content: bytes, reason: str) -> None:
    with pytest.raises(ActionRefused) as refused, translation.override("de"):
        save_brand(BrandDraft(accent="#0a5c36", files={kind: content}), by=None, at=NOON)

    assert (refused.value.field, reason in refused.value.message) == (kind, True)
    assert not Brand.objects.exists()


def test_own_fonts_need_a_file() -> None:
    with pytest.raises(ActionRefused) as refused:
        save_brand(BrandDraft(pairing="own"), by=None, at=NOON)

    assert refused.value.field == "pairing"
