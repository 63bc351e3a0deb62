"""Mailings at the desk: list, form with preview, corrections of killed stories."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.csp import CSP, build_policy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic.edit import FormView

from articles.actions.errors import ActionRefused
from articles.actions.newsletters.mailings import (
    EDITABLE,
    MAX_STORIES,
    STOPPABLE,
    MailingChange,
    approve_mailing,
    correct_mailings,
    list_public,
    list_receipts,
    list_urgent,
    prepare_mailing,
    save_mailing,
    send_test,
    stop_mailing,
)
from articles.admin.base import DeskView, PageAdmin, add_refusal, page, show_refusal
from articles.models import Article, MailDelivery, Mailing, Newsletter
from articles.site.newsletters.mail import build_test, list_stories, render_mail
from articles.site.story_renderer import FRAMED_CSP
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

LIST = "admin:articles_mailing_changelist"
MAY_SEE, MAY_CHANGE = "articles.view_mailing", "articles.change_mailing"
LISTED = 100
MAIL_CSP = build_policy(
    {
        **FRAMED_CSP,
        "script-src": [CSP.NONE],
        "style-src": [CSP.UNSAFE_INLINE],
        "img-src": [*FRAMED_CSP["img-src"], settings.SITE_URL],
    }
)
"""Mails have inline styles, as programs that show them know no others, and pictures with whole addresses."""


class MailingForm(forms.Form):
    """Subject, greeting and time, with the place of each story."""

    subject = forms.CharField(
        label=pgettext_lazy("of a mail", "subject"),
        max_length=150,
        widget=forms.TextInput({"class": "desk-input"}),
    )
    greeting = forms.CharField(
        label=gettext_lazy("greeting"), max_length=2_000, required=False,
        widget=forms.Textarea({"class": "desk-input", "rows": 4}),
    )  # fmt: skip
    send_at = forms.DateTimeField(
        label=gettext_lazy("time"),
        widget=forms.DateTimeInput({"type": "datetime-local", "class": "desk-input"}, "%Y-%m-%dT%H:%M"),
    )
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def read_stories(self, offered: Iterable[int]) -> list[int]:
        """Return the offered stories that have a place, in their order."""
        typed = {pk: self.data.get(f"place-{pk}", "") for pk in offered}
        placed = {pk: place for pk, text in typed.items() if (place := parse_integer(text)) is not None}
        return sorted(placed, key=lambda pk: placed[pk])


@page(Mailing)
class MailingsView(DeskView):
    """The newest mailings with their figures."""

    template_name = "admin/articles/mailing/list.html"
    title = gettext_lazy("Newsletter mails")
    permission_required = MAY_SEE

    def page_context(self) -> dict[str, Any]:
        mailings = with_figures(Mailing.objects.select_related("newsletter"))
        return {"mailings": mailings[:LISTED], "withdrawn": list_withdrawn().exists()}


@page(Mailing, "add/")
class PrepareMailingView(DeskView):
    """The choice of a newsletter, for breaking news with its story."""

    template_name = "admin/articles/mailing/prepare.html"
    title = gettext_lazy("New mail")
    permission_required = MAY_CHANGE

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        name, _colon, story = request.POST.get("of", "").partition(":")
        newsletter = get_object_or_404(Newsletter, pk=parse_integer(name), active=True)
        at = now()
        stories = [parse_integer(story) or 0] if story else list_stories(newsletter, at)
        address = reverse("admin:articles_mailing_add")
        with show_refusal(request):
            mailing = prepare_mailing(newsletter.pk, stories, by=current_user(request), at=at)
            address = reverse("admin:articles_mailing_change", args=[mailing.pk])
        return HttpResponseRedirect(address)

    def page_context(self) -> dict[str, Any]:
        newsletters = Newsletter.objects.filter(active=True)
        return {
            "regular": newsletters.filter(kind=Newsletter.Kind.MORNING),
            "breaking": newsletters.filter(kind=Newsletter.Kind.BREAKING),
            "urgent": list_urgent(now())[:LISTED],
        }


@page(Mailing, "<int:pk>/change/")
class MailingView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """A mailing: form, preview, test, approval, stop and figures."""

    template_name = "admin/articles/mailing/change.html"
    permission_required = MAY_CHANGE
    form_class = MailingForm

    @property
    def title(self) -> str:
        return self.mailing.subject

    @cached_property
    def mailing(self) -> Mailing:
        rows = with_figures(Mailing.objects.select_related("newsletter", "prepared_by", "approved_by"))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def offered(self) -> list[int]:
        """Ids of its stories, then of the others that its page has now."""
        mailing, at = self.mailing, now()
        if mailing.kind == Mailing.Kind.CORRECTION:
            return []
        is_breaking = mailing.kind == Mailing.Kind.BREAKING
        others = (
            list_urgent(at).values_list("article", flat=True)
            if is_breaking
            else list_stories(mailing.newsletter, at)
        )
        return list(dict.fromkeys([*mailing.stories, *others[:MAX_STORIES]]))

    def get_initial(self) -> dict[str, Any]:
        mailing = self.mailing
        facts = ("subject", "greeting", "send_at")
        return {"based_on": mailing.revision, **{name: getattr(mailing, name) for name in facts}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step, by, pk = request.POST.get("_do", ""), current_user(request), self.mailing.pk
        seen = parse_integer(request.POST.get("based_on"))
        if step == "save":
            return super().post(request, *args, **kwargs)
        with show_refusal(request):
            if step == "test":
                send_test(pk, partial(build_test, at=now()), by=by, at=now())
                messages.success(request, _("The test was sent to %(address)s.") % {"address": by.email})
            elif step == "approve" and seen is not None:
                approve_mailing(pk, based_on=seen, by=by, at=now())
                messages.success(request, _("Approved."))
            elif step == "stop":
                stop_mailing(pk, by=by, at=now())
                messages.success(request, _("Stopped."))
        return HttpResponseRedirect(request.path)

    def form_valid(self, form: MailingForm) -> HttpResponse:
        facts = form.cleaned_data
        based_on = facts.pop("based_on")
        change = MailingChange(**facts, stories=form.read_stories(self.offered))
        try:
            save_mailing(self.mailing.pk, change, based_on=based_on, by=current_user(self.request), at=now())
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(self.request.path)

    def page_context(self) -> dict[str, Any]:
        mailing = self.mailing
        rows = list_rows(mailing, self.offered, now())
        return {
            "mailing": mailing,
            "chosen": [row for row in rows if row["place"]],
            "others": [row for row in rows if not row["place"]],
            "is_editable": mailing.status in EDITABLE,
            "is_stoppable": mailing.status in STOPPABLE,
            "back": reverse(LIST),
        }


def list_rows(mailing: Mailing, offered: list[int], at: datetime) -> list[dict[str, Any]]:
    """Return the offered stories with their place and whether readers see them."""
    stories, public = Article.objects.in_bulk(offered), list_public(Mailing(stories=offered), at)
    places = {pk: place for place, pk in enumerate(mailing.stories, start=1)}
    return [
        {"story": stories[pk], "place": places.get(pk), "is_public": pk in public}
        for pk in offered
        if pk in stories
    ]


@page(Mailing, "<int:pk>/preview/")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailingPreviewView(DeskView):
    """The mail as it would be sent now, for a frame.

    HTML, or plain text with `?text=1`.
    """

    permission_required = MAY_SEE
    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        mailing = get_object_or_404(Mailing.objects.select_related("newsletter"), pk=kwargs["pk"])
        mail = render_mail(mailing, now())
        if request.GET.get("text"):
            return HttpResponse(mail.text, content_type="text/plain; charset=utf-8")
        return HttpResponse(mail.html, headers={CSP.HEADER_ENFORCE.value: MAIL_CSP})


@page(Mailing, "withdrawn/")
class WithdrawnStoriesView(DeskView):
    """Killed stories that readers have received by mail, and the correction to them."""

    template_name = "admin/articles/mailing/withdrawn.html"
    title = gettext_lazy("Killed after they were mailed")
    permission_required = MAY_SEE

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        story, text = parse_integer(request.POST.get("story")), request.POST.get("text", "")[:2_000]
        article = get_object_or_404(list_withdrawn(), pk=story)
        with show_refusal(request):
            sent = correct_mailings(article.pk, text, by=current_user(request), at=now())
            messages.success(request, _("%(n)d corrections are being sent.") % {"n": len(sent)})
        return HttpResponseRedirect(request.path)

    def page_context(self) -> dict[str, Any]:
        found = list_withdrawn().order_by("-pk")[:LISTED]
        stories = [
            {
                "story": story,
                "receipts": list(count_receipts(story.pk)),
                "corrections": Mailing.objects.filter(about=story),
            }
            for story in found
        ]
        return {"stories": stories, "back": reverse(LIST)}


def list_withdrawn() -> QuerySet[Article]:
    """Return the killed stories that stood in a mailing."""
    mailed = Mailing.objects.filter(stories__contains=[OuterRef("pk")], deliveries__claimed_at__isnull=False)
    return Article.objects.in_state(State.KILLED).filter(Exists(mailed))


def count_receipts(article_id: int) -> Any:
    """Return subject, time and number of receipts of each mailing that had the story."""
    rows = list_receipts(article_id).values("mailing__subject", "mailing__send_at")
    return rows.annotate(readers=Count("pk")).order_by("mailing__send_at")


def with_figures(mailings: QuerySet[Mailing]) -> QuerySet[Mailing]:
    """Add the number of deliveries in each state."""
    states = MailDelivery.Status
    return mailings.annotate(
        **{f"n_{state.value}": Count("deliveries", filter=Q(deliveries__status=state)) for state in states}
    )


admin.site.register(Mailing, PageAdmin)
