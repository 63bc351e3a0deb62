"""Sign-in by an OpenID provider, of the extra `oidc`.

discovery metadata of the provider, errors of requests to it
errors    errors, with their texts for page and log
client    tokens and claims, by Authlib
person    the person and the role that claims name
pages     the way to the provider and back, and the end of its session
renewal   the check whether the provider still confirms a session
"""
