"""Sign-in to the desk: password, second factor, passkey, provider, own account.

admin_site       the admin site, which requires the second factor of those who must have one
backends         the backend of sessions that began without a password
login            the password form and the page that asks for the code
login_lock       the page and the log entry after too many failed attempts
otp              devices of an account, and the verification of codes
otp_setup        the page that sets the second factor up, renews recovery codes or disables it
passkeys         passkeys as second and as only factor
oidc             sign-in by an OpenID provider
sign_in_links    the pages of a sign-in link: choose a password, or sign in without one
forgot_password  the page that emails such a link
password         the change of one's own password
profile          the page of one's own account
language         the language of the desk
"""
