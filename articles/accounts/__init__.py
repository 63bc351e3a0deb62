"""Sign-in to the desk: password, second factor, passkey, provider, own account.

admin_site       the admin site, which requires the second factor of those who must have one
backends         the backend of sessions that began without a password
login            the password form, the page that asks for the code, and the lock
otp              devices of an account, and the verification of codes
passkeys         passkeys as second and as only factor
oidc             sign-in by an OpenID provider
sign_in_links    the pages of a sign-in link, and the one that emails it after a lost password
profile          the pages of one's own account, its password and its second factor
language         the language of the desk
"""
