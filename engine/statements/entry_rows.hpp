// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>

#include "engine/statements/statement_entry.hpp"

namespace mingzhang::statements {

// Makes whole entries of what a reader hands out in pieces, and gives each on once it is complete.
class EntryRows final : public bank::StatementSink {
public:
    using Begin = std::function<void()>;
    using Take = std::function<void(Entry&)>;
    using End = std::function<void(const bank::Statement&)>;
    EntryRows(Begin begin, Take take, End end)
        : begin_{std::move(begin)}, take_{std::move(take)}, end_{std::move(end)} {}

    void begin() override;
    void entry(const bank::StatementEntry& entry) override;
    void transaction(const bank::EntryTransaction& transaction) override;
    void end(const bank::Statement& statement) override;

private:
    void flush();

    Begin begin_;
    Take take_;
    End end_;
    std::optional<Entry> entry_;
    std::int64_t number_ = 0;
};

}  // namespace mingzhang::statements
