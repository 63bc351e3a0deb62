"""Lines of the web page that was pasted with a story.

claim.py             the order of all rules: read this first
forms.py             lines of a page by their own form: counters, addresses, breadcrumbs, dates without blanks
boxes.py             texts to the reader of the page: consent, newsletter, comments, notes on the source
teasers.py           lists of links to other stories, inside and below the text; what a paragraph is
groups.py            groups of lines without a blank line between them, offers of the page
pull_quotes.py       quotations printed again in large letters
key_points.py        lists of key points
last_line.py         the last line of the story, and everything below it; author_notes.py, names_above.py

headline.py          the headline among all titles above the text, by evidence; title_pair.py, title_elements.py
head_lines.py        dek and words of the page between headline and text
bylines.py           authors, also with post or date
sources.py           lines like credits that sign the story or the page

photos.py            captions and credits on lines next to each other, in either order
grouped_captions.py  by their place

structure.py         only HTML: lines set apart by their elements
regions.py           only HTML: the elements that hold the story, and the boxes between them; element_names.py
figures.py           only HTML: captions and credits by the element of their picture
signatures.py        only HTML: agencies and initials below the last paragraph
"""
