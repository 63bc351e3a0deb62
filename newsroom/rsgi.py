"""RSGI application of `manage.py up`, which receives requests whole."""

from django.conf import settings

from newsroom.launcher.receiver import AnswerThreads, Receiver
from newsroom.wsgi import application as wsgi_application


def find_max_length(path: str) -> int:
    return next(
        (limit for start, limit in settings.BODY_LIMITS_BY_PATH.items() if path.startswith(start)),
        settings.UPLOAD_MAX_BODY_SIZE,
    )


application = Receiver(wsgi_application, AnswerThreads(settings.WEB_THREADS), find_max_length)
