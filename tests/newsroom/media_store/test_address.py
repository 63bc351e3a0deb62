from newsroom.media_store.address import S3Address, parse_address
from tests.tables import each_of


@each_of(
    [
        ("s3://zeitung", S3Address("zeitung")),
        (
            "s3://zeitung/bilder/2026?region=eu-central-1",
            S3Address("zeitung", "bilder/2026", region="eu-central-1"),
        ),
        (
            "s3://desk:a%2Fb%40c@store.example:9000/zeitung/bilder?tls=off",
            S3Address("zeitung", "bilder", "http://store.example:9000", key="desk", secret="a/b@c"),
        ),
        ("s3://store.example:443/zeitung", S3Address("zeitung", "", "https://store.example:443")),
        (
            "s3://desk:secret@[::1]/zeitung?region=fr-par",
            S3Address("zeitung", "", "https://[::1]", "fr-par", "desk", "secret"),
        ),
    ]
)
def test_an_address_names_a_store_or_only_a_bucket(text: str, address: S3Address) -> None:
    assert parse_address(text) == address


def test_an_address_is_shown_without_its_password() -> None:
    address = parse_address("s3://desk:geheim@store.example:9000/zeitung/bilder")

    assert str(address) == "s3://store.example:9000/zeitung/bilder"
    assert "geheim" not in repr(address)


@each_of(
    [
        ("s3://zeitung?region=eu-central-1", "https://zeitung.s3.eu-central-1.amazonaws.com"),
        ("s3://zei.tung", "https://s3.us-east-1.amazonaws.com"),
        ("s3://k:s@store.example:9000/zeitung?tls=off", "http://store.example:9000"),
    ]
)
def test_signed_addresses_have_the_origin_of_the_bucket(text: str, origin: str) -> None:
    assert parse_address(text).origin == origin
