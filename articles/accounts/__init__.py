"""Signing in to the desk: the password, then, where there is one, the second factor.

site     the admin site with its doors: nobody who owes a second factor comes past the page that sets it up
step     the page that asks for the code
setup    the page that sets the second factor up, renews its recovery codes and takes it away
factor   what an account has and owes; which code is right
"""
