"""Granian's command line with preloaded code.

The workers are forked after the code is loaded and share its memory. Nothing loaded here may hold a connection or a
thread.
"""

import gc
import multiprocessing
import runpy
import sys

from django.urls import get_resolver

import newsroom.wsgi  # noqa: F401  # the code that the workers share


def serve() -> None:
    get_resolver().url_patterns  # noqa: B018  # loads every view
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
    gc.collect()
    gc.freeze()  # a collection would write into every shared memory page
    runpy.run_module("granian", run_name="__main__")


if __name__ == "__main__":
    serve()
