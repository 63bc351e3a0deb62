"""A news site on Wagtail, set up for production; the environment names database and folder."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ["WAGTAIL_FOLDER"])
PAGE_CACHE = os.environ.get("WAGTAIL_PAGE_CACHE") == "on"

SECRET_KEY = "measured only on this machine"
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
LANGUAGE_CODE = "de"

INSTALLED_APPS = [
    "news",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "rest_framework",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
if PAGE_CACHE:  # whole answers, compressed, before any other middleware
    MIDDLEWARE[:0] = [
        "django.middleware.cache.UpdateCacheMiddleware",
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
CACHE_MIDDLEWARE_SECONDS = 3600
CACHES = {
    "default": (
        {
            "BACKEND": "diskcache.DjangoCache",
            "LOCATION": os.environ["WAGTAIL_CACHE_FOLDER"],
            "OPTIONS": {"size_limit": 2**33},
            "SHARDS": 4,
            "TIMEOUT": 3600,
        }
        if PAGE_CACHE
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
    # Renditions of pictures are looked up once a process, as Wagtail's manual recommends.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}

ROOT_URLCONF = "news.urls"
WSGI_APPLICATION = "news.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # with the cached loader, as DEBUG is off
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

_ADDRESS = urlsplit(os.environ["WAGTAIL_DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _ADDRESS.path.lstrip("/"),
        "USER": unquote(_ADDRESS.username or ""),
        "PASSWORD": unquote(_ADDRESS.password or ""),
        "HOST": parse_qs(_ADDRESS.query).get("host", [unquote(_ADDRESS.hostname or "")])[0],
        "PORT": _ADDRESS.port or "",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"news": "news_migrations"}
"""Written into the folder when it is prepared, as the tables depend on the release of Wagtail."""

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = FOLDER / "media"

WAGTAIL_SITE_NAME = "News"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}
}
WAGTAILAPI_LIMIT_MAX = 100
WAGTAIL_ENABLE_UPDATE_CHECK = False
