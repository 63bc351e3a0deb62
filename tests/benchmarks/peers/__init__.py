"""Newsroom and Wagtail side by side: `python -m tests.benchmarks.peers --stories 10000`.

Both have the same invented stories in databases of one PostgreSQL server, are served by granian with the same workers
and threads, and are asked in turn with a hello-world view within every row.

- `__main__.py`: arguments; `preparing.py`: both systems in a folder, once
- `systems.py`: a system as a server whose processor time is known, with the database's
- `addresses.py`: what readers ask ours for; `rows.py`: the rows of pages and feed
- `turns.py`: one row measured in turns; `after_changes.py`: rows after restarts and publications
- `writers.py`, `desk_writer.py`: processes that publish; `publishing.py`, `importing.py`: their rows
- `busy_desk.py`: readers while stories are published; `memories.py`: memory of the processes
- `table.py`, `results.py`, `goals.py`: what is printed, kept and wanted
- `wagtail_project/`: the news site on Wagtail 8, which runs with packages of its own
"""
