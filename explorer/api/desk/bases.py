"""What every address of the desk has in common: the door, the faults as problem details, nothing kept by caches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as RecordError
from django.db import IntegrityError, models
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from explorer.api.desk.description import DeskOperation
from explorer.api.desk.preconditions import tag_of, version_read
from explorer.api.errors import OvertakenByOthersError, Refusal, UnprocessableError
from explorer.api.parsers import Utf8JsonParser
from explorer.api.tokens import BearerAuthentication, TokenPermission, TokenRequirement
from explorer.api.views import RecordViewSet
from explorer.coding.scopes import Scope
from explorer.curation.drafts import PartError
from explorer.errors import ExplorerError, ForbiddenError, OvertakenError

READING = tuple(Scope)
"""Every token reads."""


class AtTheDesk(APIView):
    """A view of the desk: for whoever has a token that opens it, and for no cache."""

    authentication_classes = [BearerAuthentication]
    permission_classes = [TokenPermission]
    parser_classes: Sequence[type[BaseParser]] = [Utf8JsonParser]
    schema = DeskOperation()
    needs: Mapping[str, TokenRequirement] = {}
    names: Mapping[str, str] = {}
    """What fields are called outside, where a record calls them otherwise."""

    @property
    def need(self) -> TokenRequirement | None:
        """What the operation takes that was asked for; None where nothing more than a token."""
        return self.needs.get(getattr(self, "action", None) or "")

    def handle_exception(self, exc: Exception) -> Response:
        """Answer what the domains refuse, as far as it is the request that is at fault."""
        response: Response = super().handle_exception(_answer(exc, self.names))
        return response

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401  (its base's signature)
        """Keep answers out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class DeskNoun(AtTheDesk, RecordViewSet):
    """Records of one kind: listed and read whatever their status, written as ``written_class`` says."""

    written_class: type[serializers.Serializer[Any]]

    def row(self) -> Any:  # noqa: ANN401  (a record)
        """Return the record that the address names."""
        return super().get_object()

    def shown(self, row: Any) -> Any:  # noqa: ANN401  (a record)
        """Return what of a record is put into an answer."""
        return row

    def body(self, *, partial: bool = False) -> Any:  # noqa: ANN401  (a serializer, whose data hold)
        """Return what was sent; raises UnprocessableError by field."""
        return read(self.written_class, self.request, partial=partial)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401, ARG002  (its base's signature)
        """Return a record with the tag that a change of it has to send back."""
        return self.answer(self.row())

    def create(self, request: Request) -> Response:  # noqa: ARG002  (REST framework's signature)
        """Add a record."""
        made = self.add(self.body())
        response = self.answer(self._stored(made), code=status.HTTP_201_CREATED)
        response["Location"] = self.reverse_action("detail", args=[getattr(made, self.lookup_field)])
        return response

    def partial_update(self, request: Request, **kwargs: str) -> Response:  # noqa: ARG002
        """Change a record, where nobody was faster."""
        row = self.row()
        version = version_read(request, row)
        self.change(row, self.body(partial=True), version)
        return self.answer(self._stored(row))

    def destroy(self, request: Request, **kwargs: str) -> Response:  # noqa: ARG002
        """Delete a record, where nobody was faster."""
        row = self.row()
        self.remove(row, version_read(request, row))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def answer(self, row: Any, code: int = status.HTTP_200_OK) -> Response:  # noqa: ANN401  (a record)
        """Show a record with its tag."""
        shape = self.get_serializer(self.shown(row))
        return Response(shape.data, status=code, headers={"ETag": tag_of(row)})

    def add(self, body: Any) -> models.Model:  # noqa: ANN401  (a serializer)
        """Add what was sent, through the service that does so."""
        raise NotImplementedError

    def change(self, row: Any, body: Any, version: int | None) -> None:  # noqa: ANN401
        """Change a record to what was sent, through the service that does so."""
        raise NotImplementedError

    def remove(self, row: Any, version: int | None) -> None:  # noqa: ANN401
        """Delete a record, through the service that does so."""
        raise NotImplementedError

    def _stored(self, row: models.Model) -> Any:  # noqa: ANN401  (a record)
        return self.get_queryset().get(pk=row.pk)


def read(shape: type[serializers.Serializer[Any]], request: Request, *, partial: bool = False) -> Any:  # noqa: ANN401
    """Return a body whose fields are in order; raises UnprocessableError by field."""
    body = shape(data=request.data, partial=partial, context={"request": request, "named": {}})
    if not body.is_valid():
        raise unprocessable(_flat(body.errors))
    return body


def unprocessable(refusals: Iterator[Refusal]) -> UnprocessableError:
    """Return the answer to what is wrong with some fields."""
    listed = list(refusals)
    return UnprocessableError(" ".join(one["detail"] for one in listed), listed)


def _answer(exc: Exception, names: Mapping[str, str]) -> Exception:
    """Return a fault as the API answers it; others are nobody's request."""
    match exc:
        case APIException():
            return exc
        case ForbiddenError():
            return PermissionDenied(_sentence(exc))
        case OvertakenError():
            return OvertakenByOthersError(_sentence(exc))
        case ExplorerError():
            return UnprocessableError(_sentence(exc))
        case RecordError():
            return unprocessable(_faults(exc, names))
        case IntegrityError():
            return UnprocessableError("Somebody stored the same meanwhile; read it, and change that.")
    return exc


def _sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _flat(errors: Any, place: str = "") -> Iterator[Refusal]:  # noqa: ANN401  (REST framework's nested errors)
    """Yield what is wrong with each field, as ``evidence.0.exact``."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, ".".join(part for part in (place, own) if part))
    elif isinstance(errors, list) and any(isinstance(one, Mapping) for one in errors):
        for number, inner in enumerate(errors):
            yield from _flat(inner, f"{place}.{number}")
    else:
        yield from ({"parameter": place, "detail": str(one)} for one in errors)


def _faults(error: RecordError, names: Mapping[str, str]) -> Iterator[Refusal]:
    """Yield what the rules of a record refuse; of a quotation with what kind of fault and how often the words stand."""
    place = f"{error.part}.{error.number}." if isinstance(error, PartError) else ""
    fields = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, faults in fields.items():
        own = "" if name == NON_FIELD_ERRORS else names.get(name, name)
        for fault in faults:
            refusal: Refusal = {"parameter": f"{place}{own}".rstrip("."), "detail": " ".join(fault.messages)}
            if fault.params and "count" in fault.params:
                refusal |= {"code": fault.code, "count": fault.params["count"]}
            yield refusal
