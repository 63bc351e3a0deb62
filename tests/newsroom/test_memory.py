"""Memory that the C library keeps after Python has freed it."""

import sys

import pytest

from newsroom import memory
from tests.newsroom.processes import PATIENCE, in_new_process


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps freed blocks for a thread")
def test_a_large_block_that_a_thread_has_freed_goes_back_to_the_system() -> None:
    process = in_new_process("""
        import threading
        from pathlib import Path
        from newsroom.memory import return_large_blocks
        def anonymous():
            lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
            return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Anonymous"))
        def work():
            bytearray(b"x") * 30_000_000
            block = bytearray(b"x") * 15_000_000
            kept.append(bytearray(b"x") * 1_000)
            del block
        kept = []
        return_large_blocks()
        before = anonymous()
        for _ in range(6):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        print(anonymous() - before)
    """)

    assert int(process.communicate()[0]) < 20


def test_free_pages_are_returned_where_the_c_library_can(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.return_free_pages()
    monkeypatch.setattr(sys, "platform", "darwin")

    memory.return_large_blocks()
    memory.return_free_pages()


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps freed blocks for a thread")
def test_a_worker_that_has_rendered_photos_gives_the_memory_back() -> None:
    process = in_new_process("""
        import threading
        from io import BytesIO
        from pathlib import Path
        from PIL import Image
        from newsroom.memory import return_free_pages, return_large_blocks
        def anonymous():
            lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
            return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Anonymous"))
        def render():
            picture = Image.open(BytesIO(source.getvalue()))
            picture.load()
            for width in (800, 400):
                picture.resize((width, width)).save(BytesIO(), "WEBP", method=0)
                kept.append(bytearray(b"x" * 900))
            used.append(anonymous())
        return_large_blocks()
        kept, used, source = [], [], BytesIO()
        Image.effect_noise((3000, 3000), 60).convert("RGB").save(source, "JPEG")
        render()
        return_free_pages()
        before = anonymous()
        for _ in range(4):
            thread = threading.Thread(target=render)
            thread.start()
            thread.join()
        return_free_pages()
        print(max(used) - before, anonymous() - before)
    """)

    used, left = map(int, process.communicate(timeout=PATIENCE)[0].split())

    assert used > 20
    assert left < used / 2
