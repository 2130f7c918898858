"""The meaning of the nodes that compute one value from a few others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from projgov.domain.calendar import add_days, add_months, days_between
from projgov.rules.core import nodes
from projgov.rules.core.durations import Months
from projgov.scoring import numbers
from projgov.scoring.comparing import compare as compare_values
from projgov.scoring.comparing import missing_in, surely_equal
from projgov.scoring.faults import (
    A_CONTEXT,
    A_DURATION,
    A_NUMBER,
    NO_SUCH_DAY,
    NO_VERSION,
    NOT_WHOLE,
    OUT_OF_DOMAIN,
    Erring,
    merge,
    merge_faults,
    undecided,
    wrong,
)
from projgov.scoring.functions import TAKES_UNKNOWN, implementation
from projgov.scoring.meaning.base import (
    Env,
    Evaluator,
    conjunction,
    disjunction,
    few_in_all,
    having,
    is_number,
    negation,
    number,
    truth,
)
from projgov.scoring.rounds import is_flattening
from projgov.scoring.values import Fault, Unknown, Value


def literal(_m: Evaluator, node: nodes.Literal, _env: Env) -> Value:
    """A constant is itself."""
    return node.value


def parameter(m: Evaluator, node: nodes.Parameter, env: Env) -> Value:
    """The version in force on the judged day; erring where there is none."""
    judged = env["judged"]
    for version in m.core.parameters[node.name].versions:
        if (version.start is None or version.start <= judged) and (
            version.end is None or judged <= version.end
        ):
            return version.value
    raise Erring(NO_VERSION, name=node.name, day=judged.isoformat())


def variable(_m: Evaluator, node: nodes.Variable, env: Env) -> Value:
    """What the name is bound to, unknown and faulty values included."""
    return env[node.name]


def let(m: Evaluator, node: nodes.Let, env: Env) -> Value:
    """The body with the name bound."""
    return m.evaluate(node.body, having(m, node, env))


def arithmetic(m: Evaluator, node: nodes.Arithmetic, env: Env) -> Value:
    """Exact arithmetic."""
    left, right = m.evaluate(node.left, env), m.evaluate(node.right, env)
    if (bad := undecided((left, right))) is not None:
        return bad
    return calculate(node.operator, left, right)


def calculate(operator: str, left: Value, right: Value) -> Value:
    """`left operator right` for known operands. Erring where there is no result."""
    try:
        match operator, left, right:
            case (("+" | "-"), date(), timedelta()):
                return add_days(left, right.days if operator == "+" else -right.days)
            case (("+" | "-"), date(), Months()):
                return add_months(left, right.months if operator == "+" else -right.months)
            case "-", date(), date():
                return timedelta(days=days_between(right, left))
            case "+", timedelta(), timedelta():
                return left + right
            case "-", timedelta(), timedelta():
                return left - right
            case "+", Months(), Months():
                return Months(left.months + right.months)
            case "-", Months(), Months():
                return Months(left.months - right.months)
    except OverflowError:
        if isinstance(left, date):
            raise Erring(NO_SUCH_DAY, text=f"{left} {operator} …") from None
        raise Erring(OUT_OF_DOMAIN, function=operator, found=A_DURATION) from None
    if operator in "+-" and isinstance(left, date | timedelta | Months):
        raise wrong(right, A_DURATION)
    for operand in (left, right):
        if not is_number(operand):
            raise wrong(operand, A_NUMBER)
    match operator:
        case "+":
            return numbers.exact(left + right)
        case "-":
            return numbers.exact(left - right)
        case "*":
            return numbers.exact(left * right)
        case "/":
            return numbers.divide(left, right)
        case _ if isinstance(right, int):
            return numbers.whole_power(left, right)
    raise Erring(NOT_WHOLE, found=numbers.number_text(right))


def negate(m: Evaluator, node: nodes.Negate, env: Env) -> Value:
    """The number with the other sign."""
    value = number(m, node.operand, env)
    return value if isinstance(value, Unknown | Fault) else -value


def compare(m: Evaluator, node: nodes.Compare, env: Env) -> Value:
    """A comparison."""
    left, right = m.evaluate(node.left, env), m.evaluate(node.right, env)
    if (bad := undecided((left, right))) is not None:
        return bad
    return compare_values(node.operator, left, right)


def and_(m: Evaluator, node: nodes.And, env: Env) -> Value:
    """False absorbs, then a fault, then what is unknown."""
    return conjunction([truth(m, operand, env) for operand in node.operands])


def or_(m: Evaluator, node: nodes.Or, env: Env) -> Value:
    """True absorbs, then a fault, then what is unknown."""
    return disjunction([truth(m, operand, env) for operand in node.operands])


def not_(m: Evaluator, node: nodes.Not, env: Env) -> Value:
    """The other truth value."""
    return negation(truth(m, node.operand, env))


def case(m: Evaluator, node: nodes.Case, env: Env) -> Value:
    """The value of the first row that holds, unless a possible row before it has another."""
    conditions: list[Unknown] = []
    possible: list[Value] = []
    decided: Value = None
    for row in node.rows:
        condition = truth(m, row.condition, env)
        if isinstance(condition, Fault):
            return condition
        if condition is True:
            decided = m.evaluate(row.value, env)
            break
        if isinstance(condition, Unknown):
            conditions.append(condition)
            possible.append(m.evaluate(row.value, env))
    else:
        decided = None if node.otherwise is None else m.evaluate(node.otherwise, env)
    if not possible or isinstance(decided, Fault):
        return decided
    if all(not isinstance(value, Fault) and surely_equal(value, decided) for value in possible):
        return decided
    return merge([*conditions, *(u for v in (*possible, decided) for u in missing_in(v))])


def call(m: Evaluator, node: nodes.Call, env: Env) -> Value:
    """A function of known arguments. Within a list, too, nothing may be unknown, but for functions that say so."""
    arguments = [m.evaluate(argument, env) for argument in node.arguments]
    if is_flattening(node):
        arguments = [few_in_all(m, node, env, arguments[0])]
    if faults := [a for a in arguments if isinstance(a, Fault)]:
        return merge_faults(faults)
    within = node.function not in TAKES_UNKNOWN
    unknowns = [u for a in arguments for u in (missing_in(a) if within or isinstance(a, Unknown) else ())]
    return merge(unknowns) if unknowns else implementation(node.function, m.core.calendar)(*arguments)


def present(m: Evaluator, node: nodes.Present, env: Env) -> Value:
    """Whether there is a value, known and not null."""
    value = m.evaluate(node.operand, env)
    return value if isinstance(value, Fault) else value is not None and not isinstance(value, Unknown)


def if_unknown(m: Evaluator, node: nodes.IfUnknown, env: Env) -> Value:
    """The operand, or what the policy for missing evidence says."""
    value = m.evaluate(node.operand, env)
    return m.evaluate(node.otherwise, env) if isinstance(value, Unknown) else value


def round_(m: Evaluator, node: nodes.Round, env: Env) -> Value:
    """The number rounded."""
    value = number(m, node.operand, env)
    return value if isinstance(value, Unknown | Fault) else numbers.round_to(value, node.decimals, node.mode)


def entry(m: Evaluator, node: nodes.Entry, env: Env) -> Value:
    """What a context has under a key: null where it has nothing, and of null."""
    base = m.evaluate(node.base, env)
    match base:
        case Unknown() | Fault() | None:
            return base
        case Mapping():
            return base.get(node.key)
    raise wrong(base, A_CONTEXT)


def make_context(m: Evaluator, node: nodes.MakeContext, env: Env) -> Value:
    """A context; an entry may be unknown, a faulty one makes the whole a fault."""
    entries = {key: m.evaluate(value, env) for key, value in node.entries}
    faults = [value for value in entries.values() if isinstance(value, Fault)]
    return merge_faults(faults) if faults else entries
