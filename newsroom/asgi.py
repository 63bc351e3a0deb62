"""ASGI entry for servers that want one."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_IN_WEB_SERVER"] = "true"
application = get_asgi_application()
del os.environ["NEWSROOM_IN_WEB_SERVER"]  # for the settings of this process, not for programs that it starts
