// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "bank_adapters/layouts/payment_file.hpp"
#include "base/crypto/seal.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"

namespace mingzhang::batches {

// A batch as far as its file goes: creating it and writing it out later read the same rows, so the bytes are the same.
struct PaymentRows {
    County county;
    std::int64_t batch = 0;
    Program program = Program::urban_dibao;
    Date date;
    std::uint64_t count = 0;
    Money total;
    Instant created_at;  // When the batch was made, however often its file is.
};

struct RenderedFile {
    std::string name;
    bank::layouts::Written written;
};

// Writes the file of the batch's instructions to `sink`.
[[nodiscard]] Result<RenderedFile, Refusal> render(soci::session& sql, const crypto::Sealer& sealer,
                                                   const PaymentRows& rows, const BankAccount& account,
                                                   const bank::layouts::ByteSink& sink);

}  // namespace mingzhang::batches
