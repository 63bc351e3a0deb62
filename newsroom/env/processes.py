"""Number of processes, threads and jobs of a host."""

from dataclasses import dataclass

from environs import Env

from newsroom.env.checks import check_positive
from newsroom.env.errors import InvalidEnvironment

MIN_FACTOR, MAX_FACTOR = 0.1, 20.0


@dataclass(frozen=True, slots=True)
class ProcessSettings:
    """Size of the web server and of the job worker.

    `worker_concurrency` is the factor by which `newsroom.queues.CONCURRENCY` is multiplied.
    """

    web_workers: int
    web_threads: int
    worker_concurrency: float


def read_processes(env: Env) -> ProcessSettings:
    return ProcessSettings(
        web_workers=check_positive("WEB_WORKERS", env.int("WEB_WORKERS", default=2)),
        web_threads=check_positive("WEB_THREADS", env.int("WEB_THREADS", default=4)),
        worker_concurrency=check_factor("WORKER_CONCURRENCY", env.float("WORKER_CONCURRENCY", default=1.0)),
    )


def check_factor(variable: str, factor: float) -> float:
    if not MIN_FACTOR <= factor <= MAX_FACTOR:  # false for nan, too
        raise InvalidEnvironment(
            f"{variable} is {factor:g}; write a factor from {MIN_FACTOR:g} to {MAX_FACTOR:g}, such as 0.5 or 2."
        )
    return factor
