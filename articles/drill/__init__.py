"""The fault drill: editors at work on one story while servers are killed under them; afterwards nothing is missing.

desk        a desk of its own in a folder of its own: database, web server, the faults
opening     run in that desk's own process: accounts and the story
browser     one signed-in browser over HTTP, the controls of the story's form
editor      one simulated editor: opens, types, saves, merges, takes over, crashes
promises    what the screens told an editor is saved or kept
reckoning   what the database holds of it
drill       all together, and the report
"""
