"""The page that asks people outside for approval and shows their answers."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.stories.approval import MAX_DAYS, ask_for_approval, mail_approval_link
from articles.actions.stories.preview import revoke_previews
from articles.admin.base import page
from articles.admin.inputs import text_input
from articles.admin.stories.views import StoryFormView
from articles.models import Article, SharedPreview
from articles.selectors.preview_tokens import make_token
from articles.site.brand import read_brand
from articles.url_paths import absolute_url
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer


class ApprovalForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("name"), max_length=100, widget=text_input(autofocus=True, autocomplete="off")
    )
    email = forms.EmailField(
        label=gettext_lazy("email address"),
        required=False,
        widget=forms.EmailInput({"class": "desk-input", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "The link is sent there and the address is not stored. Leave empty to pass the link on yourself."
        ),
    )
    days = forms.IntegerField(
        label=gettext_lazy("days that the link works"),
        initial=7,
        min_value=1,
        max_value=MAX_DAYS,
        widget=forms.NumberInput({"class": "desk-input"}),
    )


@page(Article, "<int:pk>/approval/")
class ApprovalView(StoryFormView):
    """Form that asks one person, and the list of those asked with their answers."""

    template_name = "admin/articles/article/approval.html"
    title = gettext_lazy("Approval from outside")
    permission_required = "articles.change_article"
    form_class = ApprovalForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "revoke" not in request.POST:
            return super().post(request, *args, **kwargs)
        preview_id = parse_integer(request.POST["revoke"]) or 0
        revoke_previews(self.story.pk, by=current_user(request), at=now(), preview_id=preview_id)
        return HttpResponseRedirect(request.path)

    def apply(self, form: ApprovalForm) -> str:
        name, days, to = (form.cleaned_data[key] for key in ("name", "days", "email"))
        shared = ask_for_approval(
            self.story.pk, name=name, days=days, by=current_user(self.request), at=now()
        )
        message = _("%(name)s is asked for approval. The link is in the list below.")
        if to and mail_approval_link(shared, preview_address(shared), to=to, site=read_brand().name):
            message = _("%(name)s is asked for approval; an email is on its way.")
        elif to:
            message = _(
                "%(name)s is asked for approval, but the email could not be sent. Pass the link on yourself."
            )
        return message % {"name": shared.approver}

    def get_success_url(self) -> str:
        return self.request.path

    def page_context(self) -> dict[str, Any]:
        return {"approvals": list_approvals(self.story, now())}


def preview_address(shared: SharedPreview) -> str:
    return absolute_url(reverse("preview", args=[make_token(shared)]))


def list_approvals(story: Article, at: Any) -> list[tuple[SharedPreview, str]]:
    """Return all who were asked, newest first, each with the link while it works."""
    active = set(SharedPreview.objects.active(story, at).values_list("pk", flat=True))
    asked = story.shared_previews.exclude(approver="").select_related("created_by")
    return [(one, preview_address(one) if one.pk in active else "") for one in asked]
