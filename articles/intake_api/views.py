"""View that receives files of agencies."""

import re

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.push import KeyUsedForOtherFiles, count_push, receive_push
from articles.intake_api.authentication import check_signature, find_source
from articles.intake_api.body import check_media_type, read_body, split_body
from articles.intake_api.problems import PushRefused, build_problem

log = structlog.get_logger(__name__)

KEY_HEADER, REPLAYED_HEADER = "Idempotency-Key", "Idempotency-Replayed"
KEY_PATTERN = re.compile(r"[\x21-\x7e]{1,128}")


@csrf_exempt
@csp_override({})
@xframe_options_exempt
@require_POST
def receive_files(request: HttpRequest, code: str) -> HttpResponse:
    """Store the files of a request and answer 202 once they are committed."""
    try:
        return _receive(request, code)
    except PushRefused as refusal:
        log.warning("a delivery was refused", source=code[:24], status=refusal.status, reason=refusal.detail)
        response = build_problem(request, refusal.status, refusal.detail)
        for name, value in refusal.headers.items():
            response.headers[name] = value
        return response


def _receive(request: HttpRequest, code: str) -> HttpResponse:
    at = timezone.now()
    source = find_source(request, code, at)
    if count_push(source, at=at) > settings.INTAKE_PER_MINUTE:
        detail = f"A source may send {settings.INTAKE_PER_MINUTE:,} requests a minute."
        raise PushRefused(429, detail, Retry_After=str(60 - at.second))
    key = _read_key(request)
    media_type = check_media_type(request)
    raw = read_body(request)
    check_signature(request, source, raw, at)
    files = split_body(request, raw, media_type)
    try:
        answer = receive_push(files, source=source, key=key, at=at)
    except KeyUsedForOtherFiles as refusal:
        raise PushRefused(422, refusal.message) from refusal
    except ActionRefused as refusal:
        raise PushRefused(400, refusal.message) from refusal
    body = {"source": source.code, "files": list(answer.files), "announced": answer.announced}
    response = JsonResponse(body, status=202)
    if answer.repeated:
        response.headers[REPLAYED_HEADER] = "true"
    return response


def _read_key(request: HttpRequest) -> str:
    key = request.headers.get(KEY_HEADER)
    if key is not None and not KEY_PATTERN.fullmatch(key):
        raise PushRefused(400, f"{KEY_HEADER} must have 1 to 128 visible ASCII characters.")
    return key or ""
