#!/usr/bin/env bash
# usage: tools/set_up.sh PYTHON VENV [run | dev | REQUIREMENTS]
#
# Makes the virtual environment VENV with projgov (editable) and everything its tests and checks need (dev), or nothing more than
# it needs to run (run), or the packages that a file of REQUIREMENTS names, once: a second run with the same interpreter,
# requirements and constraints.txt returns at once, and what is there for dev does for run. What is done in detail is in
# VENV/set-up.log.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$1
venv=$2
what=${3:-dev}
case $what in
run | dev) requirements= ;;
*) requirements=$what ;;
esac

fail() {
    echo "$1" >&2
    exit 1
}

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
    fail "projgov needs Python 3.11, 3.12 or 3.13, and \`$python\` does not run: name another one with PYTHON=..."
case $version in
3.11 | 3.12 | 3.13) ;;
*) fail "projgov needs Python 3.11, 3.12 or 3.13, and \`$python\` is $version: name another one with PYTHON=..." ;;
esac

# The settings of the tools, from the first [tool.…] on, change nothing in what is installed.
wanted=$(sed '/^\[tool\./,$d' pyproject.toml | cat - tools/set_up.sh constraints.txt ${requirements:+"$requirements"} | cksum)
made_for="Python $version in $PWD, $wanted"
if [ -x "$venv/bin/python" ]; then
    case $(cat "$venv/set-up.key" 2>/dev/null) in
    "$what: $made_for") exit 0 ;;
    "dev: $made_for") [ "$what" != run ] || exit 0 ;;
    esac
fi

"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "\`$python\` has no venv or no ensurepip (on Debian and Ubuntu: apt install python$version-venv)."

echo "Setting up $venv with Python $version (once)"
made=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
if [ "$made" != "$version" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear "$venv" || fail "\`$python -m venv $venv\` failed."
fi

log=$venv/set-up.log
install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check "$@" >>"$log" 2>&1
}
: >"$log"
case $what in
run) packages=(--editable . --constraint constraints.txt) ;;
dev) packages=(--editable '.[dev]' --constraint constraints.txt) ;;
*) packages=(--editable . --requirement "$requirements") ;;
esac
if ! install "${packages[@]}"; then
    tail -n 20 "$log" >&2
    fail "The packages could not be installed: all of pip's words are in $log."
fi

# durable-rules is published as source for a C compiler and cannot be imported on Python 3.13 and later. It is an extra: the
# reference engine gives the same answers.
if [ "$version" = 3.13 ]; then
    echo "durable-rules: not for Python $version; the reference engine does its work"
elif ! install --constraint constraints.txt durable-rules; then
    echo "durable-rules: could not be built (is there a C compiler? see $log); the reference engine does its work"
fi

echo "$what: $made_for" >"$venv/set-up.key"
