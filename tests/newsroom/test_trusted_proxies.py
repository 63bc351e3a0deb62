"""Whose word is taken for a caller's address."""

from typing import Any

import pytest
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from newsroom import env


def address_told(monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, trusted: list[str]) -> str:
    monkeypatch.setenv("TRUSTED_PROXIES", ",".join(trusted))
    heard: list[str] = []

    def desk(environ: dict[str, Any], _start: Any) -> list[bytes]:
        heard.append(environ["REMOTE_ADDR"])
        return []

    served = wrap_wsgi_with_proxy_headers(desk, trusted_hosts=env.read().trusted_proxies)
    served({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}, None)
    return heard[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "told"),
    [
        ("203.0.113.9", "192.0.2.7", [], "203.0.113.9"),
        ("203.0.113.9", "192.0.2.7", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "192.0.2.7", ["127.0.0.1"], "192.0.2.7"),
        ("10.1.2.3", "192.0.2.66, 192.0.2.7, 10.9.9.9", ["10.0.0.0/8"], "192.0.2.7"),
    ],
)
def test_only_a_proxy_of_ours_is_believed_and_only_the_last_hop_before_it(
    monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, trusted: list[str], told: str
) -> None:
    assert address_told(monkeypatch, peer, forwarded, trusted) == told


def test_what_is_no_network_is_said_with_the_name_of_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "127.0.0.1,proxy")

    with pytest.raises(env.EnvironmentMistake, match=r"TRUSTED_PROXIES.*proxy"):
        env.read()
