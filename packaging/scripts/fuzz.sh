# shellcheck shell=bash
# SPDX-FileCopyrightText: The Chat Live 121 authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz: runs the targets of tests/fuzz under libFuzzer, ASan and UBSan. Sourced by ./dev.

# fuzz_one TARGET SECONDS: one target; new inputs are kept in build/fuzz/corpus, findings in build/fuzz/findings.
fuzz_one() {
    local target=$1 seconds=$2 corpus=build/fuzz/corpus/$1 findings=build/fuzz/findings/$1 log=build/fuzz/$1.log status
    mkdir -p "$corpus" "$findings"
    ASAN_OPTIONS=detect_leaks=0 "build/fuzz/bin/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$findings/" "$corpus" "tests/fuzz/corpus/$target" >"$log" 2>&1
    status=$?
    if [ $status -ne 0 ]; then
        printf '%s: FINDING, see %s and %s/\n' "$target" "$log" "$findings"
        grep -E 'ERROR|SUMMARY|runtime error|Assertion|ASSERT|broken|accepted' "$log" | head -5
    else
        printf '%s: no finding in %s runs\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    fi
    return $status
}

# fuzz_all SECONDS [TARGET...]: builds, and runs as many at once as there are processors.
fuzz_all() {
    local seconds=$1 targets failed=0 target running=0 count=0
    shift
    build fuzz fuzz_targets || return 1
    targets=("$@")
    [ $# -gt 0 ] || mapfile -t targets < <(sed -n 's/^ *chat121_fuzz(\([a-z0-9_]*\) .*/\1/p' tests/fuzz/CMakeLists.txt)
    for target in "${targets[@]}"; do
        [ -x "build/fuzz/bin/$target" ] || { say "there is no fuzz target '$target'"; return 1; }
    done
    say "fuzzing ${#targets[@]} target(s), $seconds s each, $(nproc) at once; about $((seconds * (${#targets[@]} + $(nproc) - 1) / $(nproc) / 60 + 1)) minute(s)"
    for target in "${targets[@]}"; do
        count=$((count + 1))
        printf '[%d/%d] %s\n' "$count" "${#targets[@]}" "$target"
        fuzz_one "$target" "$seconds" &
        running=$((running + 1))
        if ((running >= $(nproc))); then
            wait -n || failed=1
            running=$((running - 1))
        fi
    done
    while ((running-- > 0)); do wait -n || failed=1; done
    return $failed
}

fuzz_command() {
    local seconds=600 targets=()
    while [ $# -gt 0 ]; do
        case $1 in
        --minutes) [ $# -gt 1 ] || fail "--minutes needs a number"; seconds=$(($2 * 60)); shift ;;
        --minutes=*) seconds=$((${1#*=} * 60)) ;;
        --seconds) [ $# -gt 1 ] || fail "--seconds needs a number"; seconds=$2; shift ;;
        -*) fail "fuzz does not know $1" ;;
        *) targets+=("$1") ;;
        esac
        shift
    done
    setup build fuzz
    fuzz_all "$seconds" "${targets[@]}" || fail "there are findings, or the build failed"
    say "no finding; finished after $(elapsed)"
}
