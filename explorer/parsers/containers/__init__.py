"""What several shapes are held in: HTML, JSON, files of cues."""
