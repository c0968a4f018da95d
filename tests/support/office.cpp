// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/support/office.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/calendar/calendar_book.hpp"
#include "base/commands/office.hpp"
#include "base/crypto/keyring.hpp"
#include "base/store/migrate.hpp"
#include "base/tables/csv_writer.hpp"
#include "engine/batches/schema.hpp"
#include "engine/custody/schema.hpp"
#include "engine/grants/schema.hpp"
#include "engine/opening/schema.hpp"
#include "engine/reconciliation/schema.hpp"
#include "engine/registry/schema.hpp"
#include "engine/runs/schema.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/checkpoint_book.hpp"
#include "ledger/schema.hpp"
#include "tests/places.hpp"

namespace mingzhang::test {

namespace {

template <class Value>
Value must(Result<Value, Refusal> result) {
    if (!result) throw std::runtime_error{result.error().what().en};
    return std::move(*result);
}

}  // namespace

std::vector<store::Part> office_parts() {
    return {commands_part(),           office_part(),           ledger::ledger_part(),     registry::registry_part(),
            worklist::worklist_part(), runs::runs_part(),       batches::batches_part(),   grants::grants_part(),
            custody::custody_part(),   opening::opening_part(), ledger::checkpoint_part(), calendar::calendar_part()};
}

std::vector<store::Part> whole_office_parts() {
    auto parts = office_parts();
    parts.push_back(reconciliation::reconciliation_part());
    return parts;
}

Office::Office(store::Backend backend) : Office{backend, office_parts()} {}

Office::Office(store::Backend backend, std::vector<store::Part> parts)
    : random_{20220806}, clock_{Instant{}}, database_{backend, folder()}, parts_{std::move(parts)} {
    set_day("2022-08-20");
    store_ = connect();
    must(store::migrate(*store_, parts_));
    auto key_file = crypto::KeyFile::create(folder() / "office.key", random_);
    if (!key_file) throw std::runtime_error{"no key file"};
    if (auto begun = begin_office(*store_, *key_file, random_, true); !begun)
        throw std::runtime_error{"office not begun"};
    sealer_ = std::make_unique<crypto::Sealer>(must(data_keys(*store_, *key_file)), random_);
    desk_ = std::make_unique<Desk>(*store_, clock_, random_, log_);
}

Office::~Office() = default;

std::unique_ptr<store::Store> Office::connect() const {
    return must(store::Store::open(url()));
}

void Office::reopen(const std::function<void()>& while_closed) {
    other_desk_.reset();
    other_store_.reset();
    desk_.reset();
    store_.reset();
    if (while_closed) while_closed();
    store_ = connect();
    desk_ = std::make_unique<Desk>(*store_, clock_, random_, log_);
}

Desk& Office::other_desk() {
    if (!other_desk_) {
        other_store_ = connect();
        other_desk_ = std::make_unique<Desk>(*other_store_, clock_, random_, log_);
    }
    return *other_desk_;
}

void Office::set_day(std::string_view date) {
    const auto day = parse_date(date);
    if (!day) throw std::runtime_error{"no such day"};
    clock_.set(std::chrono::sys_days{*day} + std::chrono::hours{1});
}

Actor Office::person(Role role, std::string_view name) {
    return {name.empty() ? std::string{code(role)} : std::string{name}, role, {}, "tester"};
}

std::filesystem::path Office::file(std::string_view name, std::string_view bytes) const {
    const auto path = folder() / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
}

Result<Answer, Refusal> Office::import(registry::ImportKind kind, const std::filesystem::path& file) {
    SilentProgress silent;
    return registry::import_file(*desk_, *sealer_, person(Role::officer), {kind, file, std::nullopt, ""}, {silent, {}});
}

Result<Answer, Refusal> Office::import_text(registry::ImportKind kind, std::string_view text) {
    return import(kind, file(std::string{registry::code(kind)} + ".csv", text));
}

Result<Answer, Refusal> Office::calculate(std::string_view month, std::string_view division,
                                          std::optional<Program> program) {
    SilentProgress silent;
    return runs::calculate(*desk_, person(Role::officer),
                           {*parse_month(month), *DivisionScope::parse(division), program, ""}, {silent, {}});
}

Result<Answer, Refusal> Office::approve(std::int64_t run) {
    const runs::StepCall call{county(), run, "", ""};
    if (auto done = runs::submit(*desk_, person(Role::officer), call); !done) return done;
    if (auto done = runs::review(*desk_, person(Role::reviewer), call); !done) return done;
    return runs::approve(*desk_, person(Role::approver), call);
}

std::vector<std::string> Office::broken_passes(store::Store& store) const {
    std::vector<std::string> broken;
    auto all = parts_;
    all.push_back(store::store_part(all));
    store::verify(store, all, [&](std::string_view code, const Text&, const store::PassReport& report) {
        if (!report.broken.empty()) broken.push_back(std::string{code} + ": " + report.broken.front().en);
    });
    return broken;
}

void import_month(Office& office, const std::filesystem::path& folder) {
    using registry::ImportKind;
    std::vector<std::filesystem::path> packs;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        if (entry.path().extension() == ".toml") packs.push_back(entry.path());
    std::sort(packs.begin(), packs.end());
    for (const auto& pack : packs) must(office.import(ImportKind::pack, pack));
    for (const auto kind : {ImportKind::households, ImportKind::members, ImportKind::incomes, ImportKind::deaths}) {
        const auto path = folder / (std::string{registry::code(kind)} + ".csv");
        if (std::filesystem::exists(path)) must(office.import(kind, path));
    }
}

std::filesystem::path town_folder(std::string_view town) {
    return std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data" / town;
}

std::vector<std::filesystem::path> town_months(std::string_view town) {
    std::vector<std::filesystem::path> months;
    for (const auto& entry : std::filesystem::directory_iterator{town_folder(town)})
        if (entry.is_directory()) months.push_back(entry.path());
    std::sort(months.begin(), months.end());
    return months;
}

std::string read_file(const std::filesystem::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return std::move(bytes).str();
}

std::string csv_of(const Table& table) {
    std::ostringstream out;
    CsvWriter writer{out};
    if (auto sent = send(table, writer); !sent) throw std::runtime_error{sent.error().what().en};
    return std::move(out).str();
}

}  // namespace mingzhang::test
