"""The demo's live wire: three invented agencies that deliver while the desk runs.

`data/shift/*.txt` is the script of a shift and `data/names.json` the names and numbers that change from shift to shift.
`script` reads them, `shift` fills them in, `formats` writes the files of the agencies, `senders` delivers them by
folder, push and polling, and `generator` keeps the time. `sources` adds what the desk needs to receive them. Agencies,
events and people are invented.
"""
