"""Clients of agencies' servers; each is given the function that sends requests.

Pure.

exchange       values that all clients share: position, page, failure
pace           waits that a server asks for, and waits after failures
json_arrays    elements of an array in JSON, character for character
web_feed       RSS, Atom, ninjs and JSON, fetched again only if changed
wireq          dpa wireQ: entries with receipts
ap_feed        AP Media API: pages that lead to each other
imap_mailbox   a mailbox over IMAP with TLS
mail_origin    sender of a mail, and the checks of our own mail server
"""
