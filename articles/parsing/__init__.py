"""Readers of text, pure: text in, values with their spans out."""
