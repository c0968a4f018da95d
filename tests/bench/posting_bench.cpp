// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <stdexcept>

#include "base/store/migrate.hpp"
#include "ledger/schema.hpp"
#include "tests/bench/bare_store.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/journal_load.hpp"

namespace mingzhang::bench {

namespace {

std::vector<Line> durable_posting(const Scale& scale) {
    const JournalLoad load{scale.of(1'200'000)};
    std::vector<Micros> product, floor;
    for (int round = 0; round < scale.rounds; ++round) {
        test::Office bare;
        floor.push_back(timed([&] { insert_bare(bare.folder() / "office.db", load); }));
        test::Office office;
        product.push_back(timed([&] { post(office, load); }));
    }
    const std::int64_t rate = ratio(median(floor).count(), median(product).count());
    return {{"durable batched posting, SQLite, against the bare insert of the same rows",
             per_second(load.size(), median(product)), per_second(load.size(), median(floor)), hundredths(rate),
             "≥ 0.80 of its rate", rate >= 80}};
}

std::vector<Line> verify(const Scale& scale) {
    test::Office office;
    const JournalLoad load{scale.of(1'200'000)};
    post(office, load);
    std::vector<Micros> times;
    for (int round = 0; round < scale.rounds; ++round)
        times.push_back(timed([&] {
            const store::Part parts[] = {ledger::ledger_part(), commands_part()};
            for (const store::Part& part : {parts[0], store::store_part(parts)})
                store::verify(office.store(), part,
                              [&](std::string_view, const Text&, const store::PassReport& report) {
                                  if (!report.broken.empty()) throw std::runtime_error{report.broken.front().en};
                              });
        }));
    const std::int64_t rate = load.size() * 1'000'000 / median(times).count();
    return {{"`verify`: the ledger's passes and the database's own check", per_second(load.size(), median(times)), "–",
             "–", "≥ 500,000 entries/s", rate >= 500'000}};
}

}  // namespace

std::vector<Bench> posting_benches() {
    return {{"posting", durable_posting}, {"verify", verify}};
}

}  // namespace mingzhang::bench
