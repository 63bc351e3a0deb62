"""The drill of the partner feed: busy writers, and mirrors that must end equal.

`python -m tests.drills.feed` runs it.

    environment     a temporary desk: data folder, PostgreSQL, web server; it can kill the database
    fixtures        sections, agencies, pictures, partners and their keys
    writer          twelve writers that publish, correct, move, withhold and kill, with delays and rollbacks
    rights_changes  contracts, rights and licences that start and end meanwhile, and the worker's rounds
    client          a partner's client that only uses HTTP
    check           the stories granted to each mirror in the end, and the consistency of the log
    parts           the parts that run as processes of the desk
    runner          the whole drill
"""
