"""The partners' API: thin DRF over the door and the publication log.

authentication  a partner's key -> request.user (a Caller)
permissions     scopes
filters         allow-listed query parameters; unknown ones are an error
cursor          signed, opaque places in a list or in the log
redaction       what of an edition this partner may be handed -> FeedItem
changes         delta sync from the log
views, urls     parse -> call -> answer
problems        every error as RFC 9457 problem+json
formats/        FeedItem -> ninjs; pure
"""
