// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/registry/import.hpp"
#include "engine/runs/calculate.hpp"
#include "engine/runs/lifecycle.hpp"
#include "ledger/log.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/support/postgres.hpp"

namespace mingzhang::test {

// An office on a real database, a SQLite file in a temporary folder or one of its own on a PostgreSQL server, with
// every schema, its own keys, one person a role, and a clock that stands still until set. Everything goes through the
// engine's own commands.
class Office {
public:
    explicit Office(store::Backend backend = store_under_test());
    Office(store::Backend backend, std::vector<store::Part> parts);  // Of these folders: see `whole_office_parts`.
    ~Office();

    [[nodiscard]] Desk& desk() { return *desk_; }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] const std::string& url() const { return database_.url(); }
    [[nodiscard]] soci::session& sql() { return store_->sql(); }
    [[nodiscard]] const crypto::Sealer& sealer() const { return *sealer_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] County county() const { return {500110}; }
    void set_day(std::string_view date);  // Nine in the morning, China time.

    // As if the program ended and was started again; `while_closed` is done between the two.
    void reopen(const std::function<void()>& while_closed = {});

    // A connection of its own to the same database.
    [[nodiscard]] std::unique_ptr<store::Store> connect() const;

    // A desk on a connection of its own: another person's program on the same database, at the same time of day.
    [[nodiscard]] Desk& other_desk();

    // People: the name says the role; `other` is a second person of it.
    [[nodiscard]] static Actor person(Role role, std::string_view name = {});

    // A file of the folder with these bytes.
    [[nodiscard]] std::filesystem::path file(std::string_view name, std::string_view bytes) const;

    [[nodiscard]] Result<Answer, Refusal> import(registry::ImportKind kind, const std::filesystem::path& file);
    [[nodiscard]] Result<Answer, Refusal> import_text(registry::ImportKind kind, std::string_view text);
    [[nodiscard]] Result<Answer, Refusal> calculate(std::string_view month, std::string_view division = "500110999",
                                                    std::optional<Program> program = std::nullopt);
    // Submitted, reviewed and approved by three people.
    [[nodiscard]] Result<Answer, Refusal> approve(std::int64_t run);

    // Every pass of every part; the first broken record of each that does not hold.
    [[nodiscard]] std::vector<std::string> broken_passes() { return broken_passes(*store_); }
    [[nodiscard]] std::vector<std::string> broken_passes(store::Store& store) const;

private:
    TemporaryFolder folder_;
    crypto::SeededRandom random_;
    FixedClock clock_;
    ledger::Log log_;
    OfficeDatabase database_;
    std::vector<store::Part> parts_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<crypto::Sealer> sealer_;
    std::unique_ptr<Desk> desk_;
    std::unique_ptr<store::Store> other_store_;
    std::unique_ptr<Desk> other_desk_;
};

// Every folder's schema that the office has.
[[nodiscard]] std::vector<store::Part> office_parts();

// Those with batches and the bank's results. Tests that post a bank's entries without batches do without them: the
// passes of verify would miss the batches.
[[nodiscard]] std::vector<store::Part> whole_office_parts();

// The imports of one month's folder of a golden town, in the order an office loads them.
void import_month(Office& office, const std::filesystem::path& folder);

// The golden towns' folder, and the months of one, in order.
[[nodiscard]] std::filesystem::path town_folder(std::string_view town);
[[nodiscard]] std::vector<std::filesystem::path> town_months(std::string_view town);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

// A table as the CSV it would be exported as.
[[nodiscard]] std::string csv_of(const Table& table);

}  // namespace mingzhang::test
