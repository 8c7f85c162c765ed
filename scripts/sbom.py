"""Write what runs on a server as a bill of materials in CycloneDX: python -m scripts.sbom [PATH].

Libraries, versions and hashes are those of requirements.txt, licences those that the installed packages state. OWASP's
own library writes and checks the form. The same requirements give the same file: it has no serial number and no time.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

import explorer
from scripts.pins import PROJECT, Pin, read_pins

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "var/debate-explorer.cdx.json"
LICENSES = LicenseFactory()


@dataclass(frozen=True)
class Inclusion:
    """Somebody else's file that readers get and that no requirement names by itself."""

    name: str
    path: str
    """Within the library that brings it, or within the project."""
    license: str
    brought_by: str = PROJECT
    package: str = ""
    """Its name at npm's registry, if it has one there."""
    version: str = ""
    """A pattern that finds the version in the file."""


INCLUSIONS = (
    Inclusion(
        "htmx",
        "django_htmx/static/django_htmx/htmx-2.min.js",
        "0BSD",
        "django-htmx",
        "htmx.org",
        r'\bversion:"([\d.]+)"',
    ),
    Inclusion(
        "swagger-ui",
        "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
        "Apache-2.0",
        "drf-spectacular-sidecar",
        "swagger-ui-dist",
        r'\bPACKAGE_VERSION:"([\d.]+)"',
    ),
    Inclusion("newsreader", "static/explorer/fonts/newsreader-latin-var.woff2", "OFL-1.1"),
    Inclusion("schibsted-grotesk", "static/explorer/fonts/schibsted-grotesk-latin-var.woff2", "OFL-1.1"),
)


def describe(pins: list[Pin], inclusions: Iterable[Inclusion] = INCLUSIONS) -> str:
    """Return the bill of materials as JSON, valid by the schema of CycloneDX 1.6."""
    version = explorer.__version__
    site = Component(name="debate-explorer", version=version, type=ComponentType.APPLICATION, bom_ref="debate-explorer")
    libraries = [(pin, _library(pin)) for pin in pins]
    included = [(inclusion, _included(inclusion)) for inclusion in inclusions]
    bom = Bom(components=[component for _, component in [*libraries, *included]])
    bom.metadata.component = site
    for name, component in [(PROJECT, site), *((pin.name, component) for pin, component in libraries)]:
        needed = [part for pin, part in libraries if name in pin.wanted_by]
        bom.register_dependency(component, needed + [part for file, part in included if file.brought_by == name])
    return _write(bom)


def _write(bom: Bom) -> str:
    written = JsonV1Dot6(bom).output_as_string()
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        raise ValueError(f"what was made is no CycloneDX: {fault}")
    described: dict[str, Any] = json.loads(written)
    # Both are optional, and differ each time.
    del described["serialNumber"], described["metadata"]["timestamp"]
    return json.dumps(described, indent=2, sort_keys=True) + "\n"


def _library(pin: Pin) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=content) for content in pin.hashes]
    files = XsUri(f"https://pypi.org/simple/{pin.name}/")
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        bom_ref=f"{pin.name}=={pin.version}",
        licenses=_read_licenses(pin),
        external_references=[ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=files, hashes=hashes)],
        properties=[Property(name="debate-explorer:marker", value=pin.marker)] if pin.marker else [],
    )


def _read_licenses(pin: Pin) -> list[License]:
    """Return the licences that an installed library states; none where it is not installed here at this version."""
    try:
        installed = distribution(pin.name)
    except PackageNotFoundError:
        return []
    if installed.version != pin.version:
        return []
    stated = installed.metadata
    classified = [value for value in stated.get_all("Classifier") or [] if value.startswith("License :: ")]
    named = [value.rsplit(" :: ", 1)[1] for value in classified if not value.endswith(":: OSI Approved")]
    # Some put the whole text of the licence there.
    short = [value for value in stated.get_all("License") or [] if len(value) < 60]
    return [LICENSES.make_from_string(name) for name in stated.get_all("License-Expression") or named or short]


def _included(inclusion: Inclusion) -> Component:
    path = _find(inclusion)
    content = path.read_bytes()
    found = re.search(inclusion.version, content.decode()) if inclusion.version else None
    if inclusion.version and not found:
        raise ValueError(f"{path} does not say its version as {inclusion.version} does.")
    version = found[1] if found else None
    return Component(
        name=inclusion.name,
        version=version,
        type=ComponentType.LIBRARY if inclusion.package else ComponentType.FILE,
        purl=PackageURL("npm", name=inclusion.package, version=version) if inclusion.package else None,
        bom_ref=inclusion.path,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(content).hexdigest())],
        licenses=[LICENSES.make_from_string(inclusion.license)],
    )


def _find(inclusion: Inclusion) -> Path:
    if inclusion.brought_by == PROJECT:
        return ROOT / inclusion.path
    return Path(str(distribution(inclusion.brought_by).locate_file(inclusion.path)))


def _main(arguments: Iterator[str]) -> None:
    place = Path(next(arguments, PLACE))
    pins = read_pins(ROOT / "requirements.txt")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(describe(pins))
    print(f"{place}: {len(pins)} pins of requirements.txt and {len(INCLUSIONS)} files that readers get, CycloneDX 1.6")


if __name__ == "__main__":
    _main(iter(sys.argv[1:]))
