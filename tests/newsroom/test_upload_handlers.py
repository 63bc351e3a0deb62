import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from articles.models import Photo
from tests.articles.photos.invented import scene_bytes
from tests.factories import make_chief

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return client


@override_settings(UPLOAD_MAX_FILE_SIZE=100_000)
def test_a_file_over_the_limit_is_dropped_while_it_comes_in_and_named(desk: Client):
    large, small = SimpleUploadedFile("a.jpg", bytes(300_000)), SimpleUploadedFile("b.jpg", scene_bytes())

    page = desk.post(reverse("admin:articles_photo_upload"), {"files": [large, small]})

    assert {o.name: o.state for o in page.context["outcomes"]} == {"a.jpg": "refused", "b.jpg": "new"}


@override_settings(UPLOAD_MAX_BODY_SIZE=1000)
def test_a_body_beyond_all_measure_is_not_read_to_its_end(desk: Client):
    page = desk.post(reverse("admin:articles_photo_upload"), {"files": [io.BytesIO(bytes(50_000))]})

    assert [o.state for o in page.context["outcomes"]] == ["refused"]
    assert not Photo.objects.exists()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2)
def test_too_many_files_at_once_get_a_page_that_says_so(desk: Client):
    files = [io.BytesIO(b"x") for _number in range(3)]

    page = desk.post(reverse("admin:articles_photo_upload"), {"files": files})

    assert page.status_code == 400
    assert "Mehr als 2 Dateien" in page.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_much_text_gets_a_page_that_says_so_in_the_desks_language(desk: Client):
    page = desk.post(reverse("admin:articles_photo_upload"), {"rights": "x" * 5000})

    assert page.status_code == 400
    assert "Anfrage nicht angenommen" in page.content.decode()
