"""Which tests hold which module. A path is a test file or a folder, a test is a file with `::`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    path: str
    tests: tuple[str, ...]
    is_pure: bool = False
    """Whether module and tests do without Django, which makes a session of their own cheap."""

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").replace("/", ".")


def _target(path: str, *tests: str) -> Target:
    return Target(path, tuple(f"tests/{test}" for test in tests))


def _pure(path: str, *tests: str) -> Target:
    return Target(path, tuple(f"tests/{test}" for test in tests), is_pure=True)


MODULES: dict[str, Target] = {
    "rights.decide": _pure("articles/rights/decide.py", "articles/rights"),
    "rights.grants": _pure("articles/rights/grants.py", "articles/rights"),
    "workflow": _pure("articles/workflow.py", "articles/test_workflow.py"),
    "evidence": _pure("people/mentions/evidence.py", "people/mentions/test_evidence.py"),
    "credits": _pure("articles/sourcing/credits.py", "articles/sourcing/test_credits.py"),
    "tags": _pure("articles/sourcing/tags.py", "articles/sourcing/test_tags.py"),
    "tag_words": _pure(
        "articles/sourcing/tag_words.py",
        "articles/sourcing/test_tag_words.py",
        "articles/sourcing/test_tags.py",
    ),
    "embargo": _pure(
        "articles/wire/embargo.py",
        "articles/wire/test_embargo.py",
        "articles/wire/test_embargo_lines.py",
        "articles/wire/test_embargo_properties.py",
    ),
    **{
        f"dates.{name}": _pure(
            f"articles/parsing/dates/{name}.py",
            "articles/text/test_typed_times.py",
            "articles/wire/test_embargo_lines.py",
            "articles/wire/test_embargo_properties.py",
        )
        for name in ("attach", "clock_times", "days", "resolve", "scan", "zones")
    },
    "outward": _pure("newsroom/outward.py", "newsroom/test_outward.py"),
    "kept_answers": _target("newsroom/kept_answers.py", "newsroom/test_kept_answers.py"),
    "visibility": _target(
        "articles/visibility.py", "articles/test_visibility.py", "articles/test_querysets.py"
    ),
    "querysets": _target("articles/querysets.py", "articles/test_querysets.py"),
    "cursor": _target("articles/feed/cursor.py", "articles/feed/test_cursor.py"),
    "authentication": _target("articles/feed/authentication.py", "articles/feed/test_authentication.py"),
    "redaction": _target("articles/feed/redaction.py", "articles/feed/test_redaction.py"),
    "changes": _target(
        "articles/feed/changes.py", "articles/feed/test_changes.py", "articles/feed/test_catching_up.py"
    ),
    "stamp": _target("articles/site/stamp.py", "articles/site/test_stamp.py"),
    "publishing": _target("articles/actions/publishing.py", "articles/actions/test_publishing.py"),
    "withdrawing": _target("articles/actions/withdrawing.py", "articles/actions/test_withdrawing.py"),
    "publication_log": _target(
        "articles/actions/publication_log.py",
        "articles/actions/test_publication_log.py",
    ),
    "agency_changes": _target(
        "articles/actions/agency_changes.py",
        "articles/actions/test_agency_changes.py",
        "articles/actions/test_agency_versions.py",
    ),
}
