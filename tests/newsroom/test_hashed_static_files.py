import gzip
from pathlib import Path

import brotli
import pytest

from newsroom import staticfiles

WORDS = b"".join(b"td.desk-%d{margin:%dpx}" % (number, number * 7919 % 1000) for number in range(4000))


@pytest.mark.parametrize(("size", "quality"), [(20_000, 11), (80_000, 9)])
def test_only_a_large_file_is_pressed_less_than_best(size: int, quality: int, tmp_path: Path) -> None:
    file = tmp_path / "desk.css"
    file.write_bytes(WORDS[:size])

    staticfiles.HashedStaticFiles().create_compressor(quiet=True).compress(str(file))

    assert (tmp_path / "desk.css.br").read_bytes() == brotli.compress(WORDS[:size], quality=quality)
    assert gzip.decompress((tmp_path / "desk.css.gz").read_bytes()) == WORDS[:size]
