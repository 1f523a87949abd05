"""How the public JSON says no: in JSON, with a sentence, and without repeating what was sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import ValidationError

NOT_ANNOUNCED = "There is no such meeting, or it is not announced."
NOTHING_HERE = "There is nothing at this address. Read /api/v1/openapi.json to see what there is."

View = Callable[..., HttpResponseBase]


def unreadable(request: HttpRequest, error: ValidationError | type[ValidationError]) -> JsonResponse:
    """Say which parameter is wrong and how, without repeating what was sent."""
    faults = [
        {"parameter": str(fault["loc"][-1]), "message": fault["msg"].removeprefix("Value error, ")}
        for fault in getattr(error, "errors", ())
    ]
    sentences = (f"Check {fault['parameter']}: {fault['message']}." for fault in faults)
    return JsonResponse({"detail": " ".join(sentences), "errors": faults}, status=422)


def absent(request: HttpRequest, error: Http404 | type[Http404]) -> JsonResponse:
    """Say that there is no such meeting or plan, or that it is not public."""
    sentence = str(error) if isinstance(error, Http404) and error.args else NOT_ANNOUNCED
    return JsonResponse({"detail": sentence, "errors": []}, status=404)


def public(view: View) -> View:
    """Open an address of the JSON to everybody, and say in JSON what is not there or not allowed."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return JsonResponse({"detail": NOTHING_HERE, "errors": []}, status=404)
        if response.status_code != 405:
            return response
        sentence = {"detail": "This address can only be read. Use GET.", "errors": []}
        return JsonResponse(sentence, status=405, headers={"Allow": "GET"})

    return answer


def nothing_here(request: HttpRequest, rest: str) -> JsonResponse:
    """Answer for every address under the JSON's own that does not exist."""
    raise Http404
