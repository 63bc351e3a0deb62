"""Processor time of a page from the cache, with and without counting it.

Run it against the database of a desk that has stories:

    DATABASE_URL=postgresql://… uv run python -m tests.benchmarks.bench_counts
"""

import os
import random
import statistics
from collections.abc import Callable
from time import thread_time_ns
from typing import Any
from wsgiref.util import setup_testing_defaults

ROUNDS, CALLS = 60, 200


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from newsroom import wsgi

    def make_request() -> dict[str, object]:
        environ: dict[str, object] = {"PATH_INFO": "/", "QUERY_STRING": "", "HTTP_HOST": "localhost"}
        setup_testing_defaults(environ)
        return environ

    from newsroom.telemetry.answer_counts import CountedAnswers
    from newsroom.telemetry.reporters import begin_web_monitoring

    def answer_nothing(_environ: object, start_response: Callable[..., object]) -> list[bytes]:
        start_response("200 OK", [])
        return []

    options: dict[str, Any] = {"begin": begin_web_monitoring, "host": "localhost"}
    applications = {
        "plain": wsgi.pages,
        "counted": CountedAnswers(wsgi.pages, **options),
        "nothing": answer_nothing,
        "nothing counted": CountedAnswers(answer_nothing, **options),
    }
    times: dict[str, list[float]] = {name: [] for name in applications}
    for _round in range(ROUNDS):
        for name, application in random.sample(list(applications.items()), len(applications)):
            began = thread_time_ns()
            for _call in range(CALLS):
                for _part in application(make_request(), lambda *_head: None):
                    pass
            times[name].append((thread_time_ns() - began) / CALLS / 1000)
    plain, counted, nothing, count_alone = (statistics.median(times[name]) for name in applications)
    print(f"plain {plain:.1f} µs, counted {counted:.1f} µs, ratio {counted / plain:.3f}")
    print(f"a count alone {count_alone - nothing:.2f} µs, {(count_alone - nothing) / plain:.2%} of a page")


if __name__ == "__main__":
    main()
