// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/https_road.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bank_adapters/transport/http.hpp"
#include "bank_adapters/transport/https_answers.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/crypto/digest.hpp"

namespace mingzhang::bank::transport {
namespace {

constexpr std::uint64_t receipt_bytes_max = 64 * 1024;
constexpr std::uint64_t listing_bytes_max = 16 * 1024 * 1024;

DeliveryReport report(Delivery delivery, std::string_view zh, std::string_view en, std::string_view words = {}) {
    return {delivery, {fmt::format("{}{}", zh, words), fmt::format("{}{}", en, words)}, {}};
}

// The other side's own words are for a person: one short line, whatever it sent.
std::string words_of(const HttpAnswer& answer) {
    constexpr std::size_t shown_max = 200;
    std::string words = fmt::format("HTTP {}", answer.status);
    const std::string_view type = answer.header("Content-Type");
    if (!type.starts_with("text/plain") || answer.body.empty()) return words;
    words += ' ';
    for (const char c : answer.body.substr(0, shown_max)) words += c >= ' ' && c < 0x7f ? c : ' ';
    return words;
}

bool is_try_later(unsigned status) noexcept {
    constexpr unsigned request_timeout = 408;
    constexpr unsigned too_early = 425;
    constexpr unsigned too_many_requests = 429;
    return status == request_timeout || status == too_early || status == too_many_requests;
}

tl::unexpected<Refusal> refused(const std::string& place, const HttpFault& fault) {
    switch (fault.kind) {
        case HttpFault::Kind::timed_out:
            return refuse(RoadError::no_answer, place, fault.words);
        case HttpFault::Kind::turned_off:
            return refuse(RoadError::not_let_in, place, fault.words);
        case HttpFault::Kind::bad_answer:
            return refuse(RoadError::bad_answer, place, fault.words);
        case HttpFault::Kind::too_large:
            return refuse(RoadError::too_large, place, fault.words);
        case HttpFault::Kind::lost:
            break;
    }
    return refuse(RoadError::cannot_reach, place, fault.words);
}

tl::unexpected<Refusal> refused(const std::string& place, const HttpAnswer& answer) {
    switch (answer.status) {
        case 401:
        case 403:
            return refuse(RoadError::not_let_in, place, words_of(answer));
        default:
            return refuse(RoadError::refused, place, words_of(answer));
    }
}

struct Looked {
    Presence presence = Presence::cannot_tell;
    std::string receipt = {};
};

// What the books of the other side say; or the answer that says something else.
Result<Looked, HttpAnswer> look_into(const HttpAnswer& answer, const std::string& name, std::string_view bytes) {
    const auto receipt = read_receipt(answer.body);
    const bool fits = receipt && receipt->name == name;
    if (answer.status == 200 && fits && receipt->arrived)
        return Looked{receipt->sha256 == crypto::sha256(bytes).hex() ? Presence::whole : Presence::other,
                      receipt->receipt};
    if (answer.status == 404) return Looked{fits && !receipt->arrived ? Presence::never_arrived : Presence::absent};
    return tl::unexpected{answer};
}

DeliveryReport name_taken(const Looked& looked) {
    switch (looked.presence) {
        case Presence::whole: {
            auto taken = report(Delivery::acknowledged, "对方早已收到同一文件", "the same file arrived before");
            taken.reference = looked.receipt;
            return taken;
        }
        case Presence::other:
            return report(Delivery::rejected, "对方已有内容不同的同名文件", "another file of this name is there");
        default:
            return report(Delivery::unknown, "对方说同名文件已在，又说没有",
                          "a file of this name is there, and then it is not");
    }
}

// Of an answer to the file itself, 409 and 412 apart.
DeliveryReport after_put(const HttpAnswer& answer, const std::string& name, std::string_view bytes) {
    const std::string words = words_of(answer);
    if (answer.status == 200 || answer.status == 201 || answer.status == 204) {
        const auto receipt = read_receipt(answer.body);
        if (!receipt || receipt->name != name || !receipt->arrived)
            return report(Delivery::unknown, "对方答应了，但没有给回执：", "said yes without a receipt: ", words);
        if (receipt->sha256 != crypto::sha256(bytes).hex())
            return report(Delivery::unknown, "回执上的摘要不是这个文件的：",
                          "the receipt is of other bytes: ", receipt->sha256);
        DeliveryReport taken = report(Delivery::acknowledged, "对方已收下", "the other side has it");
        taken.reference = receipt->receipt;
        return taken;
    }
    if (is_try_later(answer.status))
        return report(Delivery::unreachable, "对方请稍后再发：", "asked to try later: ", words);
    if (answer.status / 100 == 4) return report(Delivery::rejected, "对方拒收：", "rejected: ", words);
    return report(Delivery::unknown, "对方的答复说明不了结果：", "the answer does not tell what became of it: ", words);
}

}  // namespace

HttpsRoad::HttpsRoad(HttpsRoadSettings settings)
    : settings_{std::move(settings)},
      place_{fmt::format("https://{}:{}{}", settings_.host, settings_.port, settings_.base)} {}
HttpsRoad::~HttpsRoad() = default;
HttpsRoad::HttpsRoad(HttpsRoad&&) noexcept = default;

Result<HttpsConnection*, Refusal> HttpsRoad::connected() {
    if (connection_ && connection_->serves()) return connection_.get();
    connection_.reset();
    auto opened = HttpsConnection::open(settings_, place_);
    if (!opened) return pass_on(opened);
    connection_ = *std::move(opened);
    return connection_.get();
}

DeliveryReport HttpsRoad::put(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name) || is_unfinished_name(name))
        return report(Delivery::rejected, "文件名不合要求", "the name is not one a road carries");
    const auto server = connected();
    if (!server) return {Delivery::unreachable, server.error().what(), {}};
    const std::string target = fmt::format("{}/out/{}", settings_.base, to_path_part(name));
    const HttpRequest question{"GET", target + "/receipt"};
    const auto before = (*server)->ask(question, {}, receipt_bytes_max);
    if (!before) return {Delivery::unreachable, refused(place_, before.error()).value().what(), {}};
    const auto looked = look_into(*before, name, bytes);
    if (!looked)
        return report(
            before->status / 100 == 4 && !is_try_later(before->status) ? Delivery::rejected : Delivery::unreachable,
            "没有发：", "not sent: ", words_of(*before));
    if (looked->presence == Presence::whole || looked->presence == Presence::other) return name_taken(*looked);
    // The answer to the question may have ended the connection.
    const auto still = connected();
    if (!still) return {Delivery::unreachable, still.error().what(), {}};

    const HttpRequest file{"PUT",
                           target,
                           {{"Content-Type", "application/octet-stream"},
                            {"Content-Digest", content_digest(bytes)},
                            {"If-None-Match", "*"}}};
    const auto answer = (*still)->ask(file, bytes, receipt_bytes_max);
    if (!answer)
        return report(answer.error().body_begun ? Delivery::unknown : Delivery::unreachable, "发送中断：",
                      "broken off: ", answer.error().words);
    constexpr unsigned conflict = 409;
    constexpr unsigned precondition_failed = 412;
    if (answer->status != conflict && answer->status != precondition_failed) return after_put(*answer, name, bytes);
    const auto again = connected();
    const auto after = again ? (*again)->ask(question, {}, receipt_bytes_max)
                             : Result<HttpAnswer, HttpFault>{tl::unexpected{HttpFault{}}};
    const auto taken = after ? look_into(*after, name, bytes) : Result<Looked, HttpAnswer>{Looked{}};
    return name_taken(taken ? *taken : Looked{});
}

Result<Presence, Refusal> HttpsRoad::look(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name)) return refuse(RoadError::name_refused, place_, name);
    auto server = connected();
    if (!server) return pass_on(server);
    const auto answer = (*server)->ask({"GET", fmt::format("{}/out/{}/receipt", settings_.base, to_path_part(name))},
                                       {}, receipt_bytes_max);
    if (!answer) return refused(place_, answer.error());
    const auto looked = look_into(*answer, name, bytes);
    if (looked) return looked->presence;
    if (answer->status == 200) return refuse(RoadError::bad_answer, place_, "not a receipt of this file");
    return refused(place_, *answer);
}

Result<std::vector<WaitingFile>, Refusal> HttpsRoad::waiting() {
    auto server = connected();
    if (!server) return pass_on(server);
    const auto answer = (*server)->ask({"GET", settings_.base + "/in/"}, {}, listing_bytes_max);
    if (!answer) return refused(place_, answer.error());
    if (answer->status != 200) return refused(place_, *answer);
    auto listed = read_listing(answer->body);
    if (!listed) return refuse(RoadError::bad_answer, place_, "not a list of files");
    std::erase_if(*listed, [](const WaitingFile& file) { return is_unfinished_name(file.name); });
    return *std::move(listed);
}

Result<std::string, Refusal> HttpsRoad::fetch(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, place_, file.name);
    if (file.bytes > file_bytes_max) return refuse(RoadError::too_large, place_, file.name);
    auto server = connected();
    if (!server) return pass_on(server);
    auto answer = (*server)->ask({"GET", fmt::format("{}/in/{}", settings_.base, to_path_part(file.name))}, {},
                                 std::max(file.bytes, receipt_bytes_max));
    if (!answer && answer.error().kind == HttpFault::Kind::too_large)
        return refuse(RoadError::changed, place_, file.name);
    if (!answer) return refused(place_, answer.error());
    if (answer->status == 404) return refuse(RoadError::not_there, place_, file.name);
    if (answer->status != 200) return refused(place_, *answer);
    if (answer->body.size() != file.bytes) return refuse(RoadError::changed, place_, file.name);
    if (answer->header("Content-Digest") != content_digest(answer->body))
        return refuse(RoadError::bad_answer, place_, file.name + ": Content-Digest");
    return std::move(answer->body);
}

Result<void, Refusal> HttpsRoad::take_away(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, place_, file.name);
    auto listed = waiting();
    if (!listed) return pass_on(listed);
    const auto there = std::ranges::find(*listed, file.name, &WaitingFile::name);
    if (there == listed->end()) return {};
    if (*there != file) return refuse(RoadError::changed, place_, file.name);
    auto server = connected();
    if (!server) return pass_on(server);
    const auto answer = (*server)->ask({"DELETE", fmt::format("{}/in/{}", settings_.base, to_path_part(file.name))}, {},
                                       receipt_bytes_max);
    if (!answer) return refused(place_, answer.error());
    if (answer->status / 100 != 2 && answer->status != 404) return refused(place_, *answer);
    return {};
}

}  // namespace mingzhang::bank::transport
