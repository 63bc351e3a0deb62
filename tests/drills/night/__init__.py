"""Night drill: three agencies send for eight hours, and rules publish without a person.

`python -m tests.drills.night` runs it. The eight hours are played in a few minutes.

    script        what an agency sends about one matter, and what has to be public of it in the end
    texts         invented texts, no two alike
    environment   the desk: `manage.py up` in a folder of its own
    fixtures      three sources, eight rules, a partner and a story of a person
    senders       the agencies: a folder, pushes, a queue that is polled, a server of pictures
    watch         the clock from the storing of a kill until nothing of it is public
    judge         stories, reasons and rights, read in the desk's own process
    check         comparison of the desk, its outlets and the partner's mirror with the script
    runner        the whole drill, and its report
"""
