"""The demo: two months of an invented newspaper, made by the real actions.

`data/stories/*.txt` hold copy as an editor pastes it, under a short header; the `*.json` files hold the desk's
reference data; `data/pictures/` the photos. `relative_dates` makes dates of the days in them, `loader` reads the files,
and `reference_data`, `photos` and `timeline` write to the desk. People, events and the state of Hardeland are invented.
"""
