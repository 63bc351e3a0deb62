"""The picture desk: library, form, upload, rights, usage and missing metadata."""
