"""The partners' API: REST endpoints over `visibility` and the publication log.

authentication     a partner's key -> request.user (a Caller)
key_lookup         the key, its partner, meter and the log's head in one statement
permissions        scopes
throttling         limits a minute and a day
filters            allow-listed query parameters; an unknown one is an error
pagination         signed, opaque cursors of lists and of the log
story_pages        order, cursor and rows of a page of stories
redaction, related_records
                   Edition -> FeedItem, without what the partner may not receive
rendered_items     items as JSON bytes, cached in memory
compression        bodies in the coding that a request accepts
delta              delta sync from the log
views/, urls       endpoints
serializers        bodies of webhooks, usage, receipts, taxonomies and withdrawals
schema             the parts of the OpenAPI document that serializers cannot describe
exceptions, exception_handler
                   every error as RFC 9457 problem+json
etags, response_cache
                   304 without work, and finished answers in memory
repeated_answers   known responses before Django, in one statement
idempotency        POSTs that are safe to repeat
formats/           FeedItem -> ninjs, Atom and what the registry names; pure
"""
