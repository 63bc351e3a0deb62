"""Views for load balancers and monitors."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.health.metrics import recent_metrics
from articles.health.readiness import recent_readiness
from newsroom.service_unavailable import leave_out_of_log
from newsroom.telemetry.access import may_see_figures
from newsroom.telemetry.exposition import CONTENT_TYPE


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer that this process is alive; nothing else is asked, not even the database."""
    response = HttpResponse("ok\n", content_type="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this host can serve readers, else 503.

    Only named networks and holders of the token learn which check failed: problems name sources and disks.
    """
    readiness = recent_readiness.get()
    answer: dict[str, object] = {"status": readiness.state}
    if may_see_figures(request):
        answer["checks"] = {
            check.name: {"ok": check.ok, **({"problem": check.problem} if check.problem else {})}
            for check in readiness.checks
        }
    elif readiness.state == "degraded":
        answer["status"] = "ready"
    is_available = readiness.state != "unavailable"
    response = JsonResponse(answer, status=HTTPStatus.OK if is_available else HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Cache-Control"] = "no-store"
    if not is_available:
        leave_out_of_log(response)
    return response


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer named networks and the token only: figures reveal scheduled stories."""
    if not may_see_figures(request):
        raise Http404("metrics")
    response = HttpResponse(recent_metrics.get(), content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
