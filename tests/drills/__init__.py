"""Three drills that prove the product on a desk of their own; none touches the desk of the checkout.

feed    mirrors of the partner feed end equal to what they are granted: `python -m tests.drills.feed`
desk    no text that was acknowledged as saved is lost when processes are killed: `python -m tests.drills.desk`
wire    no file of an agency is lost or doubled when processes are killed: `python -m tests.drills.wire`

`environment.py` has what all need of such a desk.
"""
