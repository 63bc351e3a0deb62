"""Readers of JSON that single agencies define. Pure."""
