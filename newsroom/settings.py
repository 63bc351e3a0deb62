"""Django settings; `newsroom.env` reads what differs between installations."""

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom import csp, env, file_permissions
from newsroom.admin.navigation import UNFOLD
from newsroom.logging_config import build_logging
from newsroom.media_store.storages import describe_store
from newsroom.telemetry.job_context import run_in_context

ENVIRONMENT = env.read_environment()
BASE_DIR = env.BASE_DIR
DATA_DIR = ENVIRONMENT.data_dir
WIRE_DIR = ENVIRONMENT.wire_dir
"""Folder with the drop folders of agencies, one for each source; see `articles.actions.intake.receive.drop_folder`."""
THEME_DIR = ENVIRONMENT.theme_dir
"""Folder with templates, styles, fonts and static files that replace the built-in ones; see `articles.site.theme`."""

MONITORING = ENVIRONMENT.monitoring
"""Who may read metrics, the form of log lines, and where errors and traces are reported; see `newsroom.telemetry`."""
LOGGING = build_logging(MONITORING.log_format)

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.secret_key_fallbacks
ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts, *ENVIRONMENT.hosts.extra_names]
SITE_URL = ENVIRONMENT.hosts.site_url
DESK_URL, DESK_HOST = ENVIRONMENT.hosts.desk_url, ENVIRONMENT.hosts.desk_host
"""Base of the desk's addresses; DESK_HOST is empty where the desk is on the site's host."""
DESK_PATHS = ("/admin/", "/plan/")
"""Beginnings of paths that only the desk's host answers; see `newsroom.hosts`."""
SHARED_PATHS = (
    "/static/", "/media/", "/theme/", "/theme.css", "/favicon.ico", "/site.webmanifest",
    "/healthz", "/readyz", "/metrics",
)  # fmt: skip
"""Beginnings of paths that every host answers: files that pages of the desk show, and monitoring."""
REDIRECT_HOSTS = ENVIRONMENT.hosts.redirect_hosts
SITE_NAME = ENVIRONMENT.site_name
SITE_LANGUAGE = ENVIRONMENT.site_language
DESK_LANGUAGES = ENVIRONMENT.desk_languages
"""Tags of the languages that stories may have; the first one is that of a new story."""
ACCENT_COLOUR = ENVIRONMENT.accent_colour
SECURITY_CONTACT = ENVIRONMENT.security_contact
"""Contact in security.txt; without it the contact page or the desk's mail address is used."""
CRAWLERS_REFUSED = ENVIRONMENT.crawlers_refused
"""Classes of crawlers that robots.txt refuses; see `articles.site.crawlers`."""
DESK_TIME_ZONE = ENVIRONMENT.desk_time_zone

INSTALLED_APPS = [
    "newsroom",
    "articles",
    "people",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "newsroom.admin.site.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.compress_desk",
    "newsroom.middleware.add_request_id",
    "newsroom.hosts.separate_hosts",
    "articles.site.moved_addresses.redirect_moved_addresses",
    "articles.feed.middleware.partner_api",
    "articles.intake_api.middleware.agency_push",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.set_language",
    "newsroom.service_unavailable.refuse_while_database_is_away",
    "django.middleware.common.CommonMiddleware",
    "articles.site.typed_addresses.redirect_typed_addresses",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.accounts.language.account_language",
    "articles.accounts.oidc.renewal.renew_provider_session",
    "newsroom.form_submissions.answer_forms_in_json",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True
WSGI_LAYERS = ["articles.feed.repeated_answers.RepeatedAnswers"]
"""WSGI middleware around Django, the innermost first."""
SITE_VERSION = "articles.site.site_version.site_version"
"""Callable that reads the version of the site before a cached page is given out; see `caching.wsgi_cache`."""
PAGE_IS_CURRENT = "articles.site.page_context.is_page_current"
"""Callable that decides by the version and by what a page was built under whether it is given out."""
LOADED_BEFORE_FORKS = "articles.site.preload.load_shared"
"""Callable that loads what all processes share; see `launcher.preload`."""
FIRST_PATHS = "articles.site.preload.list_first_paths"
"""Callable that lists the pages that a web server builds before a reader asks; see `launcher.first_pages`."""

TEMPLATE_LOADERS: list[object] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
if THEME_DIR:
    TEMPLATE_LOADERS.insert(0, ("articles.site.theme.ThemeLoader", [THEME_DIR / "templates"]))
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database}
REPLICAS = ENVIRONMENT.replicas.databases
"""Database settings of the read replicas; see `newsroom.db.replicas`."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SIGN_ON = ENVIRONMENT.sign_on
"""Whether passwords are open, and the OpenID provider; see `newsroom.env.sign_on`."""
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "articles.accounts.backends.AccountBackend",
]
if not SIGN_ON.passwords:  # sessions that a password began end, too
    AUTHENTICATION_BACKENDS.remove("django.contrib.auth.backends.ModelBackend")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if DESK_HOST:
    UNFOLD["SITE_URL"] = f"{SITE_URL}/"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # a lock expires, or is lifted in the desk or by `manage.py axes_reset_username`
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = (
    False  # the page shows when the lock ends, so that time must not move
)
AXES_LOCKOUT_CALLABLE = "articles.accounts.login.locked_page"

LANGUAGE_CODE = SITE_LANGUAGE
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_TZ = True
TIME_ZONE = DESK_TIME_ZONE

STATIC_URL, STATIC_ORIGIN = ENVIRONMENT.hosts.static_url, ENVIRONMENT.hosts.static_origin
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS: list[object] = []
if THEME_DIR and (THEME_DIR / "static").is_dir():
    STATICFILES_DIRS.append(THEME_DIR / "static")
if THEME_DIR and (THEME_DIR / "fonts").is_dir():
    STATICFILES_DIRS.append(("fonts", THEME_DIR / "fonts"))
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_PERMISSIONS = file_permissions.FILE
FILE_UPLOAD_DIRECTORY_PERMISSIONS = file_permissions.FOLDER
MEDIA_URL_S3 = ENVIRONMENT.media.url
"""Address of the bucket of media files, with its password; empty for the folder `MEDIA_ROOT`."""
MEDIA_SEND = ENVIRONMENT.media.send
"""Who sends files; see `media_store.send`."""
STORAGES = {
    "default": describe_store(ENVIRONMENT.media.s3),
    "staticfiles": {"BACKEND": "newsroom.staticfiles.HashedStaticFiles"},
}
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.[^/]+$"  # also files of the former version
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "webp", "avif", "woff2", "gz", "br")

SECURE_CSP = csp.allow_static_files(
    {
        "default-src": [CSP.SELF],
        "style-src": [CSP.SELF, csp.PLAIN_STYLE_SOURCE],
        "img-src": [CSP.SELF, "data:", *ENVIRONMENT.media.origins],
        "media-src": [CSP.SELF, *ENVIRONMENT.media.origins],
        "object-src": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "frame-ancestors": [CSP.NONE],
        "form-action": [CSP.SELF],
    },
    STATIC_ORIGIN,
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
TRUSTED_PROXY_HEADER = ENVIRONMENT.trusted_proxy_header
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.hosts.uses_https else None
SECURE_SSL_REDIRECT = ENVIRONMENT.hosts.uses_https
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by programs at the address of a single host
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.hosts.uses_https else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # HSTS for other hosts of the domain is the operator's decision
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.hosts.uses_https
CSRF_TRUSTED_ORIGINS = [DESK_URL]
UPLOAD_MAX_FILE_SIZE = 60_000_000  # bytes; the rest of a larger file is not received
MEDIA_MAX_FILE_SIZE = ENVIRONMENT.media.max_megabytes * 1_000_000
"""Bytes of one audio or video file."""
UPLOAD_LIMITS_BY_PATH = {"/mediafile/": MEDIA_MAX_FILE_SIZE}
"""Limits of pages that take one file, by a part of their path; a larger body is refused by its announced length."""
UPLOAD_MAX_BODY_SIZE = 2_000_000_000
BODY_LIMITS_BY_PATH = {"/intake/": UPLOAD_MAX_FILE_SIZE + 1_000_000}
"""Limits of bodies by the beginning of their path; a body that is announced as longer is not received."""
FILE_UPLOAD_HANDLERS = [
    "newsroom.upload_handlers.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    12_000_000  # bytes; the parser of copy refuses long pastes with a message of its own
)

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("newsroom/pasted_html.js")], "extensions": {"CleanPaste": html_tags([])}},
    {"js": [static_lazy("newsroom/named_area.js")], "extensions": {"NamedArea": html_tags([])}},
    {"js": [static_lazy("newsroom/toolbar_keys.js")], "extensions": {"ToolbarKeys": html_tags([])}},
    {
        "js": [static_lazy("newsroom/body_boxes.js")],
        "extensions": {"FactBox": html_tags(["aside"]), "PullQuote": html_tags(["aside"])},
    },
    {
        "js": [static_lazy("newsroom/body_table.js")],
        "extensions": {"BodyTable": html_tags(["table", "caption"])},
    },
    {
        "js": [static_lazy("newsroom/body_embed.js")],
        "extensions": {"Embed": html_tags(["figure", "figcaption"])},
    },
    {
        "js": [static_lazy("newsroom/body_picture.js")],
        "extensions": {"BodyPicture": html_tags(["figure"], {"figure": ["data-photos"]})},
    },
    {
        "js": [static_lazy("newsroom/body_media.js")],
        "extensions": {"BodyMedia": html_tags(["figure"], {"figure": ["data-media"]})},
    },
    {"js": [static_lazy("newsroom/link_search.js")], "extensions": {"LinkSearch": html_tags([])}},
    {"js": [static_lazy("newsroom/typography.js")], "extensions": {"TypographyByLanguage": html_tags([])}},
]
"""CleanPaste lets the server reduce pasted HTML to the allowed tags."""

PROCRASTINATE_WORKER_DEFAULTS = {"worker_middleware": [run_in_context]}
"""Options of every job worker."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["articles.feed.authentication.PartnerKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["articles.feed.permissions.IsPartner"],
    "DEFAULT_RENDERER_CLASSES": ["articles.feed.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "articles.feed.exception_handler.problem_response",
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_VERSIONING_CLASS": None,
}
FEED_PER_MINUTE = ENVIRONMENT.feed_per_minute
FEED_WALK_PER_MINUTE = ENVIRONMENT.feed_walk_per_minute
FEED_PER_DAY = ENVIRONMENT.feed_per_day
"""Requests that a partner's key may make per minute and per day; pages of a walk to the end of the log have a limit of
their own per minute."""
WEB_WORKERS, WEB_THREADS = ENVIRONMENT.processes.web_workers, ENVIRONMENT.processes.web_threads
"""Processes of the web server, and threads of each for Python code."""
WORKER_CONCURRENCY = ENVIRONMENT.processes.worker_concurrency
"""Factor for the jobs that run at the same time; see `newsroom.queues`."""
INTAKE_PER_MINUTE = ENVIRONMENT.intake_per_minute
"""Requests that an agency may make per minute to deliver files."""
MAILERS = {"default": ENVIRONMENT.mail.mailer}
SENDS_MAIL = "dummy" not in ENVIRONMENT.mail.mailer["BACKEND"]
ANYMAIL = ENVIRONMENT.mail.provider
"""Settings of the provider that sends the mail; empty for SMTP."""
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender
NEWSLETTER_PER_MINUTE = ENVIRONMENT.mail.per_minute
"""Mails of newsletters that all workers together send per minute."""
BOUNCE_MAILBOX = ENVIRONMENT.mail.bounces
"""Where reports of mail servers arrive; None if nobody reads them."""
DESK_MAIL = ENVIRONMENT.desk_mail
"""Address for notifications about partners' problems; empty for none."""
CDN = ENVIRONMENT.shared_cache.kind
"""Kind of the shared cache that is purged by tag; empty for none. See `newsroom.caching.cache_tags`."""
CDN_MAX_AGE = ENVIRONMENT.shared_cache.max_age
"""Seconds that such a cache shows a page at most without asking again."""
PURGE_URLS = ENVIRONMENT.shared_cache.urls
"""Purge URLs of the shared caches in front of the site, which without `CDN` may show a page for a minute."""
PURGE_METHOD, PURGE_HEADERS, PURGE_BODY = (
    ENVIRONMENT.shared_cache.method,
    ENVIRONMENT.shared_cache.headers,
    ENVIRONMENT.shared_cache.body,
)
BACKUP_MAX_AGE = ENVIRONMENT.backups.max_age
"""Age of the newest backup from which the desk shows an alarm; None for never."""
WEBSUB_HUB = ENVIRONMENT.websub_hub
"""Hub that is notified of changed feeds; empty for none."""
WEBHOOKS_TO_LOOPBACK = ENVIRONMENT.webhooks_to_loopback
"""Allow webhooks to this machine, without TLS, for testing a client."""
WIRES_FROM_LOOPBACK = ENVIRONMENT.wires_from_loopback
"""Allow wire sources and pictures on this machine, without TLS, for tests and demonstrations."""
DEMO_WIRE = ENVIRONMENT.demo_wire
"""Let the invented agencies of `up --demo` deliver."""
DEMO_WIRE_ADDRESS = ENVIRONMENT.demo_wire_address
"""Scheme, host and port of the demo's polled agency on this machine; empty without it."""
SPECTACULAR_SETTINGS = {
    "TITLE": "Partner feed",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "articles.feed.schema.complete_document",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
