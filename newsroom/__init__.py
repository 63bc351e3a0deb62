"""Settings, the production launcher and what `people` and `articles` share.

- `settings.py`, `env/`: Django's settings and the environment variables they come from; `version.py`
- `urls.py`, `wsgi.py`, `rsgi.py`: addresses and entry points; `middleware.py`, `error_views.py`: every request
- `launcher/`: what `up` does: bundled PostgreSQL, web server, worker and their supervisor
- `db/`: connections, outages and compiled queries; `service_unavailable.py`: answers during an outage
- `queues.py`: queues of background jobs
- `actions.py`: refusal and permission check of every action
- `admin/`: base classes, widgets and navigation of the desk; `formats/`, `locale/`: dates and German texts
- `form_submissions.py`, `account_names.py`, `keyset.py`, `strict_values.py`: what screens and lists share
- `caching/`: page cache, purge and the one bounded cache; `byte_ranges.py`: parts of files
- `staticfiles.py`, `static_collections.py`, `static_views.py`: hashed and compressed files, also of another version
- `hosts.py`: the desk, the site and redirects, by host
- `safe_http.py`, `proxies.py`, `encryption.py`, `key_check.py`, `csp.py`, `file_permissions.py`, `upload_handlers.py`:
  safety
- `media_store/`, `stored_files.py`: files of photos, audio and video in a folder or a bucket
- `backup/`: backups and their restoring
- `text/`: spans, slugs, places and the loader of word lists
- `telemetry/`: counts, metrics, traces and error reports; `handbook/`: the operator's handbook
- `management/commands/`: `up`, `run_worker`, `stop_database`; `decisions/`: decisions, one page each
"""
