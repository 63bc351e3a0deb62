"""`python -m newsroom.launcher.granian_server`: granian's command line, with the product loaded before workers part.

What all workers have in common then stands in memory once. Nothing loaded here holds a connection or a thread.
"""

import gc
import multiprocessing
import runpy
import sys

from django.urls import get_resolver

import newsroom.wsgi  # noqa: F401  # the product: what the workers shall share


def serve() -> None:
    get_resolver().url_patterns  # noqa: B018  # loads every view
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
    gc.collect()
    gc.freeze()  # collecting would write into every page of memory that is shared
    runpy.run_module("granian", run_name="__main__")


if __name__ == "__main__":
    serve()
