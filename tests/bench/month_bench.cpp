// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <soci/soci.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

#include "base/values/clock.hpp"
#include "engine/runs/calculate.hpp"
#include "ledger/log.hpp"
#include "tests/bench/bare_lines.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/month_load.hpp"

namespace mingzhang::bench {

namespace {

constexpr int counties = 10;
constexpr std::int64_t households_a_county = 100'000;
constexpr std::int64_t peak_max_mib = 512;

struct Calculated {
    Effort effort;
    std::int64_t peak_mib = 0;
    std::int64_t lines = 0;
    std::int64_t retroactive = 0;  // Backpay and overpayments.
};

// The most memory this process ever had, since it became this program.
std::int64_t peak_kib() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6));
    return 0;
}

// In a process of its own, so that its memory is that of calculating alone.
Calculated calculate(const std::filesystem::path& database, const MonthLoad& load, int of_counties) {
    const std::string command =
        fmt::format("{} --calculate '{}' {} {}", std::filesystem::read_symlink("/proc/self/exe").string(),
                    database.string(), to_string(load.month()), of_counties);
    const std::unique_ptr<FILE, int (*)(FILE*)> child{popen(command.c_str(), "r"), pclose};
    long long wall = 0, processor = 0, peak = 0, lines = 0, retroactive = 0;
    if (!child ||
        std::fscanf(child.get(), "%lld %lld %lld %lld %lld", &wall, &processor, &peak, &lines, &retroactive) != 5)
        throw std::runtime_error{"not calculated"};
    return {{Micros{wall}, Micros{processor}}, peak / 1024, lines, retroactive};
}

struct Measured {
    std::int64_t households = 0;
    Effort product;
    Effort floor;
    Effort floor_with_indexes;
    Calculated last;
};

Measured measure(const MonthLoad::Size& size, int rounds) {
    const MonthLoad load{size};
    test::Office office{store::Backend::sqlite};
    load.write(office);
    office.sql() << "PRAGMA wal_checkpoint(TRUNCATE)";
    Measured result;
    result.households = load.households();
    std::vector<Effort> product, floor, with_indexes;
    for (int round = 0; round < rounds; ++round) {
        const auto copy = office.folder() / "copy.db";
        const auto bare = office.folder() / "bare.db";
        std::filesystem::copy_file(office.folder() / "office.db", copy);
        ::sync();  // What was copied is on the disk before the clock runs.
        result.last = calculate(copy, load, size.counties);
        product.push_back(result.last.effort);
        ::sync();
        floor.push_back(insert_bare_lines(copy, bare, BareTables::with_keys));
        for (const auto& file : {bare, office.folder() / "bare.db-wal"}) std::filesystem::remove(file);
        ::sync();
        with_indexes.push_back(insert_bare_lines(copy, bare, BareTables::with_keys_and_indexes));
        for (const auto& entry : std::filesystem::directory_iterator{office.folder()})
            if (const auto name = entry.path().filename().string();
                name.starts_with("copy.") || name.starts_with("bare."))
                std::filesystem::remove(entry.path());
    }
    result.product = median(product);
    result.floor = median(floor);
    result.floor_with_indexes = median(with_indexes);
    return result;
}

const Measured& measured_once(const MonthLoad::Size& size, int rounds) {
    static std::map<std::tuple<int, std::int64_t, int>, Measured> known;  // Two benches share the million.
    const auto [at, added] = known.try_emplace({size.counties, size.households, size.age});
    if (added) at->second = measure(size, rounds);
    return at->second;
}

std::string took(const Effort& effort) {
    return fmt::format("{}, processors {}", seconds(effort.wall), seconds(effort.processor));
}

// Nanoseconds a household, by the clock and of the processors.
std::string each(const Measured& of, const Effort& effort) {
    const auto nanos = [&](Micros time) { return time.count() * 1000 / of.households; };
    return fmt::format("{} ns ({} ns processor)", nanos(effort.wall), nanos(effort.processor));
}

std::vector<Line> month_of_a_million(const Scale& scale) {
    const Measured& m = measured_once({counties, scale.of(households_a_county), 13}, scale.rounds);
    const std::int64_t times = ratio(m.product.wall.count(), m.floor.wall.count());
    const std::int64_t indexed = ratio(m.product.wall.count(), m.floor_with_indexes.wall.count());
    return {{fmt::format("thirteenth month of {} households in ten counties, {} lines, {} backpay or overpaid, stored "
                         "roster to stored run; floor: bare insert of its rows into the same tables with their indexes",
                         m.households, m.last.lines, m.last.retroactive),
             took(m.product), took(m.floor_with_indexes), hundredths(indexed) + " ×", "≤ 3 ×", indexed <= 300},
            {"the same; floor: tables with their keys alone", per_second(m.households, m.product.wall), took(m.floor),
             hundredths(times) + " ×", "reported", true},
            {"the same: peak memory of the process", fmt::format("{} MiB", m.last.peak_mib), "–", "–",
             fmt::format("≤ {} MiB", peak_max_mib), m.last.peak_mib <= peak_max_mib}};
}

// A curve is flat when no point costs a household half as much again as the cheapest. The first month has nothing to
// look back on and is no point of it.
class Flatness {
public:
    void add(const Measured& m) { costs_.push_back(m.product.wall.count() * 1000 / m.households); }
    void judge(std::vector<Line>& lines) const {
        const auto [least, most] = std::minmax_element(costs_.begin(), costs_.end());
        lines.back().ratio = hundredths(ratio(*most, *least)) + " × between the dearest and the cheapest";
        lines.back().gate = "≤ 1.50 ×";
        lines.back().met = ratio(*most, *least) <= 150;
    }

private:
    std::vector<std::int64_t> costs_;
};

Line point(std::string measure, const Measured& m) {
    return {std::move(measure), each(m, m.product),
            each(m, m.floor),   hundredths(ratio(m.product.wall.count(), m.floor.wall.count())) + " ×",
            "reported",         true};
}

std::vector<Line> by_size(const Scale& scale) {
    std::vector<Line> lines;
    Flatness flatness;
    for (const std::int64_t households : {households_a_county / 100, households_a_county / 10, households_a_county}) {
        const Measured& m = measured_once({counties, scale.of(households), 13}, scale.rounds);
        lines.push_back(
            point(fmt::format("a household, thirteenth month, {} households in ten counties", m.households), m));
        flatness.add(m);
    }
    lines.push_back({"the same, from the smallest number of households to the largest", "–", "–", {}, {}});
    flatness.judge(lines);
    return lines;
}

std::vector<Line> by_age(const Scale& scale) {
    std::vector<Line> lines;
    Flatness flatness;
    for (const int age : {1, 12, 13, 24, 36}) {
        const Measured& m = measured_once({1, scale.of(households_a_county), age}, scale.rounds);
        lines.push_back(point(fmt::format("a household, month {}, {} households in one county", age, m.households), m));
        if (age > 1) flatness.add(m);
    }
    lines.push_back({"the same, from the twelfth month to the thirty-sixth", "–", "–", {}, {}});
    flatness.judge(lines);
    return lines;
}

}  // namespace

std::vector<Bench> month_benches() {
    return {{"month-run", month_of_a_million}, {"month-run-size", by_size}, {"month-run-age", by_age}};
}

int calculate_counties(const std::string& database, const std::string& month, int of_counties) {
    auto store = store::Store::open("sqlite:" + database);
    if (!store) throw std::runtime_error{store.error().what().en};
    crypto::SeededRandom random{20220806};
    const FixedClock clock{Instant{std::chrono::sys_days{*parse_date(month + "-20")}}};
    ledger::Log log;
    Desk desk{**store, clock, random, log};
    SilentProgress silent;
    std::int64_t lines = 0, retroactive = 0;
    const Effort effort = measured([&] {
        for (int index = 0; index < of_counties; ++index) {
            const auto division = DivisionScope::parse(std::to_string(MonthLoad::county(index).number));
            auto done = runs::calculate(desk, test::Office::person(Role::officer),
                                        {*parse_month(month), *division, {}, ""}, {silent, {}});
            if (!done) throw std::runtime_error{done.error().what().en};
            lines += done->number("lines");
            retroactive += done->number("backpay") + done->number("overpayments");
        }
    });
    fmt::print("{} {} {} {} {}\n", effort.wall.count(), effort.processor.count(), peak_kib(), lines, retroactive);
    return 0;
}

}  // namespace mingzhang::bench
