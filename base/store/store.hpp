// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace soci {
class session;
}

namespace mingzhang::store {

enum class Backend : std::uint8_t { sqlite };

// Why a store could not be opened. Checked in this order.
enum class OpenRefusal : std::uint8_t { unknown_url, cannot_open };
[[nodiscard]] RefusalWords words(OpenRefusal reason);

// One connection to the database. Not shared between threads; open another for another reader.
// Statements go through SOCI with static `into` and `use` only; library exceptions (soci::soci_error) are caught where
// a command or a reading begins (`Desk::carry_out`, `reading`), never further out.
class Store {
public:
    // URL: sqlite:FILE. The file is made when it is not there.
    [[nodiscard]] static Result<std::unique_ptr<Store>, Refusal> open(std::string_view url);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] Backend backend() const noexcept { return Backend::sqlite; }
    [[nodiscard]] const std::string& path() const noexcept {
        return path_;
    }  // The file; key file and outbox stand beside it.
    [[nodiscard]] soci::session& sql() noexcept { return *session_; }

private:
    Store(std::string path, std::unique_ptr<soci::session> session);
    std::string path_;
    std::unique_ptr<soci::session> session_;
};

// A transaction that takes the writer's place at once and is rolled back unless committed.
class Tx {
public:
    explicit Tx(Store& store);
    ~Tx();
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    void commit();
    [[nodiscard]] soci::session& sql() noexcept { return store_.sql(); }
    [[nodiscard]] Store& store() noexcept { return store_; }

private:
    Store& store_;
    bool open_ = true;
};

// A reading: everything read inside sees one moment of the database.
class Snapshot {
public:
    explicit Snapshot(Store& store);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Store& store_;
};

}  // namespace mingzhang::store
