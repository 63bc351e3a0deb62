"""The fault drill: a whole desk, started by `up`, is at work while its processes are killed; nothing may be missing.

desk          a desk of its own in a folder of its own: `manage.py up`, its processes, its disk
faults        what is done to it: kills of each kind of process, a database that is away, a full disk
availability  when readers, editors, partners and the worker were served, and how long each fault kept them from it
opening       run in that desk's own process: accounts, a partner and the story
browser       one signed-in browser over HTTP, the controls of the story's form
editor        one simulated editor: opens, types, saves, merges, takes over, crashes
reader        one reader of the public page: is every page that it gets one whole edition?
promises      what the screens told an editor is saved or kept
reckoning     what the database, the page and a partner's mirror hold of it
drill         all together, and the report
"""
