"""The drill of backup and restore: a backup while the desk publishes, restored in another place.

`python -m tests.drills.backup` runs it.

    parts      the parts that run as processes of the desk: pictures, counts and hashes
    runner     the whole drill
"""
