"""Files of photos, audio and video: in a folder, or in a bucket of an S3 store.

- `address.py`: addresses of buckets; `errors.py`: failures of a store, each with one line for the operator
- `local_files.py`, `s3_bucket.py`: the two storages; `check.py`: check of the store before a start
- `send.py`: answers by Django, by nginx or by a signed address
- `transfer.py`: move from one store to another

Only `s3_bucket.py` imports the packages of the extra `s3`.
"""
