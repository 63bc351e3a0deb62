"""Documents of word processors and mails that an editor drops into the desk. Pure."""
