"""Accounts, roles and groups, sign-in links, login locks: in place of Django's own screens."""

from django.contrib.admin import site
from django.contrib.auth import admin as plain_screens  # noqa: F401  # registers what is replaced below
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

for model in (User, Group, TOTPDevice, StaticDevice):
    # The last two hold secrets of others: a lost second factor is reset in the screen of its account.
    site.unregister(model)
