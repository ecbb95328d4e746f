#!/usr/bin/env bash
# Builds the fuzz targets and runs them one after the other, from the corpus and
# the suite on; a finding is kept and the status is 1.
#
#   bash tests/fuzz/run.sh [SECONDS [TARGET…]]
#
# FUZI_FUZZ_RUNS=N tries N inputs of each target, the same ones every time: it
# begins with nothing that an earlier run kept.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here/../.."
seconds="${1:-60}"
targets=("${@:2}")
[ "${#targets[@]}" -gt 0 ] || targets=(read style typst docx template csl)

# Our own code is instrumented and made faster than for tests; with the checks of
# the dev profile, which find overflows.
export RUSTC_WORKSPACE_WRAPPER="$here/instrument.sh" CARGO_PROFILE_DEV_OPT_LEVEL=1
cargo build --quiet --package fuzi-fuzz
built="${CARGO_TARGET_DIR:-target}/debug"
kept="${FUZI_FUZZ:-$built/fuzz}"

for target in "${targets[@]}"; do
    [ -z "${FUZI_FUZZ_RUNS:-}" ] || rm -rf "${kept:?}/$target"
    mkdir -p "$kept/$target" "$kept/findings"
    seeds=() dictionary="$here/markdown.dict"
    case "$target" in
        style) seeds+=(styles) dictionary="$here/style.dict" ;;
        template) dictionary="$here/word.dict" ;;
        csl) dictionary="$here/csl.dict" ;;
        *) seeds+=(tests/suite) ;;
    esac
    # libFuzzer refuses a folder that is not there.
    [ ! -d "$here/corpus/$target" ] || seeds+=("$here/corpus/$target")
    "$built/$target" "$kept/$target" "${seeds[@]}" -dict="$dictionary" -max_total_time="$seconds" \
        -max_len=8192 -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$kept/findings/$target-" \
        ${FUZI_FUZZ_RUNS:+-seed=1 -runs="$FUZI_FUZZ_RUNS"} -print_final_stats=1 -verbosity=0
done
echo "${#targets[@]} passed, 0 failed"
