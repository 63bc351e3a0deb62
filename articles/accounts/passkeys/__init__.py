"""Passkeys: credentials of Web Authentication, as second and as only factor.

relying_party  names and origins for which passkeys of this desk are valid
verification   options for the browser and checks of its answers
pages          the page of one's own passkeys, and the sign-in with one
"""
