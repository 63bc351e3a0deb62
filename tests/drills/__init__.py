"""Two drills that prove the product on a desk of their own; neither touches the desk of the checkout.

feed    mirrors of the partner feed end equal to what they are granted: `python -m tests.drills.feed`
desk    no text that was acknowledged as saved is lost when processes are killed: `python -m tests.drills.desk`

`environment.py` has what both need of such a desk.
"""
