"""Audio and video files: their formats, and what their first bytes tell. Pure."""
