"""The proof of the partner feed: a desk of its own under fire, and mirrors that must end equal to it.

`manage.py prove_feed` runs it. Nothing here touches the desk the command is called on.

    ground    the desk of its own: data folder, PostgreSQL, web server; killing the database in the middle
    stage     what the play needs: sections, agencies, pictures, partners and their keys
    writing   twelve writers that publish, correct, move, withhold and kill, with delays and rollbacks
    turning   contracts, rights and licences that begin and end meanwhile; the worker's part
    mirror    a partner's client, over HTTP alone
    judging   what the door grants each mirror in the end, and whether the log is whole
    conduct   all of it together
"""
