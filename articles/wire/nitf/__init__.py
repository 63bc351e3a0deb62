"""Reader of NITF 2 and 3 (IPTC). Pure."""
