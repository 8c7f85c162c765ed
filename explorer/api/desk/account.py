"""The root of the desk, which shows the token's account."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.desk.viewsets import DeskView


class HolderSerializer(serializers.Serializer[Any]):
    """A token's name, account, scopes and expiry."""

    account = serializers.CharField(source="user.username")
    token = serializers.CharField(source="auth.name")
    scopes = serializers.ListField(child=serializers.CharField(), source="auth.scopes")
    expires = serializers.DateTimeField(source="auth.expiry", allow_null=True)


class DeskRootView(DeskView):
    """The account of the token."""

    @extend_schema(responses=HolderSerializer, operation_id="desk_retrieve")
    def get(self, request: Request) -> Response:
        """Return the token's account, scopes and expiry."""
        return Response(HolderSerializer(request).data)
