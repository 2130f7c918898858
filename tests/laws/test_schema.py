"""Schemas. "JSON Schema, for editors and host systems": what `projgov check` accepts, the published schema accepts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import jsonschema
from hypothesis import given
from tests.laws.drawing import tried

from projgov.reading.yaml import compose
from projgov.rules.forms.written import plain
from projgov.scoring.schema import schema
from projgov.testing import rule_files

RULE_FILES = jsonschema.Draft202012Validator(schema("pack"))


@tried(20)
@given(rule_files())
def test_a_rule_file_without_faults_is_as_the_schema_says(text: str) -> None:
    RULE_FILES.validate(as_json(plain(compose(text, "random.yaml"))))


def as_json(value: Any) -> Any:
    """What an editor gives to the schema: numbers as it reads them."""
    match value:
        case dict():
            return {name: as_json(part) for name, part in value.items()}
        case list():
            return [as_json(part) for part in value]
        case Decimal():
            return float(value)
    return value
