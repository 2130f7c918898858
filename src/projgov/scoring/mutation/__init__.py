"""Which changes of a rule file no test in it notices: each rule is changed in small ways, and the tests are run."""

from projgov.scoring.mutation.changes import Change
from projgov.scoring.mutation.run import Mutation, mutate

__all__ = ["Change", "Mutation", "mutate"]
