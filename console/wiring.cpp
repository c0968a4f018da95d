// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/wiring.hpp"

#include "base/calendar/calendar_book.hpp"
#include "base/commands/office.hpp"
#include "base/store/migrate.hpp"
#include "engine/batches/schema.hpp"
#include "engine/custody/schema.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/grants/schema.hpp"
#include "engine/opening/schema.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/reconciliation/schema.hpp"
#include "engine/registry/schema.hpp"
#include "engine/runs/schema.hpp"
#include "engine/statements/schema.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/checkpoint_book.hpp"
#include "ledger/schema.hpp"

namespace mingzhang::console {

RefusalWords words(WorkplaceRefusal reason) {
    switch (reason) {
        case WorkplaceRefusal::no_database:
            return {"workplace/no_database", "没有数据库“{0}”。", "There is no database \"{0}\".",
                    "请核对 --db，或先运行 mingzhang init。", "Check --db, or run mingzhang init first."};
        case WorkplaceRefusal::not_begun:
            return {"workplace/not_begun", "“{0}”还没有建成。", "\"{0}\" is not set up to the end.",
                    "请再运行一次 mingzhang init。", "Run mingzhang init once more."};
        case WorkplaceRefusal::now_outside_practice:
            return {"workplace/now_outside_practice", "“{0}”是正式数据库，不能用 --now 改变时刻。",
                    "\"{0}\" is a real database: --now cannot change its time.",
                    "请去掉 --now；练习请用 mingzhang init --practice 另建。",
                    "Leave --now away; to practise, make another with mingzhang init --practice."};
    }
    return {};
}

RefusalWords words(FoundRefusal reason) {
    switch (reason) {
        case FoundRefusal::not_for_practice:
            return {"init/not_for_practice", "“{0}”是正式数据库，不能改作练习。",
                    "\"{0}\" is a real database and cannot be made one for practice.", "练习请换一个文件名。",
                    "To practise, choose another file name."};
        case FoundRefusal::other_hash:
            return {"init/other_hash", "“{0}”的日志用 {1}，建库后不能更改。",
                    "The log of \"{0}\" is hashed with {1}, which is settled for good.",
                    "请去掉 --hash；要用另一种，请另建数据库。",
                    "Leave --hash away; for the other one, make another database."};
    }
    return {};
}

std::vector<store::Part> all_parts() {
    std::vector<store::Part> parts{commands_part(),           office_part(),
                                   ledger::ledger_part(),     registry::registry_part(),
                                   runs::runs_part(),         worklist::worklist_part(),
                                   batches::batches_part(),   custody::custody_part(),
                                   opening::opening_part(),   reconciliation::reconciliation_part(),
                                   ledger::checkpoint_part(), grants::grants_part(),
                                   calendar::calendar_part(), recalls::recalls_part(),
                                   exchange::exchange_part(), statements::statements_part()};
    parts.push_back(store::store_part(parts));
    return parts;
}

namespace {

namespace fs = std::filesystem;

constexpr std::string_view sqlite_scheme = "sqlite:";

// The key file of a database without keys: the one an earlier, interrupted `init` left, or a new one.
Result<crypto::KeyFile, Refusal> key_file_to_begin_with(const fs::path& path, crypto::RandomSource& random) {
    auto made = crypto::KeyFile::create(path, random);
    if (!made && made.error() == crypto::KeyFileError::exists_already) made = crypto::KeyFile::load(path);
    if (!made) return refuse(made.error(), path.string());
    return std::move(*made);
}

}  // namespace

fs::path key_file_of(const Address& address) {
    return address.key_file.value_or(store::local_path(address.database) + ".key");
}

Workplace::Workplace(const World& world, const Address& address, std::unique_ptr<store::Store> store)
    : world_{world}, key_file_{key_file_of(address)}, store_{std::move(store)} {
    if (address.now) clock_.emplace(*address.now);
    desk_.emplace(*store_, clock(), world_.random, log_);
}

Result<std::unique_ptr<Workplace>, Refusal> Workplace::open(const World& world, const Address& address) {
    // The store makes a file that is not there; a mistyped name must not leave an empty database behind.
    if (address.database.starts_with(sqlite_scheme)) {
        const std::string path = address.database.substr(sqlite_scheme.size());
        if (!path.empty() && !fs::exists(path)) return refuse(WorkplaceRefusal::no_database, path);
    }
    auto store = store::Store::open(address.database);
    if (!store) return pass_on(store);
    if (auto fits = store::check_schema(**store, world.parts); !fits) return pass_on(fits);
    if (!is_begun(**store)) return refuse(WorkplaceRefusal::not_begun, (*store)->path());
    if (address.now && !is_practice(**store)) return refuse(WorkplaceRefusal::now_outside_practice, (*store)->path());
    return std::unique_ptr<Workplace>{new Workplace{world, address, std::move(*store)}};
}

Result<const crypto::Sealer*, Refusal> Workplace::sealer() {
    if (!sealer_) {
        const auto key_file = crypto::KeyFile::load(key_file_);
        if (!key_file) return refuse(key_file.error(), key_file_.string());
        auto keys = data_keys(*store_, *key_file);
        if (!keys) return pass_on(keys);
        sealer_.emplace(*keys, world_.random);
    }
    return &*sealer_;
}

Result<Foundation, Refusal> found(const World& world, const Address& address, const Founding& founding) {
    auto store = store::Store::open(address.database);
    if (!store) return pass_on(store);
    auto steps = store::migrate(**store, world.parts, founding.program_role);
    if (!steps) return pass_on(steps);
    if (auto fits = store::check_schema(**store, world.parts); !fits) return pass_on(fits);  // Newer than this program.

    Foundation done;
    done.database = (*store)->path();
    done.key_file = key_file_of(address);
    done.steps = *steps;
    if (is_begun(**store)) {
        done.practice = is_practice(**store);
        done.log_hash = mingzhang::log_hash((*store)->sql());
        if (founding.practice && !done.practice) return refuse(FoundRefusal::not_for_practice, (*store)->path());
        if (founding.log_hash && *founding.log_hash != done.log_hash)
            return refuse(FoundRefusal::other_hash, (*store)->path(), code(done.log_hash));
        return done;
    }
    auto key_file = key_file_to_begin_with(done.key_file, world.random);
    if (!key_file) return pass_on(key_file);
    done.log_hash = founding.log_hash.value_or(crypto::HashKind::sha256);
    if (auto begun = begin_office(**store, *key_file, world.random, founding.practice, done.log_hash); !begun)
        return pass_on(begun);
    done.begun_now = true;
    done.practice = founding.practice;
    done.key_identity = key_file->identity();
    done.sheet_zh = key_file->recovery_sheet(Language::zh);
    done.sheet_en = key_file->recovery_sheet(Language::en);
    return done;
}

}  // namespace mingzhang::console
