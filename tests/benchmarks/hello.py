"""The floor: a Django project of one view that says hello, with no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="hello", USE_TZ=True)


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"Hello, world", headers={"Content-Length": "12"})


urlpatterns = [path("", hello)]
application = get_wsgi_application()
