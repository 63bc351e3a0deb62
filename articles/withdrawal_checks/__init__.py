"""Checks that a withdrawn story has disappeared from every page, feed and file.

`internal_request` sends a request through the whole stack with its caches, as a reader's or a partner's client does.
`site` checks the pages of the site and `partners` the partners that hold the story. Nothing here writes.
"""
