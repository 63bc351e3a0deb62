"""WSGI entry for any server; `manage.py up` serves it by granian."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from newsroom.kept_answers import Answers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_IN_WEB_SERVER"] = "true"
django_application = get_wsgi_application()
del os.environ["NEWSROOM_IN_WEB_SERVER"]  # for the settings of this process, not for programs that it starts
application = wrap_wsgi_with_proxy_headers(  # who asks is told by these proxies, and by nobody else
    Answers(django_application, stamp=import_string(settings.PAGES_HOLD_UNDER)),
    trusted_hosts=settings.TRUSTED_PROXIES,
)
