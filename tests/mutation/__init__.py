"""Mutation run over the core rules: does a test fail when a rule is changed?

A developer's command, no part of the default tests: `uv run python -m tests.mutation rights workflow`, or without
names for every module. `modules.py` says which tests belong to which module; `equivalent.toml` lists the changes that
no test can notice, each with the reason.
"""
