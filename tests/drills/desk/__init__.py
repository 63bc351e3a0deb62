"""Fault drill: kills the processes of a desk at work and looks for lost texts.

`python -m tests.drills.desk` runs it.

    environment   the desk: `manage.py up` in a folder of its own, its processes, its disk
    faults        kills of each kind of process, an outage of the database, a full disk
    availability  times at which readers, editors, partners and the worker were served
    fixtures      accounts, a partner and the story, created in the desk's own process
    browser       signed-in browser over HTTP; reads the controls of the story's form
    editor        simulated editor: opens, types, saves, merges, takes over, crashes
    reader        reader of the public page, who must only see whole editions
    journal       saves and drafts that the screens confirmed to an editor
    check         comparison with the database, the page and a partner's mirror
    runner        the whole drill, and its report
"""
