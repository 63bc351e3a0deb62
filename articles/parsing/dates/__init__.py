"""The reader of dates, times and time zones, in German and English. Pure.

`read_expression` finds what a text says: days, times of day, zones, and the words between them. What they add up to
is for the caller to decide: embargo lines (`articles.parsing.story.embargo`) are read as late as anybody could defend,
the scheduling field (`articles.parsing.dates.user_input`) asks the editor wherever two times are possible.
"""

from articles.parsing.dates.scan import read_expression
from articles.parsing.dates.types import DateExpression

__all__ = ["DateExpression", "read_expression"]
