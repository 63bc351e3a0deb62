"""Access to a database that may be unavailable.

base     Django's database backend, which does not wait for an unavailable database
checks   reasons not to start with a database: made by a newer version, or reached through a pooler
errors   classification of errors: database unavailable, nothing can be stored
probe    one connection attempt, and waiting for the database
own_connection
         a connection of one process apart from those of requests
monitor  state of the database as one process knows it, so that no request waits for it
"""
