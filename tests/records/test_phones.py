"""Phone numbers of the French plan: on the mainland, and overseas under other calling codes."""

import phonenumbers
import pytest
from pydantic_core import PydanticCustomError

from generators.records.values import phones
from generators.records.values.phones import phone, read_phone


@pytest.mark.parametrize(
    ("written", "dialled", "mobile"),
    [
        ("03 20 00 00 00", "+33320000000", False),
        ("0612345678", "+33612345678", True),
        ("0590 20 12 34", "+590590201234", False),
        ("06 90 00 12 34", "+590690001234", True),
        ("05 94 10 12 34", "+594594101234", False),
        ("06 94 20 12 34", "+594694201234", True),
        ("05 96 30 12 34", "+596596301234", False),
        ("02 62 16 12 34", "+262262161234", False),
        ("06 92 12 34 56", "+262692123456", True),
        ("02 69 60 12 34", "+262269601234", False),
        ("06 39 01 23 45", "+262639012345", True),
        ("07 09 23 17 34", "+262709231734", True),
        ("0 800 05 12 34", "+33800051234", False),
        ("0 806 00 01 26", "+33806000126", False),
        ("09 72 39 40 00", "+33972394000", False),
        ("+32 2 475 44 11", "+3224754411", False),
        ("05 08 41 00 00", "+508410000", False),
        ("+33 5 08 41 00 00", "+508410000", False),
        ("0508 55 12 34", "+508551234", True),
        ("+508 41 00 00", "+508410000", False),
    ],
)
def test_a_number_is_dialled_in_its_own_country(written, dialled, mobile):
    number = phone(written)
    assert number.href == f"tel:{dialled}"
    assert number.is_mobile is mobile


@pytest.mark.parametrize("written", ["0000000000", "06 91 41 58 08", "05 96 20 18 18", "05 08 00 00 00"])
def test_a_number_that_the_plan_lacks_is_none(written):
    assert read_phone(written) is None


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("03 20 00 00 01 poste 12", "et le poste dans les précisions"),
        ("03 20 00 00 01 (p. 12)", "et le poste dans les précisions"),
        ("03 20 00 00 01 #12", "et le poste dans les précisions"),
        ("03 20 00 00 01 / 03 20 00 00 02", "les autres sous lignes"),
        ("03 20 00 00 01 ou 119 ou 3919", "les autres sous lignes"),
        ("03 20 00 00", "écrivez dix chiffres"),
        ("poste 12", "écrivez dix chiffres"),
    ],
)
def test_what_is_no_number_is_told_how_to_be_one(written, advice):
    with pytest.raises(PydanticCustomError) as told:
        phone(written)
    assert advice in told.value.context["conseil"]


def test_ten_digits_are_planned_as_the_library_parses_them():
    for beginning in range(1, 1000):
        digits = f"0{beginning * 1_000_003 % 900_000_000 + 100_000_000}"
        for region in ("FR", *phones._OVERSEAS):
            parsed = phonenumbers.parse(digits, region)
            planned = phones._planned_in(region, digits)
            assert (planned.number, planned.type) == (parsed, phonenumbers.number_type(parsed))
