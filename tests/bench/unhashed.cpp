// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// mingzhang_bench_unhashed COUNT: posts what `mingzhang_bench posting` posts and prints the microseconds. It is linked
// with a hasher of entries that hashes nothing, in place of the ledger's own: what the log costs is the difference.
#include <cstdio>
#include <cstdlib>

#include "ledger/entry_hasher.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/journal_load.hpp"

namespace mingzhang::ledger {

EntryHasher::EntryHasher(crypto::HashKind hash, SecretOf secret_of, Sink sink)
    : hash_kind_{hash}, secret_of_{std::move(secret_of)}, sink_{std::move(sink)} {}
EntryHasher::~EntryHasher() = default;
void EntryHasher::add(CommandId, std::int64_t, const Transfer&) {}
void EntryHasher::add_pending(CommandId, std::int64_t, const Transfer&) {}
void EntryHasher::add_end(CommandId, std::int64_t, const PendingEnd&) {}
void EntryHasher::add_unreadable(CommandId) {}
void EntryHasher::finish() {}

}  // namespace mingzhang::ledger

int main(int count, char** arguments) {
    using namespace mingzhang;
    if (count != 2) return EXIT_FAILURE;
    const bench::JournalLoad load{std::strtoll(arguments[1], nullptr, 10)};
    test::Office office;
    const auto time = bench::timed([&] { bench::post(office, load); });
    std::printf("%lld\n", static_cast<long long>(time.count()));
    return EXIT_SUCCESS;
}
