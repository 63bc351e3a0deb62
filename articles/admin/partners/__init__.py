"""Partners at the desk: contract, keys, what each holds, sees, owes and uses."""
