"""Addresses whose views refuse or break, for the tests of what becomes of it."""

import errno

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from childservices.domain.refusals import EditConflict, Refusal
from childservices.urls import urlpatterns as usual


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal("Enter a date that is not <em>over</em>.")


@login_not_required
def conflict(request: HttpRequest) -> HttpResponse:
    raise EditConflict("Somebody saved this first.", {"body": "theirs"})


@login_not_required
def full(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "No space left on device")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("the tender of the chosen supplier")


def closed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


urlpatterns = [
    path("refuse/", refuse),
    path("conflict/", conflict),
    path("full/", full),
    path("broken/", broken),
    path("closed/", closed),
    *usual,
]
