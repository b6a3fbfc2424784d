# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test: all tests in the build `dev`; with sanitizers also what a continuous integration wants.
# Sourced by ./dev.

readonly kFuzzSmokeSeconds=20
readonly kFailureLines=60

failed_stages=()
closing_lines=()

# The lines of a log of tests that say what failed: the long log above the summary is often cut.
what_failed() {
    grep -E -A3 '^FAIL!|^QFATAL|^SUMMARY: |ERROR: (Address|Leak)Sanitizer|runtime error:|\*\*\*(Timeout|Exception)' "$1" |
        head -n "$kFailureLines"
}

# run_tests PRESET FOLDER [ctest options]: runs the tests below a folder of the build, and keeps what failed
# and ctest's closing lines for the summary.
run_tests() {
    local preset=$1 folder=$2 log=build/$1-test.log status
    shift 2
    say "testing $preset"
    ctest --test-dir "build/$preset/$folder" --output-on-failure -j "$(jobs_at_once)" --no-tests=error "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    closing_lines+=("== $preset"$'\n'"$(what_failed "$log"; sed -n '/% tests passed/,$p' "$log" | sed '/^ *$/d')")
    return "$status"
}

# stage NAME COMMAND...: a failed stage is remembered, the others still run.
stage() {
    local name=$1
    shift
    "$@" && return 0
    failed_stages+=("$name")
    say "stage '$name' failed"
}

# A build that was configured without valgrind is configured again when it has come.
everything() {
    grep -qs '^CHAT121_VALGRIND:FILEPATH=/' build/dev/CMakeCache.txt || rm -f build/dev/build.ninja
    build dev && run_tests dev . "$@"
}
under_asan() { build asan && run_tests asan .; }
under_tsan() { build tsan && run_tests tsan .; }

sanitizer_stages() {
    setup fuzz
    stage "ASan+UBSan (common, server)" under_asan
    stage "TSan (common, server)" under_tsan
    stage "fuzz, $kFuzzSmokeSeconds s each" fuzz_all "$kFuzzSmokeSeconds"
}

test_command() {
    local sanitizers=${CI:-false} options=()
    while [ $# -gt 0 ]; do
        case $1 in
        --cycles) [ $# -gt 1 ] || fail "--cycles needs a number"; export CHAT121_CYCLES=$2; shift ;;
        --cycles=*) export CHAT121_CYCLES=${1#*=} ;;
        --attacks) [ $# -gt 1 ] || fail "--attacks needs a number"; export CHAT121_ATTACKS=$2; shift ;;
        --attacks=*) export CHAT121_ATTACKS=${1#*=} ;;
        --sanitizers) sanitizers=true ;;
        *) options+=("$1") ;;
        esac
        shift
    done
    setup build demo test
    stage "tests" everything "${options[@]}"
    [ "$sanitizers" = true ] && sanitizer_stages
    test_summary
}

test_summary() {
    say "finished after $(elapsed)"
    local index
    for ((index = ${#closing_lines[@]} - 1; index >= 0; index--)); do
        printf '%s\n' "${closing_lines[index]}"
    done
    [ ${#failed_stages[@]} -eq 0 ] || fail "failed: $(printf '%s; ' "${failed_stages[@]}")"
}
