"""The project's commands; each calls one service."""
