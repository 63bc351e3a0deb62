"""Simulated editor: a seed draws every choice."""

import json
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drills.desk.browser import (
    Browser,
    NoResponse,
    read_conflicts,
    read_form,
    read_offered_drafts,
    read_overrides,
)
from tests.drills.desk.journal import TYPED, EditorJournal, Texts, contains_texts

FORM = "article_form"
PUBLISH_FORM = "publish-form"
CONTINUE_SHARE = 0.8
"""Share of saves after which an editor continues in the same form."""
PAUSE_SECONDS = 0.2
"""Pause after an error page or without a response."""


class UnexpectedResponse(Exception):
    """Response that an editor cannot work with: an error page, a lost session."""


@dataclass(slots=True)
class FormState:
    """The story's form in one window."""

    fields: dict[str, str]
    window: str
    typed: set[str] = field(default_factory=set)

    @property
    def based_on(self) -> int:
        """Return the revision that the form was last compared with."""
        return int(self.fields.get("seen") or self.fields["based_on"])

    def after_saving(self) -> "FormState":
        """Return the form after a save, as if nobody else had saved in between."""
        left = {n: value for n, value in self.fields.items() if n != "seen" and not n.startswith("merge-")}
        return FormState(left | {"based_on": str(self.based_on + 1)}, self.window)

    def texts(self) -> Texts:
        """Return the typed texts that would be saved."""
        saved = [name for name, value in self.fields.items() if value.startswith("saved-")]
        left = {name for name in TYPED if any(answer.startswith(f"merge-{name}-") for answer in saved)}
        return {name: self.fields[name] for name in sorted(self.typed - left)}


@dataclass(slots=True)
class Editor:
    name: str
    password: str
    story: int
    browser: Browser
    chance: random.Random
    journal: EditorJournal
    page: FormState | None = None
    signed_in: bool = False
    marks: int = 0

    def work(self, stop: threading.Event) -> None:
        """Work until `stop` is set; a missing response is normal."""
        while not stop.is_set():
            try:
                self.choose_action()()
            except NoResponse:
                self.journal.count("no answer")
                stop.wait(PAUSE_SECONDS)
            except UnexpectedResponse as trouble:
                self.journal.count(str(trouble))
                stop.wait(PAUSE_SECONDS)

    def choose_action(self) -> Callable[[], None]:
        if not self.signed_in:
            return self.sign_in
        if self.page is None:
            return self.open_form
        actions: dict[Callable[[], None], int] = {
            self.type: 30, self.save_draft: 20, self.save: 20, self.publish: 8, self.beat: 6, self.take_over: 4,
            self.crash: 4, self.crash_during_save: 3, self.sign_out: 1,
        }  # fmt: skip
        return self.chance.choices(list(actions), list(actions.values()))[0]

    def address(self, step: str) -> str:
        return f"/admin/articles/article/{self.story}/{step}/"

    def sign_in(self) -> None:
        self.signed_in = self.browser.sign_in(self.name, self.password)
        if not self.signed_in:
            raise UnexpectedResponse("login not possible")

    def sign_out(self) -> None:
        """End the session while the form stays open."""
        self.browser.cookies.clear()
        self.signed_in = False

    def open_form(self) -> None:
        answer = self.browser.get(self.address("change"))
        self.check_response(answer.status, signed_out=answer.signed_out)
        self.page = FormState(read_form(answer.text, FORM), self.new_window_id())
        drafts = read_offered_drafts(answer.text)
        if drafts and self.chance.random() < 0.6:
            self.restore_draft(drafts[0])

    def restore_draft(self, draft: str) -> None:
        """Restore an offered draft and check that it has the confirmed texts."""
        self.page = None
        answer = self.browser.post(self.address("change"), [("_take_up", draft)])
        self.check_response(answer.status, signed_out=answer.signed_out)
        fields = read_form(answer.text, FORM)
        page = FormState(fields, fields["window"])
        self.journal.count("drafts restored")
        if draft_before := self.journal.drafts.get(page.window):
            page.typed = set(draft_before.texts)
            if not any(contains_texts(fields, texts) for texts in (draft_before.texts, *draft_before.since)):
                self.journal.broken.append(
                    f"{self.name}: the offered draft is not the confirmed one {draft_before.texts}"
                )
        self.page = page

    def type(self) -> None:
        page = self.require_form()
        for name in self.chance.sample(TYPED, self.chance.randint(1, 2)):
            self.marks += 1
            words = f"{self.name} schreibt über Kräne, Satz {self.marks}"
            page.fields[name] = f"<p>{words}</p>" if name == "body" else words
            page.typed.add(name)
        self.journal.count("texts typed")

    def save_draft(self) -> None:
        """Send the draft, as the form's script does every few seconds."""
        page = self.require_form()
        if not page.typed:
            return
        form = json.dumps([[name, value] for name, value in page.fields.items() if name[0] != "_"])
        texts = {name: page.fields[name] for name in sorted(page.typed)}
        self.journal.note_attempt(page.window, texts)
        answer = self.browser.post(self.address("unsaved"), [("form", form), ("window", page.window)])
        self.check_response(answer.status, signed_out=answer.signed_out)
        self.journal.confirm_draft(page.window, texts)

    def save(self) -> None:
        page = self.require_form()
        texts = page.texts()
        self.journal.note_attempt(page.window, texts)
        answer = self.browser.post(self.address("change"), self.form_data(page))
        if answer.status == 302 and not answer.signed_out:
            self.journal.confirm_save(page.window, texts, page.based_on)
            self.page = page.after_saving() if self.chance.random() < CONTINUE_SHARE else None
            return
        self.check_response(answer.status, signed_out=answer.signed_out)
        self.journal.count("conflicts")
        page.fields = read_form(answer.text, FORM)
        for name, answers in read_conflicts(answer.text).items():
            page.fields[name] = self.chance.choice([one for one in answers if one != "both"])

    def form_data(self, page: FormState) -> list[tuple[str, str]]:
        others = [(name, value) for name, value in page.fields.items() if name != "window"]
        return [*others, ("window", page.window), ("_move", "")]

    def publish(self) -> None:
        """Publish the latest save of anybody, overriding every warning."""
        panel = self.browser.get(self.address("publish"))
        self.check_response(panel.status, signed_out=panel.signed_out)
        fields = read_form(panel.text, PUBLISH_FORM)
        reasons = {name: "geprüft" for name in fields if name.startswith("why-")}
        ticks = dict.fromkeys(read_overrides(panel.text), "on")
        answer = self.browser.post(
            self.address("publish"), list({**fields, **reasons, **ticks, "kind": "update"}.items())
        )
        if answer.status == 302 and not answer.signed_out:
            self.journal.confirm_publication(int(fields["based_on"]))
            return
        self.check_response(answer.status, signed_out=answer.signed_out)
        self.journal.count("updates refused")

    def beat(self) -> None:
        page = self.require_form()
        writes = [("writes", "yes"), ("unsaved", "yes" if page.typed else "no")]
        answer = self.browser.post(self.address("beat"), [("window", page.window), *writes])
        self.check_response(answer.status, signed_out=answer.signed_out)

    def take_over(self) -> None:
        window = self.require_form().window
        answer = self.browser.post(self.address("beat"), [("window", window), ("writes", "no")])
        self.check_response(answer.status, signed_out=answer.signed_out)
        holder = json.loads(answer.text)["holder"]
        if holder is None:
            return
        of = [("window", window), ("of", str(holder["id"]))]
        answer = self.browser.post(self.address("take-over"), of)
        if answer.status != 409:
            self.check_response(answer.status, signed_out=answer.signed_out)
            self.journal.count("take-overs")

    def crash(self) -> None:
        """Close the window; text typed since the last draft is lost."""
        self.page = None
        self.journal.count("browser crashes")

    def crash_during_save(self) -> None:
        page = self.require_form()
        self.journal.note_attempt(page.window, page.texts())
        self.browser.post_and_disconnect(self.address("change"), self.form_data(page))
        self.crash()

    def require_form(self) -> FormState:
        if self.page is None:
            raise UnexpectedResponse("no form open")
        return self.page

    def new_window_id(self) -> str:
        return f"{self.name}-{self.chance.getrandbits(64):016x}"

    def check_response(self, status: int, *, signed_out: bool) -> None:
        if signed_out or status == 403:
            self.signed_in = False
            raise UnexpectedResponse("signed out")
        if status != 200:
            raise UnexpectedResponse(f"error pages ({status})")
