"""The drill of the partner feed: a desk of its own at work, and mirrors that must end equal to it.

`python -m tests.drills.feed` runs it.

    environment     the desk: data folder, PostgreSQL, web server; killing the database in the middle
    fixtures        sections, agencies, pictures, partners and their keys
    writer          twelve writers that publish, correct, move, withhold and kill, with delays and rollbacks
    rights_changes  contracts, rights and licences that begin and end meanwhile; the worker's part
    client          a partner's client, over HTTP alone
    check           what each mirror is granted in the end, and whether the log is whole
    parts           the parts that run as processes of the desk
    runner          all of them together
"""
