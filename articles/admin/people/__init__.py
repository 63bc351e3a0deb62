"""People at the desk: the directory with where they are named, and two records made one."""
