"""The fault drill: a whole desk, started by `up`, is at work while its processes are killed; nothing may be missing.

`python -m tests.drills.desk` runs it.

    environment   the desk: `manage.py up` in a folder of its own, its processes, its disk
    faults        kills of each kind of process, a database that is away, a full disk
    availability  when readers, editors, partners and the worker were served, and for how long a fault prevented it
    fixtures      run in the desk's own process: accounts, a partner and the story
    browser       one signed-in browser over HTTP, the controls of the story's form
    editor        one simulated editor: opens, types, saves, merges, takes over, crashes
    reader        one reader of the public page, who must only see whole editions
    journal       what the screens told an editor is saved or kept
    check         what the database, the page and a partner's mirror hold of it
    runner        all of them together, and the report
"""
