"""Background work: ids in, one action out, safe to run twice. The engine is named here and nowhere else."""

from django.utils import timezone
from procrastinate.contrib.django import app

from articles.actions.publishing import release_due


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="release_due", pass_context=False)
def release_due_stories(timestamp: int) -> None:
    """Publish what is scheduled or under an embargo that has ended; every ten seconds."""
    release_due(at=timezone.now())
