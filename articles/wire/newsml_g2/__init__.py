"""Reader of NewsML-G2 (IPTC): items of all classes, messages and packages. Pure."""
