"""The people directory: people, their names, and their recognition in copy.

- `models.py`, `querysets.py`, `admin.py`: people with aliases, offices and merges
- `duplicates.py`: records that may be one person
- `actions/`: every write: adding, saving and merging people
- `names/`: parser, search keys and letter case of names
- `recognition/`: people and their offices in German and English copy
- `recognition/data/`, `names/data/`: word lists with their source and licence
"""
