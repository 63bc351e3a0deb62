"""Audio and video at the desk: list, form, upload, the finder of the editor."""
