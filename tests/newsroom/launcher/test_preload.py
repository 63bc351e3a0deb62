"""What is loaded before the processes of a desk are forked."""

import gc

from articles.text import typography
from newsroom.launcher import preload
from tests.newsroom.processes import in_new_process


def test_the_hyphenation_of_the_sites_language_is_loaded() -> None:
    typography._dictionary.cache_clear()
    typography._divide_word.cache_clear()

    preload.load_product()

    assert typography._dictionary.cache_info().currsize == 1


def test_loading_starts_no_thread_and_opens_no_connection() -> None:
    process = in_new_process("""
        import os, threading
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django
        django.setup()
        from django.db import connection
        from newsroom.launcher import preload
        preload.load_product()
        print(threading.active_count(), connection.connection)
    """)

    assert process.communicate()[0].splitlines()[-1] == "1 None"


def test_frozen_objects_are_exempt_from_garbage_collection() -> None:
    preload.freeze_memory()

    assert gc.get_freeze_count() > 0
    gc.unfreeze()
