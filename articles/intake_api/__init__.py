"""Delivery of files by agencies over HTTP: `POST /intake/<source>/`.

Order of a request: key, limit of the source, media type, length, body, signature. Only then anything is stored.
"""
