"""Access to a database that may be away.

base     Django's database backend, which waits for no database that is known to be away
checks   reasons not to start on a database: made by a newer version, or behind a pooler
errors   which errors mean that the database is away or cannot store anything
probe    one attempt to reach it, and waiting until it can be reached
monitor  knowledge of a process that the database is away, so that no request waits for it
"""
