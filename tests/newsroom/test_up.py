"""The one command, as a newcomer types it: a whole desk in a data folder of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from io import StringIO
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, OutputWrapper

from articles.actions.stored_secrets import check_secret_key
from newsroom.launcher import network, postgres, preparation
from newsroom.launcher.desk_start import DeskStart
from newsroom.launcher.first_login import create_first_login, refuse_known_password
from newsroom.launcher.start_options import StartOptions
from tests.newsroom.launcher.postgres.test_bundled import START
from tests.newsroom.processes import PATIENCE, in_new_process, manage, server_pid, soon


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Desk:
    """A running `up`, and what it has printed."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    said: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    listener: Thread = field(init=False)

    def start(self) -> "Desk":
        self.process = manage(self.data_dir, "up", "--port", self.port, **self.environment)
        self.listener = Thread(target=self.listen, daemon=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                self.listener.start()
                return self
        pytest.fail(f"up ended with {self.process.wait()}: {self.said}")

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def printed(self, label: str) -> str:
        found = re.search(rf"^ +{label} +(.*)$", self.said, re.MULTILINE)
        return found[1] if found else ""

    def children(self, *words: str) -> list[int]:
        """Processes of this desk, oldest first, whose command line has all of `words`."""
        found = subprocess.run(
            ["/bin/ps", "-ww", "-eo", "pid=,pgid=,args="], capture_output=True, text=True, check=True
        )
        rows = [row.split(maxsplit=2) for row in found.stdout.splitlines()]
        return sorted(
            int(pid)
            for pid, group, args in rows
            if int(group) == self.process.pid and all(w in args for w in words)
        )

    @property
    def workers(self) -> list[int]:
        return self.children("run_worker")

    @property
    def web_servers(self) -> list[int]:
        """The first is the one that starts the others."""
        return self.children("newsroom.rsgi")

    @property
    def is_complete(self) -> bool:
        """A process just forked still bears the supervisor's command line: having asked for it is not having it."""
        return len(self.workers) == 1 and len(self.web_servers) == 3

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as response:
                return int(response.status)
        except urllib.error.HTTPError as answer:
            return answer.code

    def asked(self, path: str) -> tuple[int, str, float]:
        """Status, Retry-After and how long the answer took."""
        began = monotonic()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
                return answer.status, "", monotonic() - began
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Retry-After", ""), monotonic() - began

    def stop(self, sign: int = signal.SIGTERM) -> int:
        os.kill(self.process.pid, sign)
        self.listener.join(PATIENCE)
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    yield base
    postgres.stop(base / "postgres")
    shutil.rmtree(base)


@pytest.fixture(scope="module")
def first(data_dir: Path) -> Iterator[Desk]:
    desk = Desk(data_dir).start()
    yield desk
    if desk.process.poll() is None:
        desk.stop()


def server_answers(data_dir: Path) -> bool:
    try:
        psycopg.connect(host=str(postgres.socket_folder(data_dir / "postgres")), user="newsroom").close()
    except psycopg.OperationalError:
        return False
    return True


def url_of(data_dir: Path) -> str:
    """Without becoming one of those who use the server: `up` would leave it running for us."""
    return f"postgresql://newsroom@/newsroom?host={postgres.socket_folder(data_dir / 'postgres')}"


@pytest.mark.slow
def test_the_first_start_prints_where_everything_is(first: Desk, data_dir: Path) -> None:
    assert first.printed("Site") == f"http://localhost:{first.port}/"
    assert first.printed("Desk") == f"http://localhost:{first.port}/admin/"
    assert first.printed("Data") == str(data_dir)


@pytest.mark.slow
def test_an_empty_site_and_its_desk_answer_under_the_printed_address(first: Desk) -> None:
    assert [first.get("/"), first.get("/admin/login/")] == [200, 200]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["/", "/admin/login/"])
def test_pages_of_the_first_start_name_static_files_that_exist(first: Desk, page: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{first.port}{page}", timeout=PATIENCE) as answer:
        paths = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.read().decode()))

    assert any(path.endswith(".css") for path in paths)
    assert [path for path in sorted(paths) if first.get(path) != 200] == []


@pytest.mark.slow
def test_the_login_printed_at_the_first_start_opens_the_desk(first: Desk) -> None:
    name, password = first.printed("Login").split(" (")[0].strip().split(" / ")
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    login = f"http://localhost:{first.port}/admin/login/"
    browser.open(login)
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"username": name, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"}

    answer = browser.open(login, urlencode(form).encode())

    assert answer.url.endswith("/admin/")
    assert "sessionid" in {cookie.name for cookie in jar}


@pytest.mark.slow
def test_a_second_one_on_the_same_port_is_told_so_in_one_line(first: Desk, data_dir: Path) -> None:
    second = manage(data_dir, "up", "--port", first.port)

    said = second.communicate(timeout=PATIENCE)[0]

    assert second.returncode == 1
    assert re.fullmatch(rf"CommandError: port {first.port} on 127\.0\.0\.1 is taken.*\n", said)


@pytest.mark.slow
def test_a_killed_worker_and_a_killed_web_server_come_back(first: Desk) -> None:
    assert soon(lambda: first.is_complete), first.said
    before = {*first.workers, *first.web_servers}
    os.kill(first.workers[0], signal.SIGKILL)
    os.kill(first.web_servers[0], signal.SIGKILL)

    back = soon(lambda: first.is_complete and not before & {*first.workers, *first.web_servers})

    assert back, first.said
    assert soon(lambda: network.is_answering("127.0.0.1", first.port))


@pytest.mark.slow
def test_a_killed_database_is_started_again_and_worker_and_web_server_go_on(
    first: Desk, data_dir: Path
) -> None:
    assert soon(lambda: first.is_complete), first.said
    before = server_pid(data_dir), first.web_servers
    os.kill(before[0], signal.SIGKILL)

    assert soon(lambda: server_answers(data_dir) and first.get("/") == 200), first.said
    assert server_pid(data_dir) != before[0]
    assert first.web_servers == before[1]
    assert soon(lambda: works(first.workers, url_of(data_dir))), first.said
    assert "Traceback" not in first.said


@pytest.mark.slow
def test_after_kill_9_of_group_and_server_the_next_start_is_like_any_other(
    first: Desk, data_dir: Path
) -> None:
    os.killpg(first.process.pid, signal.SIGKILL)
    os.kill(server_pid(data_dir), signal.SIGKILL)
    first.process.wait()

    again = Desk(data_dir, port=first.port).start()
    answer = again.get("/")
    code = again.stop(signal.SIGINT)

    assert (answer, code) == (200, 0)
    assert again.printed("Login").startswith("the password was shown at the first start")
    assert not again.children("python")
    assert not server_answers(data_dir)


@pytest.mark.slow
@pytest.mark.parametrize("running_before", [True, False])
def test_only_a_database_that_it_started_itself_is_stopped(running_before: bool) -> None:
    data_dir = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    data_dir.chmod(0o755)
    in_new_process(START if running_before else "", data_dir / "postgres").wait()

    with socket.create_server(("127.0.0.1", 0)) as taken:
        manage(data_dir, "up", "--port", taken.getsockname()[1]).wait(PATIENCE)

    assert server_answers(data_dir) == running_before
    postgres.stop(data_dir / "postgres")
    shutil.rmtree(data_dir)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Path]:
    """The folder of a server that `up` does not start, stop or look after."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    folder.chmod(0o755)
    yield folder
    postgres.stop(folder / "postgres")
    shutil.rmtree(folder)


def works(workers: list[int], url: str) -> bool:
    """Whether a worker runs that has signed on to the database lately: it does so only while it can work."""
    question = (
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '15 seconds'"
    )
    with suppress(psycopg.Error), psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
        return bool(workers) and row is not None and row[0] > 0
    return False


OUTAGE_SECONDS = 25
"""Longer than the supervisor of old took to give up."""


@pytest.mark.slow
def test_an_outage_of_another_database_ends_nothing_and_all_is_back_after_it(
    elsewhere: Path, tmp_path: Path
) -> None:
    url = postgres.ensure_running(elsewhere / "postgres")
    desk = Desk(tmp_path, environment={"DATABASE_URL": url}).start()
    try:
        assert soon(lambda: desk.is_complete and works(desk.workers, url)), desk.said
        children = desk.workers, desk.web_servers
        postgres.stop(elsewhere / "postgres")
        desk.get("/")  # may have been on its way
        answers, without_database = [], []
        for _moment in range(OUTAGE_SECONDS):
            answers.append(desk.asked("/"))
            without_database += [desk.asked("/api/v1/changes"), desk.asked("/admin/")]
            sleep(1)
        postgres.ensure_running(elsewhere / "postgres")
        back = soon(lambda: {desk.get("/") for _try in range(8)} == {200})  # from both processes
        back = back and soon(lambda: works(desk.workers, url))

        assert {(status, pause) for status, pause, _seconds in answers} == {(503, "10")}
        # A process that has asked the database for nothing yet refuses a key that is missing and shows the login.
        assert (503, "10") in {(status, pause) for status, pause, _seconds in without_database}
        assert {status for status, *_ in without_database} <= {503, 401, 200}
        assert sorted(seconds for *_, seconds in answers)[-3] < 2  # but for what the machine was busy with
        assert back, desk.said
        assert (desk.workers, desk.web_servers) == children
        assert "Traceback" not in desk.said
    finally:
        desk.stop()


@pytest.mark.slow
def test_up_waits_for_a_database_that_is_away_when_it_starts(elsewhere: Path, tmp_path: Path) -> None:
    url = postgres.ensure_running(elsewhere / "postgres")
    postgres.stop(elsewhere / "postgres")
    process = manage(tmp_path, "up", "--port", free_port(), DATABASE_URL=url)
    assert process.stdout is not None
    first_line = process.stdout.readline()
    postgres.ensure_running(elsewhere / "postgres")

    lines = [process.stdout.readline() for _line in range(2)]
    os.kill(process.pid, signal.SIGTERM)
    process.communicate()

    assert first_line.startswith("- the database cannot be reached, waiting for it: ")
    assert lines == ["- the database answers\n", "- database ready\n"]


def test_a_database_that_refuses_the_account_is_a_mistake_and_not_waited_for(
    elsewhere: Path, tmp_path: Path
) -> None:
    url = postgres.ensure_running(elsewhere / "postgres").replace("newsroom@", "stranger@")
    process = manage(tmp_path, "up", DATABASE_URL=url)

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: the database of DATABASE_URL refuses us: .*stranger.*\n", said)


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    url = "postgresql://desk:topsecret@127.0.0.1:1/newsroom"
    process = manage(tmp_path, "migrate", DATABASE_URL=url)

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: the database of DATABASE_URL cannot be reached: .*refused.*\n", said)
    assert "topsecret" not in said


def test_help_needs_no_database_at_all(tmp_path: Path) -> None:
    process = manage(tmp_path, "up", "--help", DATABASE_URL="postgresql://nowhere.invalid/newsroom")

    assert "--demo" in process.communicate(timeout=PATIENCE)[0]


@pytest.mark.django_db
def test_the_demo_login_is_told_to_be_known_to_everybody() -> None:
    told = create_first_login(weak=True)

    assert told == "admin / demo   (a demo's: known to everybody)"
    assert get_user_model().objects.get(username="admin").check_password("demo")


@pytest.mark.django_db
def test_a_known_password_is_not_served_to_the_network() -> None:
    create_first_login(weak=True)

    with pytest.raises(CommandError, match="password 'demo' of admin is public"):
        refuse_known_password()


@pytest.mark.django_db
def test_a_desk_without_demo_never_gets_a_known_password() -> None:
    told = create_first_login(weak=False)

    password = told.split(" / ")[1].split()[0]
    assert len(password) >= 16
    refuse_known_password()


@pytest.mark.django_db
def test_a_key_of_another_desk_ends_the_start_in_one_line(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_secret_key()
    settings.SECRET_KEY = "made on a second host"
    monkeypatch.setattr(preparation, "migrate_once", lambda _say: None)

    with pytest.raises(CommandError, match="SECRET_KEY is not the key of this database") as refusal:
        preparation.Preparation(StartOptions(), OutputWrapper(StringIO())).prepare()

    assert "\n" not in str(refusal.value)
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize(
    ("desk_host", "site", "desk"),
    [
        ("", "http://localhost:8000/", "http://localhost:8000/admin/"),
        ("desk.example", "https://zeitung.example/", "https://desk.example/admin/"),
    ],
)
def test_the_addresses_of_site_and_desk_are_printed(
    settings: Any, desk_host: str, site: str, desk: str
) -> None:
    settings.SITE_URL, settings.DESK_URL = "https://zeitung.example", "https://desk.example"
    settings.DESK_HOST = desk_host
    said = StringIO()

    DeskStart(StartOptions(), OutputWrapper(said)).summarise()

    assert f"Site   {site}\n" in said.getvalue()
    assert f"Desk   {desk}\n" in said.getvalue()
    assert f"Feed   {site}api/v1/\n" in said.getvalue()
