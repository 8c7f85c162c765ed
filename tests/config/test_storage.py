"""Static files are kept under names that change with their content, those of imported modules too."""

import re

from config.storage import HashedFiles

MODULES = "explorer/js/annotation"


def kept(folder, **scripts):
    """Return the storage of a folder in which scripts were put and named after their content."""
    for name, script in scripts.items():
        path = folder / MODULES / f"{name}.js" if name != "library" else folder / "library.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script)
    storage = HashedFiles(location=folder, base_url="/static/")
    names = [str(path.relative_to(folder)) for path in folder.rglob("*.js")]
    list(storage.post_process({name: (storage, name) for name in names}))
    return storage


def test_a_module_imports_another_by_the_name_of_its_content(tmp_path):
    first = 'import { a } from "./second.js";\nimport "./third.js";\n'
    storage = kept(tmp_path, first=first, second="export const a = 1;\n", third="export {};\n")

    stored = (tmp_path / storage.stored_name(f"{MODULES}/first.js")).read_text()
    imported = [f"{MODULES}/{name}" for name in re.findall(r'"\./([^"]+)"', stored)]
    assert imported == [storage.stored_name(f"{MODULES}/{name}.js") for name in ("second", "third")]
    assert imported[0] != f"{MODULES}/second.js"


def test_what_a_library_says_of_files_that_are_not_there_is_let_be(tmp_path):
    storage = kept(tmp_path, library='// import "./nowhere.js";\n')
    assert (tmp_path / storage.stored_name("library.js")).exists()
