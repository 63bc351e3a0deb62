"""Text without a language model of its own: spans, slugs, places, and the loader of word lists. Pure."""
