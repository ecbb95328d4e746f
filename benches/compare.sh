#!/usr/bin/env bash
# Compares fuzi with the programs that it is measured against, side by side.
#
#   benches/compare.sh [--cold] [--fuzi BINARY]
#
#   --cold         also print the size of the binary and the time of a cold build
#   --fuzi BINARY  measure this binary instead of a fresh release build
#
# (a) both editions of report/ against `typst compile` of the emitted source;
# (b) the Word edition of report/ against pandoc writing its own;
# (c) manuscripts of 10, 100 and 1,000 pages;
# (d) the Word edition of 300 pages with 200 pictures and 500 equations against
#     pandoc writing its own.
#
# Needs Rust and Python; installs hyperfine, typst and pandoc into the cache that
# the checks use. Measure on a machine that does nothing else.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
cache="${FUZI_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/fuzi-ci}"
typst_version=0.15.1
pandoc_package=pypandoc_binary==1.17
cold=no
fuzi=

while [ "$#" -gt 0 ]; do
    case "$1" in
        --cold) cold=yes ;;
        --fuzi)
            shift
            fuzi="${1:?--fuzi needs a path}"
            ;;
        *)
            sed -n '2,13p' "${BASH_SOURCE[0]}" | cut -c3- >&2
            exit 2
            ;;
    esac
    shift
done

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$cache"

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

install_tools() {
    if ! command -v hyperfine >/dev/null; then
        as_root apt-get update -q
        as_root apt-get install -q -y --no-install-recommends hyperfine
    fi
    typst="$cache/typst-$typst_version/bin/typst"
    if [ ! -x "$typst" ]; then
        cargo install typst-cli --version "$typst_version" --locked --root "$cache/typst-$typst_version"
    fi
    local python="$cache/bench-python"
    if [ ! -f "$python/installed" ]; then
        python3 -m venv --clear "$python"
        "$python/bin/pip" install -q "$pandoc_package"
        touch "$python/installed"
    fi
    pandoc="$("$python/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')"
}

build() {
    if [ "$cold" = yes ]; then
        local begun="$SECONDS"
        CARGO_TARGET_DIR="$work/cold" cargo build --release --locked
        echo "cold release build: $((SECONDS - begun)) s"
        fuzi="${fuzi:-$work/cold/release/fuzi}"
    elif [ -z "$fuzi" ]; then
        cargo build --release --locked
        fuzi="${CARGO_TARGET_DIR:-target}/release/fuzi"
    fi
    fuzi="$(realpath "$fuzi")"
    if [ "$cold" = yes ]; then
        echo "binary: $(($(stat -c %s "$fuzi") / 1000000)) MB"
    fi
}

# Prints the times of named commands against the last one.
race() {
    local runs="$1" args=()
    shift
    while [ "$#" -gt 0 ]; do
        args+=(-n "$1" "$2")
        shift 2
    done
    hyperfine -N --style none --warmup 3 --runs "$runs" --export-json "$work/race.json" "${args[@]}" >/dev/null 2>"$work/race.log" || {
        cat "$work/race.log" >&2
        return 1
    }
    python3 benches/measure.py ratio "$work/race.json"
}

against_typst() {
    echo
    echo "(a) report/, one cold process, $("$typst" --version)"
    python3 benches/typst_source.py "$fuzi" report "$work/typst"
    race 30 \
        "fuzi, PDF and DOCX" "$fuzi build report --out-dir $work/out" \
        "fuzi, PDF" "$fuzi build report --to pdf --out-dir $work/out" \
        "typst compile of the same source" "$typst compile --root $work/typst --font-path fonts --ignore-system-fonts $work/typst/report.typ $work/typst/report.pdf"
}

against_pandoc() {
    echo
    echo "(b) report/ as DOCX, $("$pandoc" --version | head -n 1)"
    local text="$work/report.docx" own="$fuzi build report --to docx --out-dir $work/out"
    local other="$pandoc report/report.md --resource-path report -o $text"
    race 20 "fuzi, DOCX" "$own" "pandoc" "$other"
    mkdir -p "$work/text"
    sed '/^!\[/d' report/report.md >"$work/text/report.md"
    race 20 "fuzi, the text without its pictures" "$fuzi build $work/text/report.md --to docx --out-dir $work/out" \
        "pandoc, the same" "$pandoc $work/text/report.md -o $text"
    # The commands are words without blanks inside.
    # shellcheck disable=SC2086
    printf 'peak memory: fuzi %s MB, pandoc %s MB\n' \
        "$(python3 benches/measure.py peak $own)" "$(python3 benches/measure.py peak $other)"
}

growing() {
    echo
    echo "(c) growing manuscripts, the best of 3 runs"
    python3 benches/measure.py pages "$fuzi" "$work" 10 100 1000
}

illustrated() {
    local kind folder own other
    echo
    echo "(d) 300 pages, 200 pictures, 500 equations as DOCX, the best of 3 runs"
    for kind in png-jpeg svg; do
        folder="$work/illustrated-$kind"
        if [ "$kind" = svg ]; then
            echo "the same with 20 of the pictures as SVG, which pandoc does not draw without another program"
            python3 benches/pictures.py "$folder" --svg >"$folder.size"
        else
            python3 benches/pictures.py "$folder" >"$folder.size"
        fi
        own="$fuzi build $folder/report.md --to docx --out-dir $work/out"
        other="$pandoc $folder/report.md --resource-path $folder -o $work/illustrated.docx"
        # The commands are words without blanks inside.
        # shellcheck disable=SC2086
        printf 'pictures %s MB; fuzi %s; pandoc %s\n' "$(cat "$folder.size")" \
            "$(python3 benches/measure.py cost $own)" "$(python3 benches/measure.py cost $other)"
    done
}

install_tools
build
against_typst
against_pandoc
growing
illustrated
