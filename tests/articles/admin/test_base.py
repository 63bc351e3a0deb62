import re
from typing import Any

from django.urls import resolve, reverse

from articles.admin.base import PAGES
from tests.tables import each_of

PLACE = re.compile(r"<(\w+):(\w+)>")
EXAMPLES: dict[str, Any] = {"int": 7, "slug": "afp", "str": "alt", "path": "7"}
NAMES = [
    (f"{model._meta.app_label}_{model._meta.model_name}_{name}", path)
    for model, pages in PAGES.items()
    for path, name, _view, _options in pages
]


@each_of(NAMES)
def test_the_address_of_a_page_leads_to_no_other_page(name: str, path: str) -> None:
    address = reverse(f"admin:{name}", kwargs={word: EXAMPLES[kind] for kind, word in PLACE.findall(path)})

    assert resolve(address).url_name == name
