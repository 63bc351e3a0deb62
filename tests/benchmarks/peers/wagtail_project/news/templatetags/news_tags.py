from typing import Any

from django import template

from news.models import sections

register = template.Library()


@register.simple_tag
def menu() -> Any:
    return sections()
