"""Inside pytest: the session that forks a process for each mutant, and the one that imports a changed module."""

import functools
import gc
import importlib.machinery
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.util import spec_from_file_location
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests.mutation.modules import Target
from tests.mutation.mutants import Mutant
from tests.mutation.run import AT_IMPORT, WARM, Outcome, wait_for
from tests.paths import ROOT

TOOL = 4
"""A free number among the tools that may watch a program run."""
PROJECT = ("articles", "people", "newsroom", "tests")

type Swap = tuple[FunctionType, CodeType]


class Ending:
    """Leave before anything is torn down that other sessions still use."""

    def pytest_configure(self) -> None:
        quicken_properties()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        sys.stdout.flush()
        os._exit(int(exitstatus))


def quicken_properties() -> None:
    """The same examples in each run, and no search for the smallest one."""
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutation", derandomize=True, database=None, phases=phases, deadline=None)
    settings.load_profile("mutation")


class Forking(Ending):
    """Run the tests once as they are, then in a fork for each mutant."""

    def __init__(self, target: Target, mutants: Sequence[Mutant], writing: int) -> None:
        self.target, self.mutants, self.writing = target, mutants, writing
        self.path = str(ROOT / target.path)
        self.called: set[str] = set()
        self.at_import: set[str] = set()
        self.tests_of: dict[str, list[tuple[float, pytest.Item]]] = {}
        self.seconds: list[tuple[float, pytest.Item]] = []
        self.failed: list[str] = []

    def pytest_configure(self) -> None:
        super().pytest_configure()
        sys.monitoring.use_tool_id(TOOL, "mutation")
        sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, self._note)
        sys.monitoring.set_events(TOOL, sys.monitoring.events.PY_START)

    def _note(self, code: CodeType, _offset: int) -> object:
        if code.co_filename == self.path:
            self.called.add(code.co_qualname.partition(".<locals>")[0])
        return sys.monitoring.DISABLE

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return False
        self.at_import = self.called.copy()
        self.own_caches = list(caches_of(self.target.module))
        self.queries = [] if self.target.is_pure else list(compiled_queries())
        for item in session.items:
            self._run_unchanged(item, session)
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)
        if self.failed or not session.items:
            print("failing without any change:", *self.failed, sep="\n")
            session.testsfailed = max(1, session.testsfailed)
            return True
        self._run_mutants(session)
        return True

    def _run_mutants(self, session: pytest.Session) -> None:
        if not self.target.is_pure:
            close_connections()
        self.functions = functions_of(self.path)
        self.caches = list(caches_of(*PROJECT))
        self._tell(WARM, loaded_libraries())
        if self._fork([], list(session.items), session) != 0:
            print("the tests fail when they run a second time, in a fork:", *self.failed, sep="\n")
            session.testsfailed = 1
            return
        gc.collect()
        gc.freeze()  # a fork that collects garbage copies every page it looks at
        for place, mutant in enumerate(self.mutants):
            self._tell(place, self._try(mutant, session))

    def _tell(self, place: int, content: object) -> None:
        os.write(self.writing, json.dumps([place, content]).encode() + b"\n")

    def _run_unchanged(self, item: pytest.Item, session: pytest.Session) -> None:
        for cache in self.own_caches:
            cache.cache_clear()
        discard_statements(self.queries)
        self.called.clear()
        sys.monitoring.restart_events()
        began = time.perf_counter()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)
        seconds = time.perf_counter() - began
        self.seconds.append((seconds, item))
        for name in self.called:
            self.tests_of.setdefault(name, []).append((seconds, item))

    def _try(self, mutant: Mutant, session: pytest.Session) -> str:
        if not mutant.place or mutant.place in self.at_import:
            return AT_IMPORT
        tests = sorted(self.tests_of.get(mutant.place, ()), key=lambda pair: pair[0])
        if not tests:
            return Outcome.UNTESTED
        swaps = list(swaps_for(mutant, self.path, self.functions))
        if not swaps:
            return AT_IMPORT
        ended = self._fork(swaps, [item for _, item in tests], session)
        return Outcome.SURVIVED if ended == 0 else Outcome.KILLED

    def _fork(self, swaps: "list[Swap]", tests: list[pytest.Item], session: pytest.Session) -> int | None:
        child = os.fork()
        if child == 0:
            self._run_changed(swaps, tests, session)
        chosen = set(tests)
        seconds = sum(seconds for seconds, item in self.seconds if item in chosen)
        ended = wait_for(child, 10 + 6 * seconds)
        if ended is None and not self.target.is_pure:
            empty_database(session)
        return ended

    def _run_changed(self, swaps: "list[Swap]", tests: list[pytest.Item], session: pytest.Session) -> None:
        gc.disable()
        try:
            for function, code in swaps:
                function.__code__ = code
            for cache in self.caches:
                cache.cache_clear()
            discard_statements(self.queries)
            for item in tests:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)
                if self.failed:
                    sys.stdout.flush()
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(2)


def functions_of(path: str) -> dict[str, list[FunctionType]]:
    """Every function of the module that is alive, wherever a decorator has put it."""
    found: dict[str, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == path:
            found.setdefault(thing.__code__.co_qualname, []).append(thing)
    return found


def swaps_for(mutant: Mutant, path: str, functions: dict[str, list[FunctionType]]) -> "Iterator[Swap]":
    """The functions with the code they get; nothing where one cannot take it."""
    code = next(
        (c for c in codes_in(compile(mutant.source, path, "exec", dont_inherit=True)) if c.co_qualname == mutant.place),
        None,
    )  # fmt: skip
    for function in functions.get(mutant.place, ()):
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            yield function, code


def codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_in(constant)


def caches_of(*modules: str) -> Iterator[Any]:
    """The caches of functions there: what was answered before the change must be asked again."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            home = getattr(thing, "__module__", None) or ""
            if home.startswith(tuple(f"{module}." for module in modules)) or home in modules:
                yield thing


def compiled_queries() -> Iterator[Any]:
    """Yield those of all modules: what one of them calls may be what is changed."""
    from newsroom.db.compiled_queries import CompiledQuery, CompiledQueryVariants

    for thing in gc.get_objects():
        if isinstance(thing, CompiledQuery | CompiledQueryVariants):
            yield thing


def discard_statements(queries: Sequence[Any]) -> None:
    """A statement that was compiled before the change has nothing of it."""
    for query in queries:
        if hasattr(query, "known"):
            query.known.clear()
        else:
            query.compiled, query.layouts, query.columns = None, (), None


def loaded_libraries() -> list[str]:
    """What a session has imported that is not the project's: imported once, it is there for all that follow."""
    return [
        name for name in sys.modules if name.partition(".")[0] not in {*PROJECT, "__main__", "__mp_main__"}
    ]


def close_connections() -> None:
    """A fork must not share what its parent talks over."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.close_pool()


def empty_database(session: pytest.Session) -> None:
    """A stopped process leaves what it had committed."""
    from pytest_django.plugin import blocking_manager_key

    child = os.fork()
    if child == 0:
        try:
            from django.core.management import call_command

            with session.config.stash[blocking_manager_key].unblock():
                call_command("flush", verbosity=0, interactive=False)
        finally:
            os._exit(0)
    wait_for(child, 60)


class Changed(MetaPathFinder):
    """Imports one module from a changed source."""

    def __init__(self, target: Target, source: str) -> None:
        self.target, self.source = target, source

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.target.module:
            return None
        file = str(ROOT / self.target.path)
        return spec_from_file_location(fullname, file, loader=_Loader(fullname, file, self.source))


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec", dont_inherit=True)
