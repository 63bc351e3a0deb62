"""Stories from agency copy to readers and partners.

- `models/`, `querysets.py`: tables; `story_text.py` lists the text fields of working copy and editions
- `visibility.py`: the only module that decides what is public, embargoed or deliverable
- `workflow.py`, `roles.py`: states, moves and permissions of a story; roles of the desk
- `parsing/`: pure parsers of stories, captions, credits, closing tags and dates, with the lexicon of agencies
- `wire/`: formats in which agencies send copy; `text/`: cleaning, HTML, comparison; `photos/`: files and metadata
- `media_files/`: formats of audio and video, and their files in parts
- `brand/`: colours, logos and fonts of the site
- `rights/`: grants and the decision whether content may be used
- `selectors/`: reads across models
- `actions/`: every write, one package a subject: permission, lock, change, revision, audit and log in one transaction
    - `stories/`: save, publish, schedule and embargo, withdraw, restore a revision, preview
    - `publish_checks/`: checks before publication; `publication/`: editions and the publication log
    - `intake/`, `archive/`: stories from copy and from an archive; `photos/`, `media_files/`, `people/`,
      `desk/`, `bulk/`
    - `partners/`, `webhooks/`: keys, deliveries and calls; `accounts/`, `backups/`
- `admin/`: screens of the desk; `accounts/`: login, second factor and passwords
- `site/`: pages, feeds and sitemaps for readers; `search/`: full-text search
- `feed/`: API for partners; `feed/formats/`: ninjs, NewsML-G2 and Atom
- `intake_api/`, `intake_process.py`: receipt of agency files over HTTP, and the process of the other transports
- `withdrawal_checks/`: proof that a withdrawn story is gone from site, feed and caches
- `tasks.py`, `task_queue.py`, `webhook_requests.py`: background work
- `public_names.py`, `url_paths.py`, `preview_tokens.py`: names, paths and tokens that several packages need
- `demo/`: the demo newsroom; `management/commands/`: commands
"""
