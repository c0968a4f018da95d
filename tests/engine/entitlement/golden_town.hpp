// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

// The golden towns read plainly, without the program's import, so that the calculation is tested on its own.
namespace mingzhang::test {

// A CSV file's rows by heading.
using Row = std::map<std::string, std::string>;
std::vector<Row> read_rows(const std::string& path);  // Empty when there is no such file.

std::string read_text(const std::string& path);

// What the registry would know after the imports so far: a row of the same key replaces the row before.
class GoldenTown {
public:
    // `name`: the folder under tests/data.
    explicit GoldenTown(const std::string& name);

    [[nodiscard]] const std::vector<Month>& months() const { return months_; }
    [[nodiscard]] std::string folder(Month month) const { return folder_ + "/" + to_string(month); }

    void import_month(Month month);
    [[nodiscard]] std::vector<registry::Household> households() const;
    [[nodiscard]] const policy::PackBook& packs() const { return packs_; }

private:
    void load(const std::string& path, std::map<std::string, Row>& rows, const std::vector<std::string>& key);
    void add_member(registry::Household& household, const Row& row) const;
    [[nodiscard]] registry::PersonId person(const std::string& id_number) const;
    void add_persons(registry::Household& household) const;

    std::string folder_;
    std::vector<Month> months_;
    std::map<std::string, Row> households_;
    std::map<std::string, Row> members_;
    std::map<std::string, Row> incomes_;
    std::map<std::string, Row> deaths_;
    policy::PackBook packs_;
};

}  // namespace mingzhang::test
