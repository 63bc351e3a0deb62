"""Addresses of S3 stores: every form that is allowed, and one line for every other."""

import pytest

from newsroom.env import InvalidEnvironment
from newsroom.env.s3_address import parse_s3_address


def test_an_address_of_any_store_has_host_and_credentials() -> None:
    found = parse_s3_address(
        "X", "s3://AKIA:se%2Fcret@store.example:9000/desk/media/2026?region=eu-west-1&tls=off"
    )

    assert (found.endpoint, found.bucket, found.prefix) == ("http://store.example:9000", "desk", "media/2026")
    assert (found.key, found.secret, found.region) == ("AKIA", "se/cret", "eu-west-1")


def test_an_address_of_amazon_has_bucket_and_prefix_only() -> None:
    found = parse_s3_address("X", "s3://desk-media/prefix/")

    assert (found.endpoint, found.bucket, found.prefix, found.key) == ("", "desk-media", "prefix", "")


def test_an_address_is_shown_without_its_secret() -> None:
    found = parse_s3_address("X", "s3://AKIA:secret@store.example/desk/media")

    assert str(found) == "s3://store.example/desk/media"
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "", "s3://", "https://store.example/desk", "s3:///desk", "s3://key@store.example/desk", "s3://UPPER",
        "s3://key:secret@store.example/", "s3://key:secret@store.example:port/desk", "s3://a:b@c/desk?tls=maybe",
        "s3://a:b@c/desk?color=blue", "s3://a:b@c/desk?tls", "s3://desk/../other", "s3://desk#x", "s3://[::1/desk",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_one_line(text: str) -> None:
    with pytest.raises(InvalidEnvironment, match=r"^X .*write s3://|^X: .*write s3://") as mistake:
        parse_s3_address("X", text)

    assert "\n" not in str(mistake.value)
    assert "secret@" not in str(mistake.value).replace("key:secret@host", "")
