// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/crypto/seal.hpp"
#include "engine/recalls/recall_book.hpp"

// The request as the bank gets it: the same bytes for the same rows, whenever it is written.
namespace mingzhang::recalls {

// Why a request was not written. Checked in this order.
enum class RequestFileRefusal : std::uint8_t {
    cannot_be_written,    // A text the message cannot carry; findings name serial and field.
    digest_differs,       // The rows now give other bytes than were committed.
    other_content_there,  // A file of that name holds something else.
    folder_failed,
};
[[nodiscard]] RefusalWords words(RequestFileRefusal reason);

// A bank of messages gets a camt.056, any other a letter (UTF-8 with mark, CRLF) naming our file, and of each payment
// serial, account in full, holder and amount. `recall` tells number, batch, form, reason, note, count, total and time.
[[nodiscard]] Result<std::string, Refusal> render_request(soci::session& sql, const crypto::Sealer& sealer,
                                                          County county, const Recall& recall,
                                                          const std::vector<std::int64_t>& instructions);

// What a request calls itself towards a bank: "999901-R3", the Assgnmt/Id of its camt.056.
struct RequestId {
    County county;
    std::int64_t recall = 0;

    [[nodiscard]] std::string text() const;
};
[[nodiscard]] std::optional<RequestId> parse_request_id(std::string_view text);

// The batch whose payment message calls itself `order_id`, as messages are numbered by the layout that `batch` was made
// by. None: it is no number of ours.
[[nodiscard]] Result<std::optional<std::int64_t>, Refusal> batch_of_order(soci::session& sql, County county,
                                                                          std::int64_t batch,
                                                                          const std::string& order_id);

struct WrittenRequest {
    std::int64_t recall = 0;
    std::filesystem::path path;
    bool was_there = false;
};

// Writes the request as folder/COUNTY/R3/NAME, whole or not at all, held against the committed digest.
[[nodiscard]] Result<WrittenRequest, Refusal> write_request(store::Store& store, const crypto::Sealer& sealer,
                                                            County county, std::int64_t recall,
                                                            const std::filesystem::path& folder);

}  // namespace mingzhang::recalls
