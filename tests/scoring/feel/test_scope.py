"""How whoever runs expressions gives their names values: scopes, frames, envs."""

from __future__ import annotations

from decimal import Decimal

from projgov import feel
from projgov.diagnostics import Place
from projgov.rules.feel.dialect import DMN
from projgov.rules.feel.parser import parse_tests
from projgov.rules.feel.tree import Expr
from projgov.scoring.feel.evaluate import closure, compile, compile_node, compile_tests, constant, invoke  # noqa: A004  # what is tested is called so
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import TESTED, Compiled, Scope
from projgov.scoring.feel.types import SIMPLE
from projgov.scoring.feel.values import Function


def run() -> Run:
    return Run(place=Place("model.dmn"))


def test_names_stand_in_slots_that_whoever_runs_an_expression_fills() -> None:
    scope, slots = Scope.of(["net price", "rate"])
    compiled = compile(feel.parse("net price * rate", scope.names), scope)
    env = scope.frame.env()
    env[slots["net price"]] = Decimal(200)
    env[slots["rate"]] = Decimal("0.5")
    assert compiled(env, run()) == 100
    env[slots["rate"]] = Decimal(2)
    assert compiled(env, run()) == 400


def test_a_name_bound_further_in_hides_the_outer_one_and_leaves_it_alone() -> None:
    outer, slots = Scope.of(["a"])
    inner, slot = outer.bind("a")
    both = compile(feel.parse("a"), inner), compile(feel.parse("a"), outer)
    env = outer.frame.env()
    env[slots["a"]], env[slot] = Decimal(1), Decimal(2)
    assert [c(env, run()) for c in both] == [2, 1]
    assert inner.names == {"a"}


def test_a_cell_tests_the_value_in_the_slot_of_the_question_mark() -> None:
    scope, slots = Scope.of(["limit", TESTED])
    tests = parse_tests("> limit, 1", place_at=lambda *_: Place(), dialect=DMN, names=["limit"])
    cell = compile_tests(tests, scope)
    env = scope.frame.env()
    env[slots["limit"]] = Decimal(5)
    found = []
    for number in (1, 5, 6):
        env[slots[TESTED]] = Decimal(number)
        found.append(cell(env, run()))
    assert found == [True, False, True]


def test_a_function_made_by_hand_is_called_like_any_other_and_may_call_itself() -> None:
    scope, own = Scope.of([])[0].bind("down")
    body = feel.parse("if n = 0 then 0 else down(n - 1)", ["down", "n"])
    made = closure(
        "down",
        [("n", SIMPLE["number"])],
        scope,
        lambda inner: compile(body, inner),
        result=SIMPLE["number"],
        own_slot=own,
    )
    function = made(scope.frame.env(), run())
    assert isinstance(function, Function)
    assert (function.name, function.parameters) == ("down", ("n",))
    assert invoke(run(), function, [Decimal(5)]) == 0
    assert invoke(run(), function, [Decimal(5)], ["n"]) == 0
    wrong = run()
    assert invoke(wrong, function, ["five"]) is None
    assert [d.code for d in wrong.diagnostics] == ["M014"]


def test_parts_of_a_node_may_be_compiled_by_the_caller() -> None:
    scope, _ = Scope.of([])
    tree = feel.parse("a + b", ["a", "b"])

    def make(_tree: Expr, _scope: Scope) -> Compiled:
        return constant(Decimal(21))

    assert compile_node(tree, scope, make)([], run()) == 42


def test_faults_have_the_place_of_the_part_that_is_at_fault() -> None:
    text = "1 +\n  (2 / 0)"
    scope = Scope.of([])[0].in_text(text, lambda offset, length: Place("model.dmn", 1, offset, "", length))
    result = run()
    compile(feel.parse(text), scope)(scope.frame.env(), result)
    (diagnostic,) = result.diagnostics
    assert diagnostic.place == Place("model.dmn", 1, text.index("2"), "", len("2 / 0"))


def test_a_fault_met_again_and_again_is_kept_once() -> None:
    outcome = feel.run("for i in 1..100 return 1 / (i - i)")
    assert len(outcome.diagnostics) == 1


def test_the_faults_of_one_run_that_are_kept_are_bounded() -> None:
    outcome = feel.run('for i in 1..5000 return i + "a"')
    assert len(outcome.diagnostics) == 1000


def test_a_part_of_loops_in_one_another_is_measured_once() -> None:
    scope, _ = Scope.of(["x"])
    compile(feel.parse("for i in x return " * 90 + "[1, 2, 3]", ["x"]), scope)
    assert len(scope.frame.measures) < 4 * 90
