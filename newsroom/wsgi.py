"""WSGI entry for any server; `manage.py up` serves it by granian."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from newsroom.kept_answers import Answers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django_application = get_wsgi_application()
application = Answers(django_application, stamp=import_string(settings.PAGES_HOLD_UNDER))
