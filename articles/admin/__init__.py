"""The desk: lists, forms and buttons of the admin; they write through actions."""

from importlib import import_module
from pkgutil import walk_packages

for module in walk_packages(__path__, f"{__name__}."):
    import_module(module.name)  # the modules register their admins
