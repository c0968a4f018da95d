// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A program of its own run would measure better, but the export is the last thing that could grow: the journal is
// written first, and what the process then held at most is compared with what it holds at most after.
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include "reports/journal_export.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

constexpr std::int64_t entries = 40'000;

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void post_many(Office& office) {
    const auto posted = office.desk().carry_out(
        Office::person(Role::officer), post_kind, {office.county(), {}, {}, {}},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            ledger::Journal journal{context};
            for (std::int64_t line = 1; line <= entries; ++line)
                if (auto done = journal.post(due(1, line, "YX" + std::to_string(line), line)); !done)
                    return pass_on(done);
            if (auto closed = journal.close(); !closed) return pass_on(closed);
            return Answer{};
        });
    REQUIRE(posted.has_value());
}

}  // namespace

TEST_CASE("forty thousand entries are exported without being held in memory") {
    Office office{store::Backend::sqlite, whole_office_parts()};
    post_many(office);
    const long before = peak_kib();
    SilentProgress silent;
    const auto file = office.folder() / "journal";
    for (const auto format : {reports::JournalFormat::ledger, reports::JournalFormat::beancount}) {
        const auto exported = reports::export_journal(office.store(), office.county(), format, file, {silent, {}});
        REQUIRE(exported.has_value());
        CHECK(exported->number("entries") == entries);
        CHECK(std::filesystem::file_size(file) > 8'000'000);
    }
    CHECK(peak_kib() - before < 2'048);
}

}  // namespace mingzhang::test
