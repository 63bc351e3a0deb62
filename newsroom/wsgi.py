"""WSGI application for any server; `manage.py up` runs it with granian."""

import multiprocessing
import os
import signal

if multiprocessing.parent_process() is not None:  # in a worker of plain granian
    # A fork has the handlers of granian's first process, which would lose a signal until the worker has its own.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from newsroom.caching.wsgi_cache import WSGIPageCache
from newsroom.frame_room import give_room
from newsroom.launcher.first_pages import build_first_pages
from newsroom.proxies import trust_proxies
from newsroom.telemetry.answer_counts import CountedAnswers
from newsroom.telemetry.reporters import accepted_host, begin_web_monitoring

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_IN_WEB_SERVER"] = "true"
django_application = get_wsgi_application()
del os.environ["NEWSROOM_IN_WEB_SERVER"]  # for the settings of this process, not for programs that it starts
inner = django_application
for layer in settings.WSGI_LAYERS:
    inner = import_string(layer)(inner)
pages = WSGIPageCache(
    inner,
    site_version=import_string(settings.SITE_VERSION),
    is_current=import_string(settings.PAGE_IS_CURRENT),
)
application = trust_proxies(
    CountedAnswers(give_room(pages), begin=begin_web_monitoring, host=accepted_host()),
    settings.TRUSTED_PROXIES,
    settings.TRUSTED_PROXY_HEADER,
)
if multiprocessing.parent_process() is not None:  # in a worker of plain granian
    build_first_pages(application)
