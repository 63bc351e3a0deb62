"""Pictures by `MEDIA_SEND` against nginx's own rate for the same files: `python -m tests.benchmarks.bench_media`.

A desk of its own has stories with one picture each. nginx runs with the configuration for operators and sends the same files
once more from an open location: that is the floor. `bare` is an application that only says hello, through the same
nginx: no decision can cost less. All are asked in turn by the same readers; `busy` is processor time
of nginx, the desk and the database, and `by busy` the ratio of it, which other work on the machine moves least. The
bucket is only needed to sign for `redirect`, whose files the store would send.
"""

import argparse
import io
import os
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from tests.benchmarks.bench_site import postmaster_of, prepare, serve_application
from tests.benchmarks.load import Measured, Turn, question, spent, sum_turns, take_turn
from tests.nginx import free_port, run_nginx
from tests.paths import ROOT
from tests.s3_server import run_s3_server

PICTURES, SECONDS, TURNS = 40, 3.0, 3
GOAL = 0.3
OPEN_SERVER = """
server {{
    listen 127.0.0.1:{port};
    location / {{ alias {media}/; open_file_cache max=10000; }}
}}
upstream bare {{ server 127.0.0.1:{bare}; keepalive 32; }}
server {{
    listen 127.0.0.1:{bare_port};
    location / {{ proxy_pass http://bare; proxy_http_version 1.1; proxy_set_header Connection ""; }}
}}
"""


@dataclass(frozen=True)
class Way:
    name: str
    port: int
    asked: Sequence[bytes]
    servers: Sequence[int]
    statuses: frozenset[int]


def scene_bytes(seed: int) -> bytes:
    """A picture with as much detail as a press photo: about 200 kB at a width of 1,200 pixels."""
    noise = random.Random(seed)
    small = Image.frombytes("RGB", (160, 107), noise.randbytes(160 * 107 * 3))
    scene = small.resize((1600, 1067), Image.Resampling.BICUBIC).filter(ImageFilter.UnsharpMask(2, 80))
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def make_pictures(width: int) -> list[str]:
    """Publish the stories, unless the desk has them; return the addresses of their pictures."""
    from django.utils import timezone

    from articles.actions.photos.save import add_photo
    from articles.models import Photo
    from articles.photos.renditions import rendition_name
    from articles.rights.grants import RightsChannel
    from tests.factories import make_published

    while (made := Photo.objects.exclude(file="").count()) < PICTURES:
        photo = add_photo(
            {"credit_raw": "Foto: Jonna Ekvall", "alt_text": "Kran", "caption": "Ein Kran."},
            by=None, at=timezone.now(), data=scene_bytes(made), name="kran.jpg", channels=(RightsChannel.SITE,),
        )  # fmt: skip
        make_published(f"Hafenplan {made}", pictures=(photo,), at=timezone.now())
    return [
        f"/media/{rendition_name(photo, width, 'jpg')}"
        for photo in Photo.objects.exclude(file="").order_by("pk")
    ]


def find_location(port: int, path: str) -> str:
    import http.client

    link = http.client.HTTPConnection("127.0.0.1", port)
    link.request("GET", path, headers={"Host": "localhost"})
    answer = link.getresponse()
    answer.read()
    return answer.headers["X-Accel-Redirect"].removeprefix("/protected/media/")


def copy_to_bucket(media: Path, url: str) -> None:
    """Put the renditions into the bucket of the desk that redirects."""
    from newsroom.media_store.address import parse_address
    from newsroom.media_store.s3_bucket import MediaBucket

    bucket = MediaBucket(address=parse_address(url))
    for file in (media / "renditions").glob("*.jpg"):
        bucket.replace(f"renditions/{file.name}", file.read_bytes())


def ways(folder: Path, width: int, stack: ExitStack) -> Iterator[Way]:
    """Start nginx and a desk for each way, and yield what is asked."""
    paths, media, database = make_pictures(width), folder / "media", postmaster_of(folder)
    asked, ok = [question(path) for path in paths], frozenset({200})
    s3 = stack.enter_context(run_s3_server())
    copy_to_bucket(media, s3.url())
    serve = {
        send: stack.enter_context(serve_application("newsroom.rsgi:application", environment=environment))
        for send, environment in {
            "accel": {"MEDIA_SEND": "accel"},
            "django": {"MEDIA_SEND": "django"},
            "redirect": {"MEDIA_SEND": "redirect", "MEDIA_URL_S3": s3.url()},
        }.items()
    }
    desk, process = serve["accel"]
    files = [find_location(desk, path) for path in paths]
    size = sum((media / file).stat().st_size for file in files) / len(files) / 1000
    print(f"{len(files)} pictures of {size:.0f} kB on average")
    hello, hello_process = stack.enter_context(serve_application("tests.benchmarks.hello:application"))
    port, bare_port = free_port(), free_port()
    own = OPEN_SERVER.format(port=port, media=media, bare=hello, bare_port=bare_port)
    nginx = stack.enter_context(run_nginx(desk=desk, media=media, more=own, workers=2))
    yield Way("nginx alone", port, [question(f"/{file}") for file in files], [nginx.pid], ok)
    yield Way("bare", bare_port, [question("/")], [nginx.pid, hello_process], ok)
    yield Way("accel", nginx.port, asked, [nginx.pid, process, database], ok)
    yield Way("django", serve["django"][0], asked, [serve["django"][1], database], ok)
    yield Way("redirect", serve["redirect"][0], asked, [serve["redirect"][1], database], frozenset({302}))


def compare(found: Sequence[Way], seconds: float) -> dict[str, Measured]:
    turns: dict[str, list[Turn]] = {way.name: [] for way in found}
    for way in found:
        take_turn(way.port, way.asked, lambda: 0.0, seconds=1)  # both workers know the pictures
    for _turn in range(TURNS):
        for way in found:
            clock = lambda servers=way.servers: spent(servers)  # noqa: E731
            turns[way.name].append(take_turn(way.port, way.asked, clock, seconds=seconds))
    measured = {name: sum_turns(done) for name, done in turns.items()}
    for way in found:
        assert measured[way.name].statuses == way.statuses, (way.name, measured[way.name].statuses)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench" / "media")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument(
        "--width", type=int, default=1200, help="of the pictures, in pixels (default %(default)s)"
    )
    options = parser.parse_args()
    os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1"
    prepare(options.folder, stories=20)
    with ExitStack() as stack:
        measured = compare(list(ways(options.folder, options.width, stack)), options.seconds)
    floor = measured["nginx alone"]
    print(f"{'':14}{'rate/s':>9}{'p50 ms':>9}{'busy µs':>9}{'÷ nginx':>9}{'by busy':>9}")
    for name, one in measured.items():
        ratio, by_busy = one.rate / floor.rate, floor.busy / one.busy
        print(f"{name:14}{one.rate:9.0f}{one.p50:9.1f}{one.busy:9.0f}{ratio:9.2f}{by_busy:9.2f}")
    ratio = measured["accel"].rate / floor.rate
    print(f"accel is {ratio:.2f} of nginx's own rate; the goal is {GOAL}")
    sys.exit(0 if ratio >= GOAL else 1)


if __name__ == "__main__":
    main()
