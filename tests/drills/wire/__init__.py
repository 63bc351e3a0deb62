"""Wire drill: kills the processes of a desk while agencies deliver, and looks for lost or doubled files.

`python -m tests.drills.wire` runs it.

    environment   the desk: `manage.py up` in a folder of its own, with three sources
    deliveries    the files of an invented agency, and what is expected of them
    senders       the agency: it writes into the folder, pushes again after errors, and answers polls
    check         comparison of the database and the folders with the deliveries
    runner        the whole drill, and its report
"""
