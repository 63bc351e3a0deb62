"""Audio and video files: formats and facts, both pure, and answers with parts."""
