"""Memory that the C library keeps after Python has freed it."""

import sys

import pytest

from newsroom import memory
from tests.newsroom.processes import in_new_process


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
