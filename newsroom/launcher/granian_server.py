"""Granian's command line with preloaded code.

The workers are forked after the code is loaded and share its memory. Nothing loaded here may hold a connection or a
thread.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Sequence
from multiprocessing.util import register_after_fork

from django.conf import settings
from django.db import connections

from newsroom.env import IN_WEB_SERVER, read_environment
from newsroom.launcher.first_pages import build_first_pages
from newsroom.launcher.preload import freeze_memory, load_product
from newsroom.memory import return_large_blocks


def serve(options: Sequence[str]) -> None:
    if settings.configured:  # this process was forked from `up`
        use_database_of_web_server()
    import newsroom.wsgi as web  # noqa: PLC0415  # loads settings for a web server

    load_product()
    return_large_blocks()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        register_after_fork(web, lambda _module: build_first_pages(web.application))
    freeze_memory()
    sys.argv = ["granian", *options]
    runpy.run_module("granian", run_name="__main__")


def use_database_of_web_server() -> None:
    """Replace the settings of `up`, which waits longer for the database."""
    os.environ[IN_WEB_SERVER] = "true"
    database = read_environment().database
    del os.environ[IN_WEB_SERVER]
    connections.settings["default"].update(connections.configure_settings({"default": database})["default"])


if __name__ == "__main__":
    serve(sys.argv[1:])
