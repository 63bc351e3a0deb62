"""Parsers of agency copy, captions, credit lines, closing tags and dates.

Each parser takes text and returns frozen values with their spans, rules and confidence (`newsroom.text.spans`). None
knows Django or reads the clock: the time of receipt and the desk's time zone are arguments.

story/               a pasted story: `story.parse.read_copy` returns a `Copy`
captions/            a caption: people and their positions, place, date, credit
credits/             a credit line: photographers, agencies, distributor, handout, archive
tags/                the closing tag `(afp/dl)`: agencies and initials
dates/               days, times and zones; embargo lines and the desk's datetime fields use them
lexicon/             agencies, media houses, organisations and tag words, extended by the desk's own
agency_update.py     a new version of copy: its kind, and the merge into the desk's text
lint.py              the list of findings before a story is published
format.py            the canonical credit line and closing tag, and the tag in words for readers
normalized_text.py   text without tags and invisible characters, with the spans of the raw text
to_dict.py           results as dictionaries for the command `read_copy`
serialize.py         a whole `Copy` as JSON and back
errors.py            the reasons why copy cannot be parsed, in words for editors
"""
