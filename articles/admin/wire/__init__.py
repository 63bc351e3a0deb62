"""Admin pages of the wire desk: list, item, versions and quarantine."""
