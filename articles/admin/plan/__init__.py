"""The plan at the desk: its page, its forms and its address for programs."""
