"""Static files are kept under names that change with their content, those of imported modules too."""

import re

from config.storage import HashedFiles


def test_a_module_imports_another_by_the_name_of_its_content(tmp_path, settings):
    settings.STATIC_URL = "/static/"
    (tmp_path / "first.js").write_text('import { a } from "./second.js";\nimport "./third.js";\n')
    (tmp_path / "second.js").write_text("export const a = 1;\n")
    (tmp_path / "third.js").write_text("export {};\n")
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    paths = {path.name: (storage, path.name) for path in tmp_path.glob("*.js")}

    made = list(storage.post_process(paths))

    assert {name for name, _, _ in made} >= set(paths)
    first = (tmp_path / storage.stored_name("first.js")).read_text()
    assert re.findall(r'"(\./[^"]+)"', first) == [
        f"./{storage.stored_name('second.js')}",
        f"./{storage.stored_name('third.js')}",
    ]
    assert storage.stored_name("second.js") != "second.js"
