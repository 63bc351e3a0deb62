"""Spans, slugs, places and word lists; without Django models."""
