"""Permission by a valid key and the scope of the view."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from articles.feed.authentication import Caller
from articles.feed.exceptions import ScopeMissing
from articles.models.partner import Scope

if TYPE_CHECKING:
    from rest_framework.views import APIView


class IsPartner(BasePermission):
    def has_permission(self, request: Request, view: "APIView") -> bool:
        caller = request.user
        if not isinstance(caller, Caller):
            return False
        scope = getattr(view, "scope", Scope.TEXT)
        if scope and not caller.has_scope(scope):
            raise ScopeMissing(scope)
        return True
