"""Every rule that the database keeps can be broken, and is refused when it is."""

from importlib import import_module
from pathlib import Path

from django.apps import apps


def test_every_named_constraint_has_its_breach_beside_its_model():
    named = {
        constraint.name
        for model in apps.get_app_config("explorer").get_models()
        for constraint in model._meta.constraints
    }
    here = Path(__file__).parent
    names = [".".join(path.relative_to(here).with_suffix("").parts) for path in here.rglob("test_*.py")]
    modules = [import_module(f"tests.models.{name}") for name in names]
    assert named == {name for module in modules for name, _ in getattr(module, "BREACHES", ())}
