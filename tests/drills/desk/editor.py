"""One simulated editor. Every choice is drawn from the seed; what the screens say is written down as a promise."""

import json
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drills.desk.browser import Browser, NoAnswer, clashing_fields, controls, offered_drafts, warnings
from tests.drills.desk.journal import TYPED, Promises, Texts, holds

FORM = "article_form"
PUBLISH_FORM = "publish-form"
GOES_ON = 0.8
"""How often an editor writes on after a save instead of opening the story anew."""
BREATH_SECONDS = 0.2
"""What an editor waits after an error page or a silent server."""


class Puzzled(Exception):
    """The server answered with something an editor can do nothing with: an error page, a lost session."""


@dataclass(slots=True)
class Page:
    """The story's form as it stands in one window."""

    fields: dict[str, str]
    window: str
    typed: set[str] = field(default_factory=set)

    @property
    def based_on(self) -> int:
        return int(self.fields["based_on"])

    def after_saving(self) -> "Page":
        """The form as it stands when nobody else has saved meanwhile; if somebody has, the next save is a conflict."""
        left = {name: value for name, value in self.fields.items() if not name.startswith("merge-")}
        return Page(left | {"based_on": str(self.based_on + 1)}, self.window)

    def texts(self) -> Texts:
        """What was typed here and would be saved: fields given up for the other's wording are not."""
        left = {name for name in TYPED if self.fields.get(f"merge-{name}") == "theirs"}
        return {name: self.fields[name] for name in sorted(self.typed - left)}


@dataclass(slots=True)
class Editor:
    name: str
    password: str
    story: int
    browser: Browser
    chance: random.Random
    promises: Promises
    page: Page | None = None
    signed_in: bool = False
    marks: int = 0

    def work(self, stop: threading.Event) -> None:
        """One act after the other until told to stop; a silent server is an everyday event."""
        while not stop.is_set():
            try:
                self.next_act()()
            except NoAnswer:
                self.promises.count("no answer")
                stop.wait(BREATH_SECONDS)
            except Puzzled as trouble:
                self.promises.count(str(trouble))
                stop.wait(BREATH_SECONDS)

    def next_act(self) -> Callable[[], None]:
        if not self.signed_in:
            return self.sign_in
        if self.page is None:
            return self.open
        acts: dict[Callable[[], None], int] = {
            self.type: 30, self.keep: 20, self.save: 20, self.publish: 8, self.beat: 6, self.take_over: 4,
            self.crash: 4, self.crash_in_mid_save: 3, self.sign_out: 1,
        }  # fmt: skip
        return self.chance.choices(list(acts), list(acts.values()))[0]

    def address(self, step: str) -> str:
        return f"/admin/articles/article/{self.story}/{step}/"

    def sign_in(self) -> None:
        self.signed_in = self.browser.sign_in(self.name, self.password)
        if not self.signed_in:
            raise Puzzled("login not possible")

    def sign_out(self) -> None:
        """The session ends while the form stays open."""
        self.browser.cookies.clear()
        self.signed_in = False

    def open(self) -> None:
        answer = self.browser.get(self.address("change"))
        self.understand(answer.status, signed_out=answer.signed_out)
        self.page = Page(controls(answer.text, FORM), self.new_window())
        drafts = offered_drafts(answer.text)
        if drafts and self.chance.random() < 0.6:
            self.take_up(drafts[0])

    def take_up(self, draft: str) -> None:
        """What was kept stands in the form again, or something is lost."""
        self.page = None
        answer = self.browser.post(self.address("change"), [("_take_up", draft)])
        self.understand(answer.status, signed_out=answer.signed_out)
        fields = controls(answer.text, FORM)
        page = Page(fields, fields["window"])
        self.promises.count("drafts taken up")
        if kept := self.promises.kept.get(page.window):
            page.typed = set(kept.texts)
            if not any(holds(fields, told) for told in (kept.texts, *kept.since)):
                self.promises.broken.append(
                    f"{self.name}: the draft offered is not the one kept {kept.texts}"
                )
        self.page = page

    def type(self) -> None:
        page = self.at_hand()
        for name in self.chance.sample(TYPED, self.chance.randint(1, 2)):
            self.marks += 1
            words = f"{self.name} schreibt über Kräne, Satz {self.marks}"
            page.fields[name] = f"<p>{words}</p>" if name == "body" else words
            page.typed.add(name)
        self.promises.count("texts typed")

    def keep(self) -> None:
        """The draft that the form's script sends every few seconds."""
        page = self.at_hand()
        if not page.typed:
            return
        form = json.dumps([[name, value] for name, value in page.fields.items() if name[0] != "_"])
        texts = {name: page.fields[name] for name in sorted(page.typed)}
        self.promises.trying(page.window, texts)
        answer = self.browser.post(self.address("unsaved"), [("form", form), ("window", page.window)])
        self.understand(answer.status, signed_out=answer.signed_out)
        self.promises.told_kept(page.window, texts)

    def save(self) -> None:
        page = self.at_hand()
        texts = page.texts()
        self.promises.trying(page.window, texts)
        answer = self.browser.post(self.address("change"), self.sent(page))
        if answer.status == 302 and not answer.signed_out:
            self.promises.told_saved(page.window, texts, page.based_on)
            self.page = page.after_saving() if self.chance.random() < GOES_ON else None
            return
        self.understand(answer.status, signed_out=answer.signed_out)
        self.promises.count("conflicts")
        page.fields = controls(answer.text, FORM)
        for name in clashing_fields(answer.text):
            page.fields[f"merge-{name}"] = self.chance.choice(("mine", "theirs"))

    def sent(self, page: Page) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in page.fields.items() if name != "window"]
        return [*kept, ("window", page.window), ("_move", "")]

    def publish(self) -> None:
        """What was saved last, by whomever, with every warning overruled."""
        panel = self.browser.get(self.address("publish"))
        self.understand(panel.status, signed_out=panel.signed_out)
        fields = controls(panel.text, PUBLISH_FORM)
        reasons = {name: "geprüft" for name in fields if name.startswith("why-")}
        ticks = dict.fromkeys(warnings(panel.text), "on")
        answer = self.browser.post(
            self.address("publish"), list({**fields, **reasons, **ticks, "kind": "update"}.items())
        )
        if answer.status == 302 and not answer.signed_out:
            self.promises.told_published(int(fields["based_on"]))
            return
        self.understand(answer.status, signed_out=answer.signed_out)
        self.promises.count("updates refused")

    def beat(self) -> None:
        page = self.at_hand()
        writes = [("writes", "yes"), ("unsaved", "yes" if page.typed else "no")]
        answer = self.browser.post(self.address("beat"), [("window", page.window), *writes])
        self.understand(answer.status, signed_out=answer.signed_out)

    def take_over(self) -> None:
        window = self.at_hand().window
        answer = self.browser.post(self.address("beat"), [("window", window), ("writes", "no")])
        self.understand(answer.status, signed_out=answer.signed_out)
        holder = json.loads(answer.text)["holder"]
        if holder is None:
            return
        of = [("window", window), ("of", str(holder["id"]))]
        answer = self.browser.post(self.address("take-over"), of)
        if answer.status != 409:
            self.understand(answer.status, signed_out=answer.signed_out)
            self.promises.count("take-overs")

    def crash(self) -> None:
        """The window is gone with all that was typed since the last draft was kept."""
        self.page = None
        self.promises.count("browser crashes")

    def crash_in_mid_save(self) -> None:
        page = self.at_hand()
        self.promises.trying(page.window, page.texts())
        self.browser.hang_up(self.address("change"), self.sent(page))
        self.crash()

    def at_hand(self) -> Page:
        if self.page is None:
            raise Puzzled("no form open")
        return self.page

    def new_window(self) -> str:
        return f"{self.name}-{self.chance.getrandbits(64):016x}"

    def understand(self, status: int, *, signed_out: bool) -> None:
        if signed_out or status == 403:
            self.signed_in = False
            raise Puzzled("signed out")
        if status != 200:
            raise Puzzled(f"error pages ({status})")
