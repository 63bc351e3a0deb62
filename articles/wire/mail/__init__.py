"""Reader of mail with its attachments. Pure."""
