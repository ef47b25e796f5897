"""The files of a site that are no pages, as the bundles that make them."""

from __future__ import annotations

from datetime import date

from generators import website
from tests.sites import real_site

TODAY = date(2026, 11, 22)


def test_a_file_is_of_the_one_bundle_whose_paths_it_fits() -> None:
    bundles = [*website.bundles(real_site(TODAY, "https://reseau.example/"), "editions/code/scripts/")]
    made = [(bundle, path) for bundle in bundles for path in bundle.make()]
    assert len({path for _, path in made}) == len(made) > 100
    for bundle, path in made:
        assert [one for one in bundles if one.may_have(path)] == [bundle], path
