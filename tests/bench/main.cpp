// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// mingzhang_bench [--percent N] [--rounds N] [NAME…]: runs the named measures, or all, and prints them as a table.
#include <fmt/format.h>

#include <cstdlib>
#include <set>

#include "tests/bench/bench.hpp"

int main(int count, char** arguments) {
    using namespace mingzhang::bench;
    if (count == 5 && std::string_view{arguments[1]} == "--calculate")
        return calculate_counties(arguments[2], arguments[3], std::atoi(arguments[4]));
    Scale scale;
    std::set<std::string> wanted;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--percent" && i + 1 < count)
            scale.percent = std::atoi(arguments[++i]);
        else if (argument == "--rounds" && i + 1 < count)
            scale.rounds = std::atoi(arguments[++i]);
        else
            wanted.insert(argument);
    }
    fmt::print("{}\n\n{} % of the full size, medians of {} rounds.\n\n", machine(), scale.percent, scale.rounds);
    fmt::print("| measure | product | floor | ratio | gate | met |\n|---|---|---|---|---|---|\n");
    std::vector<Bench> benches = posting_benches();
    for (Bench& bench : bank_file_benches()) benches.push_back(std::move(bench));
    for (Bench& bench : month_benches()) benches.push_back(std::move(bench));
    for (Bench& bench : result_benches()) benches.push_back(std::move(bench));
    for (const Bench& bench : benches) {
        if (!wanted.empty() && !wanted.contains(bench.name)) continue;
        for (const Line& line : bench.run(scale))
            fmt::print("| {} | {} | {} | {} | {} | {} |\n", line.measure, line.product, line.floor, line.ratio,
                       line.gate, line.met ? "yes" : "no");
        std::fflush(stdout);
    }
    return 0;
}
