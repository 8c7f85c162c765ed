"""Pages: each view asks one question of querysets or services and renders one template."""
