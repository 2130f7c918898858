"""The commands there are. A new one is one module here and one line in the table."""

from projgov.cli.commands import (
    check,
    compare,
    coverage,
    demo,
    difference,
    explain,
    export,
    letter,
    parameters,
    rewrite,
    rules,
    schema,
    score,
    test,
    timetable,
    watch,
)

COMMANDS = (
    demo,
    check,
    test,
    score,
    explain,
    export,
    letter,
    timetable,
    compare,
    difference,
    watch,
    parameters,
    rules,
    coverage,
    rewrite,
    schema,
)
