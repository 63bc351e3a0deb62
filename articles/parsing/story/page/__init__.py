"""Lines of the web page that was pasted with a story.

forms.py        lines of a page by their own form: counters, addresses, breadcrumbs, dates without blanks
boxes.py        texts to the reader of the page: consent, newsletter, comments, notes on the source
pull_quotes.py  quotations printed again in large letters
teasers.py      lists of links to other stories, inside and below the text
headline.py     the headline among all titles above the text, chosen by evidence
groups.py       groups of lines without a blank line between them, offers of the page
last_line.py    the last line of the story, and everything below it
"""
