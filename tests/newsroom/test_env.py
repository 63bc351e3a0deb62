"""Every setting that cannot be used ends the start with one line that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import env
from newsroom.colours import contrast_ratio
from newsroom.env import InvalidEnvironment, telemetry
from newsroom.env.checks import check_colour, check_crawlers, check_security_contact
from tests.newsroom.processes import PATIENCE, manage
from tests.paths import ROOT
from tests.tables import each_of

WRONG = [
    ("DESK_TIME_ZONE", "Berlin"),
    ("DESK_TIME_ZONE", "Europe/Berlni"),
    ("DESK_TIME_ZONE", "MEZ"),
    ("DESK_TIME_ZONE", "../../etc/passwd"),
    ("DESK_TIME_ZONE", ""),
    ("SITE_LANGUAGE", "fr"),
    ("DESK_LANGUAGES", ""),
    ("DESK_LANGUAGES", "de,english"),
    ("DESK_LANGUAGES", "de;en"),
    ("DESK_LANGUAGES", "xx"),
    ("SITE_URL", "zeitung.example"),
    ("SITE_URL", "ftp://zeitung.example"),
    ("SITE_URL", "http://"),
    ("DESK_URL", "desk.example"),
    ("DESK_URL", "http://desk.example/admin/"),
    ("DESK_URL", "https://desk.example"),
    ("STATIC_URL", "cdn.example"),
    ("STATIC_URL", "https://cdn.example/"),
    ("STATIC_URL", "/files/"),
    ("STATIC_URL", "https://cdn.example/static/?v=1"),
    ("REDIRECT_HOSTS", "https://www.example"),
    ("REDIRECT_HOSTS", "localhost:8000"),
    ("SECRET_KEY_FALLBACKS", "former, ,older"),
    ("DATABASE_URL", "mysql://desk@db/newsroom"),
    ("DATABASE_URL", "postgresql://db.example"),
    ("DATABASE_URL", "postgresql://desk@db:fünf/newsroom"),
    ("DATABASE_URL", "postgresql://desk@db/newsroom?nonsense=1"),
    ("DIRECT_DATABASE_URL", "postgresql://db.example"),
    ("DATABASE_DIRECT_URL", "postgresql://db.example"),
    ("PREPARED_STATEMENTS", "perhaps"),
    ("REPLICA_URLS", "replica.example"),
    ("REPLICA_URLS", "postgresql://db.example"),
    ("REPLICA_URLS", "postgresql://db/newsroom,mysql://desk:secret@db/newsroom"),
    ("REPLICA_URLS", "postgresql://db/newsroom?nonsense=1"),
    ("REPLICA_URLS", "postgresql://db/newsroom,postgresql://db/newsroom"),
    ("DEBUG", "maybe"),
    ("TRUSTED_PROXIES", "proxy.example"),
    ("FEED_PER_MINUTE", "many"),
    ("FEED_PER_MINUTE", "0"),
    ("FEED_WALK_PER_MINUTE", "0"),
    ("FEED_PER_DAY", "-1"),
    ("SMTP_URL", "mail.example"),
    ("SMTP_URL", "smtp://mail.example:99999"),
    ("MAIL_PROVIDER", "brieftaube"),
    ("MAIL_PROVIDER", "../postmark"),
    ("MAIL_PROVIDER", "base"),
    ("NEWSLETTER_PER_MINUTE", "0"),
    ("NEWSLETTER_PER_MINUTE", "many"),
    ("BOUNCE_MAILBOX", "imaps://mail.example/INBOX"),
    ("BOUNCE_MAILBOX", "imaps://desk:geheim@mail.example:port/INBOX"),
    ("BOUNCE_MAILBOX", "pop3://desk:geheim@mail.example/INBOX"),
    ("PURGE_URL", "cache:6081"),
    ("PURGE_URL", "http://cache-1:6081/,cache-2:6081"),
    ("CDN", "akamai"),
    ("CDN", "varnish"),
    ("CDN_MAX_AGE", "0"),
    ("CDN_MAX_AGE", "a day"),
    ("WEBSUB_HUB", "hub.example"),
    ("WEBHOOKS_TO_LOOPBACK", "2"),
    ("WIRES_FROM_LOOPBACK", "2"),
    ("DEMO_WIRE", "2"),
    ("MEDIA_URL_S3", "zeitung"),
    ("MEDIA_URL_S3", "https://s3.example/zeitung"),
    ("MEDIA_URL_S3", "s3://Zeitung"),
    ("MEDIA_URL_S3", "s3://desk:geheim@store.example:9000"),
    ("MEDIA_URL_S3", "s3://desk@store.example:9000/zeitung"),
    ("MEDIA_URL_S3", "s3://desk:geheim@store.example:port/zeitung"),
    ("MEDIA_URL_S3", "s3://desk:geheim@store.example/zeitung?tls=no"),
    ("MEDIA_URL_S3", "s3://desk:geheim@store.example/zeitung?zone=eu"),
    ("MEDIA_URL_S3", "s3://desk:geheim@store.example/zeitung/../hafen"),
    ("MEDIA_URL_S3", "s3://desk:ge/heim@store.example/zeitung"),
    ("MEDIA_SEND", "nginx"),
    ("MEDIA_SEND", "redirect"),
    ("METRICS_NETWORKS", "monitor.example"),
    ("METRICS_TOKEN", "short"),
    ("METRICS_TOKEN", "schlüssel-schlüssel"),
    ("METRICS_LISTEN", "9100"),
    ("METRICS_LISTEN", "10.0.0.5"),
    ("METRICS_LISTEN", "10.0.0.5:many"),
    ("LOG_FORMAT", "xml"),
    ("SENTRY_DSN", "https://sentry.example/7"),
    ("SENTRY_DSN", "https://key@sentry.example:port/7"),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
    ("WEB_WORKERS", "0"),
    ("WEB_WORKERS", "two"),
    ("WEB_THREADS", "-1"),
    ("WORKER_CONCURRENCY", "0"),
    ("WORKER_CONCURRENCY", "nan"),
    ("WORKER_CONCURRENCY", "double"),
    ("WORKER_CONCURRENCY", "1000"),
    ("PASSWORDS", "never"),
    ("OIDC_ISSUER", "login.example.org"),
    ("OIDC_ISSUER", "http://login.example.org"),
    ("OIDC_ISSUER", "https://login.example.org/?realm=desk"),
    ("OIDC_SCOPES", "email"),
    ("OIDC_ROLES", "editor"),
    ("OIDC_ROLES", "groups: desk-editors"),
    ("OIDC_ROLES", "groups: desk-editors=redakteur"),
    ("OIDC_CREATE", "perhaps"),
    ("OIDC_LINK_EMAIL", "perhaps"),
    ("OIDC_CHECK_SECONDS", "5"),
    ("OIDC_CHECK_SECONDS", "nan"),
    ("BACKUP_MAX_AGE", "daily"),
    ("BACKUP_MAX_AGE", "0"),
    ("BACKUP_MAX_AGE", "1.5"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(InvalidEnvironment, match=name) as mistake:
        env.read_environment()

    assert "\n" not in str(mistake.value)
    assert "heim" not in str(mistake.value)  # no password


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT-3"])
def test_every_time_zone_of_the_database_may_be_the_desks(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("DESK_TIME_ZONE", zone)

    assert env.read_environment().desk_time_zone == zone


def test_a_mistyped_time_zone_is_answered_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TIME_ZONE", "Europe/Berlni")

    with pytest.raises(InvalidEnvironment, match="did you mean 'Europe/Berlin'"):
        env.read_environment()


def test_a_wrong_time_zone_is_one_line_on_the_command_line(tmp_path: Path) -> None:
    process = manage(
        tmp_path, "check", DESK_TIME_ZONE="Berlin", DATABASE_URL="postgresql://desk@db/newsroom?nonsense"
    )

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: DATABASE_URL .*\n|newsroom: DESK_TIME_ZONE .*\n", said), said


def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    process = manage(tmp_path / "var", "read_copy", "--as", "credit")

    said = process.communicate(input="", timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: NEWSROOM_DATA_DIR .*\n", said), said


@each_of(
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#a3182b", "#fdfcf9", 7.5),
    ]
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio) -> None:
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.1)


@each_of(["#ffcc00", "#ff6600", "#888888", "#00a0a0"])
def test_an_accent_that_cannot_be_read_is_refused_with_its_contrast(colour) -> None:
    with pytest.raises(
        InvalidEnvironment, match=rf"ACCENT_COLOUR {colour} is too light: .* to 1, and words need 4\.5"
    ):
        check_colour(colour)


@each_of(["red;}body{display:none", "", "#12", "url(//evil)", "#gggggg", "#a3182b;"])
def test_an_accent_that_is_no_colour_is_refused(colour) -> None:
    with pytest.raises(InvalidEnvironment, match="write six hexadecimal digits"):
        check_colour(colour)


@each_of(["#a3182b", "#0a5c36", "#1d3b8b", "#000000"])
def test_a_dark_accent_is_taken(colour) -> None:
    assert check_colour(colour) == colour


def test_a_contact_for_security_is_an_address_that_can_be_opened() -> None:
    assert check_security_contact("mailto:sicherheit@zeitung.example") == "mailto:sicherheit@zeitung.example"
    with pytest.raises(InvalidEnvironment, match="SECURITY_CONTACT"):
        check_security_contact("sicherheit@zeitung.example")


@each_of([(["training"], ["training"]), (["training", " answers"], ["training", "answers"]), (["none"], [])])
def test_classes_of_crawlers_are_named_by_their_words(given, read) -> None:
    assert check_crawlers(given) == read


def test_a_class_of_crawlers_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidEnvironment, match="CRAWLERS_REFUSED names robots"):
        check_crawlers(["robots"])


@pytest.mark.parametrize("name", ["WEBHOOKS_TO_LOOPBACK", "WIRES_FROM_LOOPBACK"])
def test_a_public_desk_sends_no_request_to_its_own_machine(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SITE_URL", "https://zeitung.example")
    monkeypatch.setenv(name, "true")

    with pytest.raises(InvalidEnvironment, match=name):
        env.read_environment()


@pytest.mark.parametrize(
    ("written", "languages"),
    [
        ("de,en", ("de", "en")),
        (" fr , IT,de_at,sr-latn ", ("fr", "it", "de-AT", "sr-Latn")),
        ("rm,de,rm", ("rm", "de")),
    ],
)
def test_the_desk_may_have_any_language_with_a_tag(monkeypatch, written, languages) -> None:
    monkeypatch.setenv("DESK_LANGUAGES", written)

    assert env.read_environment().desk_languages == languages


def test_a_desk_has_german_and_english_unless_it_says_otherwise(monkeypatch) -> None:
    monkeypatch.delenv("DESK_LANGUAGES", raising=False)

    assert env.read_environment().desk_languages == ("de", "en")


def test_text_that_is_no_language_is_repeated_in_the_error(monkeypatch) -> None:
    monkeypatch.setenv("DESK_LANGUAGES", "de,english")

    with pytest.raises(InvalidEnvironment, match="'english', which is no language; write tags of BCP 47"):
        env.read_environment()


def test_a_bucket_without_its_packages_names_the_extra(monkeypatch) -> None:
    monkeypatch.setattr("newsroom.env.media.find_spec", lambda _name: None)
    monkeypatch.setenv("MEDIA_URL_S3", "s3://zeitung")

    with pytest.raises(InvalidEnvironment, match="run `uv sync --extra s3`"):
        env.read_environment()


def test_a_desk_without_a_bucket_needs_no_packages(monkeypatch) -> None:
    monkeypatch.setattr("newsroom.env.media.find_spec", lambda _name: None)

    media = env.read_environment().media

    assert (media.url, media.s3, media.send, media.origins) == ("", None, "django", [])


def test_pages_may_show_what_a_bucket_sends_itself(monkeypatch) -> None:
    monkeypatch.setenv("MEDIA_URL_S3", "s3://desk:geheim@store.example:9000/zeitung/bilder?tls=off")
    monkeypatch.setenv("MEDIA_SEND", "redirect")

    assert env.read_environment().media.origins == ["http://store.example:9000"]


def test_several_replicas_are_separated_by_commas_and_one_may_have_several_hosts(monkeypatch) -> None:
    monkeypatch.setenv("REPLICA_URLS", "postgresql://a:1,b:2/desk , postgres://c/desk,")

    replicas = env.read_environment().replicas.databases

    assert [(one["HOST"], one["PORT"], one["NAME"]) for one in replicas] == [
        ("a,b", "1,2", "desk"),
        ("c", "", "desk"),
    ]


def test_a_replicas_password_is_never_repeated(monkeypatch) -> None:
    monkeypatch.setenv("REPLICA_URLS", "mysql://desk:secret@db/newsroom")

    with pytest.raises(InvalidEnvironment) as mistake:
        env.read_environment()

    assert "secret" not in str(mistake.value)


@pytest.mark.parametrize(
    ("name", "value", "extra"),
    [
        ("SENTRY_DSN", "https://key@sentry.example/7", "sentry"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318", "otel"),
    ],
)
def test_a_setting_whose_package_is_missing_names_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, extra: str
) -> None:
    monkeypatch.setattr(telemetry, "find_spec", lambda _package: None)
    monkeypatch.setenv(name, value)

    with pytest.raises(InvalidEnvironment, match=f"{name} needs .* uv sync --extra {extra}") as mistake:
        env.read_environment()

    assert value not in str(mistake.value)


def test_optional_packages_are_not_loaded_unless_a_setting_asks_for_them() -> None:
    program = (
        "import django, sys; django.setup(); import newsroom.wsgi, newsroom.management.commands.run_worker\n"
        "print([name for name in sys.modules if name.startswith(('sentry_sdk', 'opentelemetry'))])"
    )
    variables = {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": "postgresql://desk@db/newsroom",
    }

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip

    assert done.stdout == "[]\n"
