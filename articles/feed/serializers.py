"""Serializers of webhooks, taxonomies, usage, receipts and pages of feed items."""

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from articles.actions.webhooks.delivery import message_name
from articles.models import Edition, Webhook, WebhookMessage
from articles.url_paths import identifier_uri

MAX_RECEIPTS = 500
MAX_VERSION = 2**31 - 1


def reference(schema: str) -> dict[str, str]:
    """Return a reference to a shared schema of the OpenAPI document."""
    return {"$ref": f"#/components/schemas/{schema}"}


class UTCTimeField(serializers.DateTimeField):
    """A time left to the JSON renderer, which writes the offset +00:00."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"format": None, "allow_null": True, **kwargs})


@extend_schema_field({"type": "string", "format": "uri"})
class IdentifierField(serializers.Field[int, Any, str, int]):
    """The permanent URI of a record."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind

    def to_representation(self, value: int) -> str:
        return identifier_uri(self.kind, value)


@extend_schema_field(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["role", "value"],
            "properties": {"role": {"type": "string"}, "value": {"type": "string", "format": "uri"}},
        },
    }
)
class WikidataField(serializers.Field[str, Any, list[dict[str, str]], str]):
    """Identifiers in other registers: the Wikidata item, if there is one."""

    def to_representation(self, value: str) -> list[dict[str, str]]:
        return [{"role": "wikidata", "value": f"http://www.wikidata.org/entity/{value}"}] if value else []


@extend_schema_field(reference("Change"))
class ChangeField(serializers.DictField):
    """A change of the log, made by `articles.feed.delta`."""


class WebhookSerializer(serializers.Serializer[Any]):
    """A webhook without its secret, which is shown only once."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    types = serializers.ListField(child=serializers.CharField())
    label = serializers.CharField()  # type: ignore[assignment]  # Field has a label too
    active = serializers.BooleanField()
    ended = serializers.SerializerMethodField()
    created = UTCTimeField(source="created_at")
    failing_since = UTCTimeField()
    old_secret_until = UTCTimeField()
    deliveries = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {
                "at": {"type": ["string", "null"], "format": "date-time"},
                "why": {"type": "string", "enum": ["gone", "desk", "partner"]},
            },
        }
    )
    def get_ended(self, webhook: Webhook) -> dict[str, Any] | None:
        return {"at": webhook.ended_at, "why": webhook.ended_why} if webhook.ended_at else None

    def get_deliveries(self, webhook: Webhook) -> str:
        return f"{settings.SITE_URL}/api/v1/webhooks/{webhook.pk}/deliveries"


class WebhookWithSecretSerializer(WebhookSerializer):
    """A webhook with its secret, which is shown only once."""

    secret = serializers.RegexField(r"^whsec_", help_text="`whsec_…`, shown only once.")


class AttemptSerializer(serializers.Serializer[Any]):
    at = serializers.CharField()
    ms = serializers.IntegerField()
    error = serializers.CharField()
    status = serializers.IntegerField(help_text="0 if there was no response.")


class DeliverySerializer(serializers.Serializer[Any]):
    id = serializers.SerializerMethodField()
    type = serializers.CharField()
    created = UTCTimeField(source="created_at")
    state = serializers.SerializerMethodField()
    next_try = UTCTimeField(source="due_at")
    delivered = UTCTimeField(source="delivered_at")
    body = serializers.CharField(help_text="The signed bytes.")
    attempts = AttemptSerializer(many=True)

    def get_id(self, message: WebhookMessage) -> str:
        return message_name(message)

    @extend_schema_field({"type": "string", "enum": ["waiting", "delivered", "given-up"]})
    def get_state(self, message: WebhookMessage) -> str:
        return "waiting" if message.due_at else "delivered" if message.delivered_at else "given-up"


class ConceptSerializer(serializers.Serializer[Any]):
    """An entry of a vocabulary; empty fields are left out."""

    kind: ClassVar[str]
    """Kind in the identifier."""
    uri = serializers.SerializerMethodField()
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()

    def get_uri(self, row: Model) -> str:
        return identifier_uri(self.kind, row.pk)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        content = super().to_representation(instance)
        return {name: value for name, value in content.items() if value not in ("", [], None)}


class SectionSerializer(ConceptSerializer):
    kind = "section"
    name_en = serializers.CharField(required=False)
    broader = IdentifierField("section", source="parent_id", required=False)


class AgencySerializer(ConceptSerializer):
    kind = "agency"
    slug = serializers.CharField(source="code")
    type = serializers.CharField(source="kind")
    homepage = serializers.CharField(required=False)


class TagSerializer(ConceptSerializer):
    kind = "topic"
    description = serializers.CharField(required=False)


class KeywordSerializer(TagSerializer):
    tag = IdentifierField("topic", source="pk")


class PersonSerializer(ConceptSerializer):
    kind = "person"
    description = serializers.CharField(required=False)
    altIds = WikidataField(source="wikidata", required=False)  # noqa: N815  # its name in ninjs


class UsageTotalSerializer(serializers.Serializer[Any]):
    calls = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    errors = serializers.IntegerField()  # type: ignore[assignment]  # Serializer has errors too
    limited = serializers.IntegerField()
    bytes = serializers.IntegerField()
    items = serializers.IntegerField()


class UsageDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    endpoint = serializers.CharField()
    calls = serializers.IntegerField()
    unchanged = serializers.IntegerField(help_text="Responses with status 304.")
    errors = serializers.IntegerField()  # type: ignore[assignment]  # Serializer has errors too
    limited = serializers.IntegerField(help_text="Responses with status 429.")
    bytes = serializers.IntegerField()
    items = serializers.IntegerField()


class UsageSerializer(serializers.Serializer[Any]):
    partner = serializers.CharField()
    limits = inline_serializer(
        "UsageLimits", {"minute": serializers.IntegerField(), "day": serializers.IntegerField()}
    )
    since = serializers.DateField()
    total = UsageTotalSerializer()
    days = UsageDaySerializer(many=True)
    problems = serializers.DictField(child=serializers.IntegerField(), help_text="Count by slug.")
    redactions = inline_serializer(
        "UsageRedaction",
        {
            "reason": serializers.CharField(),
            "source": serializers.CharField(),
            "times": serializers.IntegerField(),
        },
        many=True,
    )


class ReceiptSerializer(serializers.Serializer[Any]):
    uri = serializers.CharField()
    version = serializers.IntegerField(min_value=1, max_value=MAX_VERSION)


class ReceiptsSerializer(serializers.Serializer[Any]):
    receipts = serializers.ListField(child=ReceiptSerializer(), min_length=1, max_length=MAX_RECEIPTS)


class VersionSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    at = UTCTimeField(source="published_at", allow_null=False)
    link = serializers.SerializerMethodField()
    entries = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string", "format": "uri"}})
    def get_entries(self, edition: Edition) -> list[str]:
        """Return the entries of a running story that the version changed."""
        story = identifier_uri("story", edition.article_id)
        return [f"{story}#entry-{pk}" for pk in (edition.running or {}).get("changed", ())]

    def get_link(self, edition: Edition) -> str:
        link: str = self.context["request"].build_absolute_uri(f"versions/{edition.version}")
        return link


INDEX = inline_serializer(
    "Index",
    {
        "partner": serializers.CharField(),
        "scopes": serializers.ListField(child=serializers.CharField()),
        "newest_seq": serializers.IntegerField(),
        "limits": serializers.DictField(child=serializers.IntegerField()),
        "links": serializers.DictField(child=serializers.CharField()),
    },
)
CHANGES = inline_serializer(
    "ChangesPage",
    {
        "cursor": serializers.CharField(),
        "more": serializers.BooleanField(),
        "poll_after": serializers.IntegerField(),
        "changes": serializers.ListField(child=ChangeField()),
    },
)
VERSIONS = inline_serializer(
    "Versions", {"uri": serializers.CharField(), "versions": VersionSerializer(many=True)}
)
WITHDRAWALS = inline_serializer(
    "WithdrawalsPage",
    {
        "withdrawals": serializers.ListField(child=ChangeField()),
        "next": serializers.IntegerField(),
        "more": serializers.BooleanField(),
    },
)
RECEIPTS_RESULT = inline_serializer(
    "ReceiptsResult",
    {
        "recorded": serializers.IntegerField(),
        "unknown": serializers.ListField(child=serializers.CharField()),
    },
)
WEBHOOKS = inline_serializer("Webhooks", {"webhooks": WebhookSerializer(many=True)})
DELIVERIES = inline_serializer(
    "DeliveriesPage",
    {"deliveries": DeliverySerializer(many=True), "next": serializers.CharField(allow_null=True)},
)
QUEUED = inline_serializer("QueuedMessages", {"queued": serializers.ListField(child=serializers.CharField())})


def vocabulary_page(serializer: type[ConceptSerializer]) -> serializers.Serializer[Any]:
    """Return the schema of a page of a vocabulary."""
    name = serializer.__name__.removesuffix("Serializer")
    fields = {"entries": serializer(many=True), "next": serializers.IntegerField(allow_null=True)}
    return inline_serializer(f"{name}Page", fields)
