"""Readers of XML that single agencies define. Pure."""
