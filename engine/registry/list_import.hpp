// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/commands/command.hpp"
#include "engine/registry/directory.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/known_rows.hpp"
#include "engine/registry/row_fields.hpp"

namespace mingzhang::registry {

// What every list import works with: the command it runs in, its number, and the county's numbers.
struct ImportDesk {
    CommandContext& context;
    std::int64_t import;
    Directory& directory;
    std::set<std::string>* households = nullptr;  // Where a list of households notes which it has, for a full roster.

    [[nodiscard]] std::int64_t county() const noexcept { return context.county().number; }
};

// One kind of list being imported: takes rows one by one, writes those that say something new. Whether the file stands
// is decided after its last row; until then everything is inside the command's transaction.
class ListImport {
public:
    virtual ~ListImport() = default;

    virtual void row(RowFields& fields) = 0;

    // Records which places the new rows touched, set by set; called once, after the last row.
    virtual void touch() = 0;

    // Adds what this kind has to say beside rows and changes.
    virtual void complete(Answer&) const {}

    [[nodiscard]] std::int64_t changed() const noexcept { return changed_; }

protected:
    // Whether the row must be written; reports a key that stands twice.
    [[nodiscard]] bool is_news(KnownRows& known, RowFields& fields, std::size_t key_column, std::string key,
                               std::string value);

private:
    std::int64_t changed_ = 0;
};

[[nodiscard]] std::unique_ptr<ListImport> import_divisions(ImportDesk desk);
[[nodiscard]] std::unique_ptr<ListImport> import_households(ImportDesk desk);
[[nodiscard]] std::unique_ptr<ListImport> import_members(ImportDesk desk);
[[nodiscard]] std::unique_ptr<ListImport> import_incomes(ImportDesk desk);
[[nodiscard]] std::unique_ptr<ListImport> import_deaths(ImportDesk desk);
[[nodiscard]] std::unique_ptr<ListImport> import_past_payments(ImportDesk desk);

// The divisions of the households selected by `households`, a SQL condition on household_no, are touched by the import.
void touch_divisions_of(ImportDesk desk, std::string_view households);

}  // namespace mingzhang::registry
