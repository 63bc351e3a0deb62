"""Stories at the desk: the list, the form and everything a story goes through from it."""
