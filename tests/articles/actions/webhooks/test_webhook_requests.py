"""A call that hangs goes on without the job that began it, and is never doubled."""

from collections.abc import Iterator
from threading import Event

import pytest
from django.db import DatabaseError

from articles.actions.webhooks.webhook_requests import EndpointCalls
from tests.newsroom.processes import soon


class Endpoint:
    """Answers once it is let go."""

    def __init__(self) -> None:
        self.called, self.answer = 0, Event()

    def __call__(self) -> None:
        self.called += 1
        self.answer.wait(60)


@pytest.fixture
def hanging() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    yield endpoint
    endpoint.answer.set()


@pytest.fixture
def prompt() -> Endpoint:
    endpoint = Endpoint()
    endpoint.answer.set()
    return endpoint


def test_a_prompt_endpoint_has_answered_when_the_job_goes_on(prompt) -> None:
    assert EndpointCalls(most=1).call(1, prompt)
    assert prompt.called == 1


def test_a_hanging_endpoint_does_not_keep_the_job_nor_other_endpoints(hanging, prompt) -> None:
    calls = EndpointCalls(most=2)

    assert [calls.call(1, hanging), calls.call(2, prompt)] == [False, True]


def test_what_comes_while_an_endpoint_is_called_is_delivered_after_it_and_once(hanging) -> None:
    calls = EndpointCalls(most=2)
    for _ in range(3):
        calls.call(1, hanging)
    assert hanging.called == 1

    hanging.answer.set()

    assert soon(lambda: hanging.called == 2, 10)
    assert soon(lambda: calls.call(1, hanging), 10)


def test_no_more_endpoints_hang_at_once_than_there_are_threads_for(hanging, prompt) -> None:
    calls = EndpointCalls(most=1)
    calls.call(1, hanging)

    assert not calls.call(2, prompt)
    hanging.answer.set()
    assert soon(lambda: calls.call(2, prompt), 10)


def test_a_call_that_fails_gives_its_place_back() -> None:
    calls = EndpointCalls(most=1)

    def fall() -> None:
        raise DatabaseError("the server closed the connection")

    assert [calls.call(1, fall), calls.call(2, Event().is_set)] == [True, True]
