"""Accounts, roles, sign-in links and login locks, instead of Django's own screens."""

from django.contrib.admin import site
from django.contrib.auth import admin as plain_screens  # noqa: F401  # registers what is replaced below
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

for model in (User, Group, TOTPDevice, StaticDevice):
    # The devices hold secrets of other people. A lost second factor is reset on the page of its account.
    site.unregister(model)
