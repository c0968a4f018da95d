// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>

#include "base/commands/answer.hpp"
#include "base/store/store.hpp"
#include "base/values/progress.hpp"
#include "reports/plain_text_journal.hpp"

namespace mingzhang::reports {

// Why a journal was not exported. Checked in this order.
enum class JournalExportRefusal : std::uint8_t { entry_not_readable, stopped };
[[nodiscard]] RefusalWords words(JournalExportRefusal reason);

// `export ledger|hledger|beancount`: the whole journal of a county as one moment of the database, entry by entry, into
// a file that stands whole or not at all. The answer gives `entries` and `accounts`.
[[nodiscard]] Result<Answer, Refusal> export_journal(store::Store& store, County county, JournalFormat format,
                                                     const std::filesystem::path& file, LongWork work);

}  // namespace mingzhang::reports
