#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Mingzhang authors
# Plays every month of the golden town through every step, from the first list to the closed books, and holds each
# month's result against the expected files byte for byte. Ends non-zero when anything is off.
#   console/demo.sh PROGRAM [--no-serve] [--town FOLDER] [--keep FOLDER]
set -euo pipefail

program=${1:?usage: demo.sh PROGRAM [--no-serve] [--town FOLDER]}
shift
town=$(cd "$(dirname "${BASH_SOURCE[0]}")/../tests/data/golden-town" && pwd)
serve=yes
keep=""
while (($# > 0)); do
    case $1 in
        --no-serve) serve=no ;;
        --town) town=$2; shift ;;
        --keep) keep=$2; shift ;;
        *) echo "demo.sh: $1 ?" >&2; exit 2 ;;
    esac
    shift
done

folder=${keep:-$(mktemp -d "${TMPDIR:-/tmp}/mingzhang-demo.XXXXXX")}
now=""
step=""

ended() {
    local status=$?
    if ((status != 0)); then
        echo "演示中断于“$step”，数据留在 $folder / the demo stopped at \"$step\"; its data are in $folder" >&2
    elif [[ $serve == no && -z $keep ]]; then
        rm -rf "$folder"
    fi
}
trap ended EXIT

# One call of the program on the demo's database, at the demo's time.
mz() {
    step="mingzhang $*"
    "$program" --db "sqlite:$folder/town.db" ${now:+--now "$now"} "$@"
}

# The same, answering into $answer as JSON; `field NAME` takes a number or a text out of it.
ask() {
    step="mingzhang $*"
    answer=$(mz --json "$@")
}
field() {
    [[ $answer =~ \"$1\":\"?([^,\"\}]*) ]] || { echo "no $1 in $answer" >&2; return 1; }
    echo "${BASH_REMATCH[1]}"
}

# 5812300 → 58,123.00
yuan() {
    local fen=$1 whole
    whole=$((fen / 100))
    while [[ $whole =~ ^([0-9]+)([0-9]{3})(.*)$ ]]; do
        whole=${BASH_REMATCH[1]},${BASH_REMATCH[2]}${BASH_REMATCH[3]}
    done
    printf '%s.%02d' "$whole" $((fen % 100))
}

row() { printf '  %s  %s\n' "$1" "$2"; }

found_office() {
    echo "建练习库 / a practice database"
    mz init --practice > /dev/null
    local role
    for role in officer reviewer approver liaison auditor administrator; do
        mz user add "$role" --role "$role" > /dev/null
    done
    row "用户 users" "officer 经办, reviewer 复核, approver 审批, liaison 银行联络, auditor 审计, administrator 管理员"
}

import_month() {
    local month=$1 kind file count=0
    for file in "$town/$month"/*.toml; do
        [[ -e $file ]] || continue
        mz --as officer import pack "$file" > /dev/null
        count=$((count + 1))
    done
    for kind in households members incomes deaths; do
        [[ -e $town/$month/$kind.csv ]] || continue
        mz --as officer import "$kind" "$town/$month/$kind.csv" > /dev/null
        count=$((count + 1))
    done
    row "导入 import   " "$count 份名册与政策包 / lists and rule packs"
}

calculate_month() {
    local month=$1
    ask --as officer run calculate "$month" --division "$division"
    run=$(field run)
    row "计算 calculate" "$(field lines) 行 lines, 应发 due $(yuan $(($(field payable_fen) + $(field held_fen)))) 元, \
暂缓 held $(field held), 多发 overpaid $(field overpayments)"
}

# The lines and overpayments, byte for byte as an independent program expects them.
compare_month() {
    local month=$1 list
    for list in lines overpayments; do
        mz run "$list" "$run" --csv "$folder/$month-$list.csv" > /dev/null
        step="cmp $month $list"
        cmp "$folder/$month-$list.csv" "$town/$month/expected_$list.csv" ||
            { diff "$folder/$month-$list.csv" "$town/$month/expected_$list.csv" | head -20 >&2; exit 1; }
    done
    mz run programs "$run"
    row "对照 compare  " "明细与多发逐字节相符 / lines and overpayments agree byte for byte"
}

# Money for the year, once: a budget year's quota for each program.
receive_funds() {
    local year=$1 program_name
    [[ $funded == *" $year "* ]] && return
    funded+="$year "
    for program_name in urban_dibao rural_dibao urban_tekun rural_tekun; do
        mz --as officer funds receive --bank-account 1 --program "$program_name" --source county --amount 5000000 \
            --year "$year" --document "示范财社〔$year〕1号" > /dev/null
    done
    row "资金 funds    " "$year 年度四类各 5,000,000.00 元 / for each of four programs, budget year $year"
}

sign_month() {
    mz --as officer run submit "$run" > /dev/null
    mz --as reviewer run review "$run" > /dev/null
    mz --as approver run approve "$run" > /dev/null
    mz --as officer run release "$run" > /dev/null
    row "签字 sign     " "提交 → 复核 → 审批 → 放行 / submitted, reviewed, approved, released"
}

pay_month() {
    local batch first last paid=0 failed=0 paid_fen=0 failed_fen=0
    ask --as officer batch create
    first=$(field batch) last=$(field last_batch)
    row "出盘 batches  " "$(field batches) 个批次 batches, $(field instructions) 笔 payments, $(yuan "$(field total_fen)") 元"
    mz --as officer batch files --out "$folder/outbox" > /dev/null
    for ((batch = first; batch <= last; ++batch)); do
        mz --as liaison batch send "$batch" > /dev/null
        mz bank-sim "$batch" --out "$folder/answer-$batch.txt" --seed "$batch" --fail-percent 3 > /dev/null
        ask --as liaison bank result "$batch" "$folder/answer-$batch.txt"
        paid=$((paid + $(field paid))) failed=$((failed + $(field failed)))
        paid_fen=$((paid_fen + $(field paid_fen))) failed_fen=$((failed_fen + $(field failed_fen)))
        mz batch tie "$batch" > /dev/null
        mz --as liaison batch close "$batch" > /dev/null
    done
    row "回盘 results  " "到账 paid $paid 笔 $(yuan "$paid_fen") 元, 退汇 returned $failed 笔 \
$(yuan "$failed_fen") 元, 三方相符 roster, voucher and bank agree"
}

close_month() {
    mz --as officer run close "$run" > /dev/null
    mz --as approver period close "$1" > /dev/null
    row "关账 close    " "发放与账期已关 / run and period are closed"
}

play() {
    local month=$1
    echo
    echo "${month%-*}年$((10#${month#*-}))月 / $month"
    now=$month-28T09:00:00
    import_month "$month"
    calculate_month "$month"
    compare_month "$month"
    receive_funds "${month%-*}"
    sign_month
    pay_month
    close_month "$month"
}

found_office
months=()
for path in "$town"/[0-9][0-9][0-9][0-9]-[0-9][0-9]; do months+=("${path##*/}"); done
((${#months[@]} > 0)) || { echo "no months in $town" >&2; exit 1; }
now=${months[0]}-01T09:00:00
mz --as officer import divisions "$town/divisions.csv" > /dev/null
# The town: the only division of that level.
division=$(sed -n 's/^\([0-9]\{12\}\),[^,]*,town,.*/\1/p' "$town/divisions.csv" | head -1)
mz --as officer bank-account add --name 示范零余额户 --bank rcb --layout ccb --account 6299990000000000001 \
    --account-name 示范镇财政所 --merchant 100001 > /dev/null
funded=" "
for month in "${months[@]}"; do play "$month"; done

echo
mz run equation
echo
mz ledger balance
echo
mz verify
echo
echo "${#months[@]} 个月全部相符 / all ${#months[@]} months agree"
if [[ $serve == yes ]]; then
    echo "网页控制台随后续版本提供；数据库在 $folder/town.db"
    echo "The console pages come with a later release; the database is $folder/town.db"
fi
