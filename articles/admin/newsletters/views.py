"""Newsletters at the desk: list and settings."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView

from articles.actions.errors import ActionRefused
from articles.actions.newsletters.newsletters import export_subscribers, save_newsletter
from articles.admin.agencies.report import write_csv
from articles.admin.base import DeskView, PageAdmin, add_refusal, page
from articles.admin.newsletters.forms import NewsletterForm
from articles.models import Newsletter
from newsroom.admin.base import current_user, now
from newsroom.encryption import decrypt

LIST = "admin:articles_newsletter_changelist"
LISTED = 100
MAY_SEE, MAY_CHANGE = "articles.view_newsletter", "articles.change_newsletter"


@page(Newsletter)
class NewslettersView(DeskView):
    """All newsletters with the number of their readers."""

    template_name = "admin/articles/newsletter/list.html"
    title = gettext_lazy("Newsletters")
    permission_required = MAY_SEE

    def page_context(self) -> dict[str, Any]:
        readers = Count("subscribers", filter=Q(subscribers__confirmed_at__isnull=False))
        return {"newsletters": Newsletter.objects.select_related("section").annotate(readers=readers)}


@page(Newsletter, "add/")
@page(Newsletter, "<int:pk>/change/")
class NewsletterSettingsView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """Settings of a new newsletter or of one of them."""

    template_name = "admin/articles/newsletter/settings.html"
    title = gettext_lazy("Settings of the newsletter")
    permission_required = MAY_CHANGE
    form_class = NewsletterForm

    @cached_property
    def row(self) -> Newsletter:
        return get_object_or_404(Newsletter, pk=self.kwargs["pk"]) if "pk" in self.kwargs else Newsletter()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.row}

    def form_valid(self, form: NewsletterForm) -> HttpResponse:
        try:
            save_newsletter(self.row, by=current_user(self.request), at=now())
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(reverse(LIST))

    def page_context(self) -> dict[str, Any]:
        return {"row": self.row, "back": reverse(LIST)}


@page(Newsletter, "<int:pk>/readers/")
class ReadersView(DeskView):
    """Addresses of a newsletter's readers, newest first, and their export as CSV."""

    template_name = "admin/articles/newsletter/readers.html"
    title = gettext_lazy("Readers of the newsletter")
    permission_required = "articles.view_subscriber"

    @cached_property
    def row(self) -> Newsletter:
        return get_object_or_404(Newsletter, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        readers = export_subscribers(self.row, by=current_user(request), at=now())
        table = write_csv([("address", "confirmed_at"), *readers])
        answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.row.slug}.csv"'
        return answer

    def page_context(self) -> dict[str, Any]:
        confirmed = self.row.subscribers.exclude(confirmed_at=None).order_by("-confirmed_at", "-pk")
        shown = Paginator(confirmed, LISTED).get_page(self.request.GET.get("page"))
        readers = [(decrypt(one.encrypted_address), one.confirmed_at) for one in shown]
        return {"row": self.row, "readers": readers, "shown": shown, "back": reverse(LIST)}


admin.site.register(Newsletter, PageAdmin)
