"""Days, times of day and time zones in German and English text.

`read_expression` returns the days, times and zones of a text, and the words between them. The callers decide the sum:
embargo lines (`articles.parsing.story.embargo`) take the latest defensible reading, the desk's datetime fields
(`articles.parsing.dates.user_input`) ask the editor where two readings are possible.
"""

from articles.parsing.dates.scan import read_expression
from articles.parsing.dates.types import DateExpression

__all__ = ["DateExpression", "read_expression"]
