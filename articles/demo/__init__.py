"""The demo desk: two months of an invented newspaper, fed through the real reader and the real actions.

`stories/*.txt` hold copy as an editor pastes it, under a short header; the `*.json` files hold the desk's reference
data; `pictures/` what the photos show. `moments` gives the dates in them a day, `content` reads the files, and
`reference`, `library` and `steps` put them on the desk. Persons, events and the land of Hardeland are invented.
"""
