"""The check of an address to embed, and the choice of the providers."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView

from articles.actions.desk.embed_providers import choose_embed_providers
from articles.admin.base import DeskView, PageAdmin, page
from articles.models import Article, LinkOnlyProvider
from articles.text.embeds import PROVIDERS, find_embed
from newsroom.admin.base import current_user, now


def describe_unknown_address(address: str) -> str:
    """Return why an address cannot be embedded, and what can be."""
    known = ", ".join(provider.name for provider in PROVIDERS)
    return _(
        "“%(address)s” is no video, audio or post of a provider that is known here: %(known)s. Copy the address of the "
        "single item, or set a link."
    ) % {"address": address[:200], "known": known}


@page(Article, "embed-address/")
class EmbedAddressView(DeskView):
    """The lasting address of content, or why there is none, for the editor's dialog."""

    permission_required = "articles.view_article"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        address = request.GET.get("address", "").strip()
        found = find_embed(address)
        if found is None or found.provider is None:
            return JsonResponse({"problem": describe_unknown_address(address)})
        return JsonResponse({"address": found.address, "provider": found.provider.name})


class EmbedProvidersForm(forms.Form):
    providers = forms.MultipleChoiceField(
        required=False, choices=[(provider.code, provider.name) for provider in PROVIDERS]
    )


@page(LinkOnlyProvider)
class EmbedProvidersView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    template_name = "admin/articles/linkonlyprovider/list.html"
    title = gettext_lazy("Embedded content")
    form_class = EmbedProvidersForm

    def has_permission(self) -> bool:
        verb = "change" if self.request.method == "POST" else "view"
        return bool(self.request.user.has_perm(f"articles.{verb}_linkonlyprovider"))

    def form_valid(self, form: EmbedProvidersForm) -> HttpResponse:
        codes = form.cleaned_data["providers"]
        if choose_embed_providers(codes, by=current_user(self.request), at=now()):
            messages.success(self.request, _("Saved. The pages have changed for readers."))
        else:
            messages.info(self.request, _("Nothing was changed."))
        return HttpResponseRedirect(reverse("admin:articles_linkonlyprovider_changelist"))

    def page_context(self) -> dict[str, Any]:
        links = set(LinkOnlyProvider.objects.values_list("code", flat=True))
        rows = [(provider, provider.code not in links) for provider in PROVIDERS]
        return {"rows": rows}


admin.site.register(LinkOnlyProvider, PageAdmin)
