// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <vector>

#include "console/cli/bank_file.hpp"

namespace mingzhang::console {

// What `bank inspect --json` prints, but for the brace that closes it: written as the file is read a second time, so
// that nothing is held whole. Absent texts are null; amounts are signed decimal texts, credit positive.
[[nodiscard]] Result<void, Refusal> write_statements(const BankFile& file, std::ostream& out);
[[nodiscard]] Result<void, Refusal> write_payments(const BankFile& file, std::ostream& out);

// Reads a file through and keeps of its statements all but the entries, of which it counts the booked, the pending and
// the information only.
struct StatementHead {
    bank::Statement statement;
    std::size_t entries = 0;
    std::size_t booked = 0;
};
class HeadSink final : public bank::StatementSink {
public:
    void begin() override { heads_.emplace_back(); }
    void entry(const bank::StatementEntry& entry) override;
    void transaction(const bank::EntryTransaction&) override {}
    void end(const bank::Statement& statement) override { heads_.back().statement = statement; }

    [[nodiscard]] const std::vector<StatementHead>& heads() const noexcept { return heads_; }

private:
    std::vector<StatementHead> heads_;
};

}  // namespace mingzhang::console
