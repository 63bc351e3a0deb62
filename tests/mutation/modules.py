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


START_THREADS = (
    "tests/articles/actions/webhooks/test_endpoints.py::test_a_worker_that_runs_delivers_what_was_published",
)
"""Tests that are left out: a fork of a process with threads has their locks, and nobody who opens them."""

RECOGNITION = (
    "directory_match", "name_boundaries", "name_tokens", "possessives", "repeated_names", "reproaches",
    "single_word_names", "subject_names", "surname_coreference", "word_classes",
    "offices/agent_nouns", "offices/appositions", "offices/english", "offices/german", "offices/german_adjectives",
    "offices/is_office",
)  # fmt: skip

MODULES: dict[str, Target] = {
    "rights.decide": _pure("articles/rights/decide.py", "articles/rights"),
    "rights.grants": _pure("articles/rights/grants.py", "articles/rights"),
    "workflow": _pure("articles/workflow.py", "articles/test_workflow.py"),
    "evidence": _pure("people/recognition/person_evidence.py", "people/recognition/test_person_evidence.py"),
    **{
        f"recognition.{name.rpartition('/')[2]}": _pure(
            f"people/recognition/{name}.py",
            f"people/recognition/{name.replace('offices/', 'offices/test_') if '/' in name else f'test_{name}'}.py",
        )
        for name in RECOGNITION
    },
    "credits": _pure("articles/parsing/credits/parse.py", "articles/parsing/credits/test_parse.py"),
    "tags": _pure("articles/parsing/tags/parse.py", "articles/parsing/tags/test_parse.py"),
    "tag_regions": _pure(
        "articles/parsing/tags/regions.py",
        "articles/parsing/tags/test_parse.py",
        "articles/parsing/tags/test_source_lines.py",
    ),
    "tag_words": _pure(
        "articles/parsing/tags/tokenize.py",
        "articles/parsing/tags/test_tokenize.py",
        "articles/parsing/tags/test_parse.py",
    ),
    "embargo": _pure(
        "articles/parsing/story/embargo.py",
        "articles/parsing/story/test_embargo.py",
        "articles/parsing/story/test_embargo_lines.py",
        "articles/parsing/story/test_embargo_rules.py",
        "articles/parsing/story/test_embargo_properties.py",
    ),
    **{
        f"dates.{name}": _pure(
            f"articles/parsing/dates/{name}.py",
            f"articles/parsing/dates/test_{name}.py",
            "articles/parsing/dates/test_user_input_times.py",
            "articles/parsing/story/test_embargo_lines.py",
            "articles/parsing/story/test_embargo_properties.py",
        )
        for name in ("attach", "clock_times", "days", "resolve", "scan", "zones")
    },
    **{
        f"backup.{name}": _target(
            f"newsroom/backup/{name}.py",
            "newsroom/backup/test_create.py",
            "newsroom/backup/test_restore.py",
        )
        for name in ("create", "manifest", "restore", "verify")
    },
    "backup.withdrawal_journal": _target(
        "articles/actions/backups/withdrawal_journal.py",
        "articles/actions/backups/test_withdrawal_journal.py",
    ),
    "backup.reapply_withdrawals": _target(
        "articles/actions/backups/reapply_withdrawals.py",
        "articles/actions/backups/test_withdrawal_journal.py",
        "articles/actions/backups/test_pending_work.py",
    ),
    "outward": _pure("newsroom/safe_http.py", "newsroom/test_safe_http.py"),
    "kept_answers": _target("newsroom/caching/wsgi_cache.py", "newsroom/caching/test_wsgi_cache.py"),
    "changed_keys": _pure("newsroom/caching/changed_keys.py", "newsroom/caching/test_changed_keys.py"),
    "visibility": _target(
        "articles/visibility.py", "articles/test_visibility.py", "articles/test_querysets.py"
    ),
    "querysets": _target("articles/querysets.py", "articles/test_querysets.py"),
    "cursor": _target("articles/feed/pagination.py", "articles/feed/test_pagination.py"),
    "authentication": _target("articles/feed/authentication.py", "articles/feed/test_authentication.py"),
    "redaction": _target("articles/feed/redaction.py", "articles/feed/test_redaction.py"),
    "changes": _target(
        "articles/feed/delta.py", "articles/feed/test_delta.py", "articles/feed/test_catching_up.py"
    ),
    "stamp": _target(
        "articles/site/site_version.py",
        "articles/site/test_site_version.py",
        "articles/site/test_site_changes.py",
    ),
    "publishing": _target("articles/actions/stories/publish.py", "articles/actions/stories/test_publish.py"),
    "scheduling": _target("articles/actions/stories/schedule.py", "articles/actions/stories/test_publish.py"),
    "publish_checks_text": _target(
        "articles/actions/publish_checks/text.py",
        "articles/actions/publish_checks/test_text.py",
        "articles/actions/publish_checks/test_whole_results.py",
    ),
    "publish_checks_photos": _target(
        "articles/actions/publish_checks/photos.py",
        "articles/actions/publish_checks/test_photos.py",
        "articles/actions/publish_checks/test_whole_results.py",
    ),
    "publish_checks_source_copy": _target(
        "articles/actions/publish_checks/source_copy.py",
        "articles/actions/publish_checks/test_source_copy.py",
        "articles/actions/publish_checks/test_whole_results.py",
    ),
    "withdrawing": _target(
        "articles/actions/stories/withdraw.py", "articles/actions/stories/test_withdraw.py"
    ),
    "publication_log": _target(
        "articles/actions/publication/log.py",
        "articles/actions/publication/test_log.py",
    ),
    "webhook_outbox": _target(
        "articles/actions/webhooks/outbox.py",
        "articles/actions/webhooks/test_endpoints.py",
        "articles/actions/webhooks/test_messages.py",
    ),
    "webhook_delivery": _target(
        "articles/actions/webhooks/delivery.py",
        "articles/actions/webhooks/test_endpoints.py",
        "articles/actions/webhooks/test_messages.py",
    ),
    "webhook_endpoints": _target(
        "articles/actions/webhooks/endpoints.py",
        "articles/actions/webhooks/test_endpoints.py",
        "articles/actions/webhooks/test_whole_results.py",
        "articles/feed/views/test_webhooks.py",
    ),
    "contracts_and_keys": _target(
        "articles/actions/partners/contracts_and_keys.py",
        "articles/actions/partners/test_contracts_and_keys.py",
    ),
    "deliveries": _target(
        "articles/actions/partners/deliveries.py",
        "articles/feed/test_ledger.py",
        "articles/feed/test_catching_up.py",
    ),
    "accounts": _target(
        "articles/actions/accounts/save.py",
        "articles/actions/accounts/test_save.py",
        "articles/actions/accounts/test_whole_results.py",
    ),
    "newsml": _target(
        "articles/feed/formats/newsml_g2.py",
        "articles/feed/test_whole_documents.py",
        "articles/feed/test_formats.py",
    ),
    "atom": _target(
        "articles/feed/formats/atom.py",
        "articles/feed/test_whole_documents.py",
        "articles/feed/test_formats.py",
    ),
    "repeated_answers": _target(
        "articles/feed/repeated_answers.py", "articles/feed/test_repeated_answers.py"
    ),
    "response_cache": _target(
        "articles/feed/response_cache.py",
        "articles/feed/test_cached_bodies.py",
        "articles/feed/test_response_cache.py::test_an_answer_is_sent_again_from_two_statements",
    ),
    "merging": _target("people/actions/merge_people.py", "people/actions/test_merge_people.py"),
    "intake_history": _target(
        "articles/actions/intake/versions/item_history.py",
        "articles/actions/intake/versions/test_item_history.py",
        "articles/actions/intake/versions/test_agency_versions.py",
        "articles/actions/intake/versions/test_agency_changes.py",
        "articles/actions/intake/receive/test_ingest_file.py",
    ),
    "listings": _target(
        "articles/site/listings.py",
        "articles/site/test_listings.py",
        "articles/site/test_dependencies.py",
        "articles/site/test_merged_people.py",
        "articles/site/test_names_in_languages.py",
        "articles/site/test_arranged_sections.py",
        "articles/site/test_translations.py",
    ),
    "story_matches": _target(
        "articles/actions/intake/versions/story_matches.py",
        "articles/actions/intake/versions/test_story_matches.py",
        "articles/site/test_killed_pictures.py",
    ),
    "wire_identity": _target("articles/wire/identity.py", "articles/wire/test_identity.py"),
    "agency_changes": _target(
        "articles/actions/intake/versions/agency_changes.py",
        "articles/actions/intake/versions/test_agency_changes.py",
        "articles/actions/intake/versions/test_agency_versions.py",
        "articles/actions/intake/versions/test_item_history.py",
        "articles/actions/intake/receive/test_ingest_file.py",
    ),
}
