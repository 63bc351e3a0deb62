"""Where a story can be met, asked one by one: has it really left? Reads only.

`asking` puts the question the way a reader's or a partner's program does, through the whole stack with its kept
pages; `readers` and `partners` know which questions to put and what the right answer is.
"""
