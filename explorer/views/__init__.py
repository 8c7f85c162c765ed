"""Pages: each view asks one question of a domain or a queryset and renders one template."""
