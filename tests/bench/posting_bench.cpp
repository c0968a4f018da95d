// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <soci/soci.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "base/crypto/merkle.hpp"
#include "base/store/migrate.hpp"
#include "ledger/balances.hpp"
#include "ledger/entry_digest.hpp"
#include "ledger/schema.hpp"
#include "reports/journal_export.hpp"
#include "tests/bench/bare_store.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/journal_load.hpp"

namespace mingzhang::bench {

namespace {

constexpr std::int64_t million = 1'000'000;

// What the program beside this one takes that posts the same and hashes nothing.
Micros post_unhashed(std::int64_t count) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "mingzhang_bench_unhashed";
    const std::unique_ptr<FILE, int (*)(FILE*)> output{
        popen((program.string() + " " + std::to_string(count)).c_str(), "r"), pclose};
    long long micros = 0;
    if (!output || std::fscanf(output.get(), "%lld", &micros) != 1) throw std::runtime_error{program.string()};
    return Micros{micros};
}

std::vector<Line> durable_posting(const Scale& scale) {
    const JournalLoad load{scale.of(million)};
    std::vector<Micros> product, floor, unhashed;
    for (int round = 0; round < scale.rounds; ++round) {
        {
            test::Office bare;
            floor.push_back(timed([&] { insert_bare(bare.folder() / "office.db", load); }));
        }
        {
            test::Office office;
            product.push_back(timed([&] { post(office, load); }));
        }
        unhashed.push_back(post_unhashed(load.size()));
    }
    const std::int64_t rate = ratio(median(floor).count(), median(product).count());
    const std::int64_t added = (median(product) - median(unhashed)) * 1000 / median(unhashed);
    return {{"durable batched posting, SQLite, against the bare insert of the same rows",
             per_second(load.size(), median(product)), per_second(load.size(), median(floor)), hundredths(rate),
             "≥ 0.80 of its rate", rate >= 80},
            {"cost of log and hashing with SHA-256: the same posting, against the program linked without the hashing",
             seconds(median(product)), seconds(median(unhashed)),
             fmt::format("{}{}.{} %", added < 0 ? "-" : "", std::abs(added) / 10, std::abs(added) % 10), "≤ 15 %",
             added <= 150}};
}

std::vector<Line> verify(const Scale& scale) {
    test::Office office;
    const JournalLoad load{scale.of(million)};
    post(office, load);
    std::vector<Micros> times;
    for (int round = 0; round < scale.rounds; ++round)
        times.push_back(timed([&] {
            const std::vector<store::Part> tables{ledger::ledger_part(), commands_part()};
            const std::vector<store::Part> parts{tables[0], store::store_part(tables)};
            store::verify(office.store(), parts, [&](std::string_view, const Text&, const store::PassReport& report) {
                if (!report.broken.empty()) throw std::runtime_error{report.broken.front().en};
            });
        }));
    const std::int64_t rate = load.size() * 1'000'000 / median(times).count();
    return {{"`verify`: the ledger's passes and the database's own check", per_second(load.size(), median(times)), "–",
             "–", "≥ 500,000 entries/s", rate >= 500'000}};
}

// The whole price of provability if it were paid on the posting thread: digests of all entries and their trees.
std::vector<Line> hashing(const Scale& scale) {
    const JournalLoad load{scale.of(million)};
    const auto hash_with = [&](crypto::HashKind kind) {
        const std::string secret(64, 'a');
        crypto::TreeHasher tree{kind};
        return timed([&] {
            std::int64_t ordinal = 0;
            load.chunks([&](const std::vector<ledger::Transfer>& transfers) {
                for (const ledger::Transfer& transfer : transfers) {
                    ++ordinal;
                    tree.append(ledger::entry_digest(secret, {County{500110}, 1}, ordinal, transfer, kind));
                }
            });
        });
    };
    const Micros making = timed([&] { load.chunks([](const std::vector<ledger::Transfer>&) {}); });
    std::vector<Micros> posting, sha256, sm3;
    for (int round = 0; round < scale.rounds; ++round) {
        test::Office office;
        posting.push_back(timed([&] { post(office, load); }));
        sha256.push_back(hash_with(crypto::HashKind::sha256) - making);
        sm3.push_back(hash_with(crypto::HashKind::sm3) - making);
    }
    const auto share = [&](const std::vector<Micros>& of) {
        return std::to_string(median(of).count() * 100 / median(posting).count()) + " %";
    };
    return {{"digests of all entries with SHA-256 on one thread, against posting them (they run beside it)",
             seconds(median(sha256)), seconds(median(posting)), share(sha256), "reported", true},
            {"the same with SM3", seconds(median(sm3)), seconds(median(posting)), share(sm3), "reported", true}};
}

std::vector<Line> disk_space(const Scale& scale) {
    const JournalLoad load{scale.of(million)};
    test::Office office;
    const auto bytes = [&] {
        std::int64_t pages = 0, size = 0;
        office.sql() << "PRAGMA page_count", soci::into(pages);
        office.sql() << "PRAGMA page_size", soci::into(size);
        return pages * size;
    };
    const std::int64_t empty = bytes();
    post(office, load);
    const std::int64_t each = (bytes() - empty) / load.size();
    return {{"bytes on disk per transfer, SQLite, payables and indexes included", std::to_string(each), "–", "–",
             "≤ 300", each <= 300}};
}

// Many small commands: each with its own sync of the disk, and through the writer that gives them one together.
std::vector<Line> group_commit(const Scale& scale) {
    const JournalLoad load{scale.of(5'000)};
    std::vector<Micros> alone, together;
    for (int round = 0; round < scale.rounds; ++round) {
        test::Office one;
        alone.push_back(timed([&] { post_each(one, load); }));
        test::Office many;
        together.push_back(timed([&] { post_each_through_writer(many, load); }));
    }
    return {{"commands of one transfer through the writer (group commit), against one by one",
             per_second(load.size(), median(together)), per_second(load.size(), median(alone)),
             hundredths(ratio(median(alone).count(), median(together).count())) + " ×", "reported", true}};
}

std::vector<Line> on_postgresql(const Scale& scale) {
    const JournalLoad load{scale.of(200'000)}, few{scale.of(2'000)};
    std::vector<Micros> sets, calls;
    std::int64_t each = 0;
    for (int round = 0; round < scale.rounds; ++round) {
        test::Office office{store::Backend::postgresql};
        sets.push_back(timed([&] { post(office, load); }));
        std::int64_t bytes = 0;
        office.sql() << "SELECT pg_total_relation_size('transfer') + pg_total_relation_size('payable')",
            soci::into(bytes);
        if (round == 0) each = bytes / load.size();  // Later rounds get a database that was used before.
        test::Office other{store::Backend::postgresql};
        calls.push_back(timed([&] { post_each(other, few); }));
    }
    const std::int64_t set_rate = load.size() * 1'000'000 / median(sets).count();
    const std::int64_t call_rate = few.size() * 1'000'000 / median(calls).count();
    return {{"set-based posting on PostgreSQL (COPY), against one call per transfer on the same server (fsync off)",
             per_second(load.size(), median(sets)), per_second(few.size(), median(calls)),
             hundredths(ratio(set_rate, call_rate)) + " ×", "≥ 10 ×", set_rate >= 10 * call_rate},
            {"bytes on disk per transfer, PostgreSQL", std::to_string(each), "–", "–", "reported", true}};
}

// What a person sees who asks for the balance of every account, against the same from the exported journal.
std::vector<Line> trial_balance(const Scale& scale) {
    const JournalLoad load{scale.of(million)};
    test::Office office;
    post(office, load);
    std::vector<Micros> product, journal;
    for (int round = 0; round < scale.rounds; ++round) {
        const auto fresh = office.connect();
        product.push_back(timed([&] {
            if (ledger::trial_balance(fresh->sql(), office.county()).empty()) throw std::runtime_error{"no balance"};
        }));
        journal.push_back(timed([&] {
            if (ledger::trial_balance(fresh->sql(), office.county(), ledger::Moment{1'000'000'000}).empty())
                throw std::runtime_error{"no balance"};
        }));
    }
    const auto with = [&](reports::JournalFormat format, const char* file, const std::string& command) {
        SilentProgress silent;
        const auto path = office.folder() / file;
        if (!reports::export_journal(office.store(), office.county(), format, path, {silent, {}}))
            throw std::runtime_error{"not exported"};
        return timed([&] {
            if (std::system((command + " > /dev/null").c_str()) != 0) throw std::runtime_error{command};
        });
    };
    const std::string folder = office.folder().string();
    std::vector<Line> lines;
    const auto line = [&](const std::string& program, Micros time) {
        const std::int64_t times = ratio(time.count(), median(product).count());
        lines.push_back({"trial balance over the journal, against `" + program + "` on its export",
                         std::to_string(median(product).count()) + " µs", seconds(time),
                         std::to_string(times / 100) + " ×", "≥ 50 × faster", times >= 5000});
    };
    // hledger holds all of the journal as objects: a million transactions took 49 s and 7 GiB.
    line("hledger",
         with(reports::JournalFormat::hledger, "j.hledger", "hledger -f " + folder + "/j.hledger balance --flat"));
    line("ledger",
         with(reports::JournalFormat::ledger, "j.ledger", "ledger -f " + folder + "/j.ledger balance --flat"));
    lines.push_back(
        {"the same summed from the journal, as of a past day", seconds(median(journal)), "–", "–", "reported", true});
    return lines;
}

}  // namespace

std::vector<Bench> posting_benches() {
    return {{"posting", durable_posting},    {"hashing", hashing},     {"verify", verify},
            {"disk-space", disk_space},      {"writer", group_commit}, {"postgresql", on_postgresql},
            {"trial-balance", trial_balance}};
}

}  // namespace mingzhang::bench
