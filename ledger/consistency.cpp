// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/consistency.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "ledger/log_proof.hpp"

namespace mingzhang::ledger {

RefusalWords words(ConsistencyFault fault) {
    switch (fault) {
        case ConsistencyFault::other_log:
            return {"checkpoint.check/other_log", "两个检查点不是同一个日志的：{0}、{1}。",
                    "The checkpoints are not of one log: {0}, {1}.", "请核对文件。", "Check the files."};
        case ConsistencyFault::wrong_order:
            return {"checkpoint.check/wrong_order", "前一个检查点比后一个还晚。",
                    "The first checkpoint is the later one.", "请把早的写在前面。", "Name the earlier one first."};
        case ConsistencyFault::cut_short:
            return {"checkpoint.check/cut_short", "后来的日志反而短了：原有 {0} 条，后来 {1} 条。有人截掉了日志。",
                    "The later log is the shorter one: {0} leaves, then {1}. Somebody cut it short.",
                    "请保留两份检查点和数据库原样，查明原因。",
                    "Keep both checkpoints and the database as they are, and find out why."};
        case ConsistencyFault::log_cut_short:
            return {"checkpoint.check/log_cut_short",
                    "数据库里的日志只有 {1} 条，检查点时已有 {0} 条：日志被截短，或者恢复了旧备份。",
                    "The log in the database has {1} leaves where the checkpoint had {0}: it was cut short, or an old "
                    "backup was restored.",
                    "请保留数据库原样，查明原因。", "Keep the database as it is and find out why."};
        case ConsistencyFault::log_rewritten:
            return {"checkpoint.check/log_rewritten", "数据库里的日志前 {0} 条与检查点不符：日志被改写过。",
                    "The first {0} leaves of the log in the database are not those of the checkpoint: it was "
                    "rewritten.",
                    "请保留数据库原样，查明原因。", "Keep the database as it is and find out why."};
        case ConsistencyFault::forked:
            return {"checkpoint.check/forked", "前 {0} 条与后来的 {1} 条不是同一个日志：日志被改写，或者有两本账。",
                    "The log of {0} leaves is not the beginning of that of {1}: it was rewritten, or there are two.",
                    "请保留两份检查点和数据库原样，查明原因。",
                    "Keep both checkpoints and the database as they are, and find out why."};
        case ConsistencyFault::not_a_proof:
            return {"checkpoint.check/not_a_proof", "{0} 不是这两个检查点之间的一致性证明。",
                    "{0} is not a consistency proof between these two checkpoints.",
                    "请经办单位用 checkpoint check --save-proof 重新出具。",
                    "Have the office make it again: checkpoint check --save-proof."};
    }
    return {};
}

namespace {

constexpr std::string_view format = "mingzhang-consistency/1";
constexpr std::size_t proof_size_max = 64 * 1024;

}  // namespace

std::string to_json(const ConsistencyProof& proof) {
    boost::json::array path;
    for (const crypto::Digest& hash : proof.path) path.emplace_back(hash.hex());
    return boost::json::serialize(boost::json::object{
        {"format", format}, {"old_size", proof.old_size}, {"new_size", proof.new_size}, {"path", std::move(path)}});
}

std::optional<ConsistencyProof> parse_consistency_proof(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    if (text.size() > proof_size_max) return std::nullopt;
    boost::json::error_code fault;
    const boost::json::value document = boost::json::parse({text.data(), text.size()}, fault);
    const boost::json::object* object = fault ? nullptr : document.if_object();
    if (object == nullptr) return std::nullopt;
    const auto number = [&](const char* name) -> std::uint64_t {
        const boost::json::value* value = object->if_contains(name);
        const std::int64_t* found = value ? value->if_int64() : nullptr;
        return found ? static_cast<std::uint64_t>(*found) : 0;
    };
    ConsistencyProof proof{number("old_size"), number("new_size"), {}};
    const boost::json::value* path = object->if_contains("path");
    if (path == nullptr || !path->is_array()) return std::nullopt;
    for (const boost::json::value& hash : path->get_array()) {
        const boost::json::string* hex = hash.if_string();
        const auto digest = hex ? crypto::Digest::from_hex({hex->data(), hex->size()}) : std::nullopt;
        if (!digest) return std::nullopt;
        proof.path.push_back(*digest);
    }
    if (to_json(proof) != text) return std::nullopt;  // Missing, doubled or written otherwise.
    return proof;
}

Result<void, Refusal> check_order(const Checkpoint& older, const Checkpoint& newer) {
    if (older.origin != newer.origin || older.hash != newer.hash)
        return refuse(ConsistencyFault::other_log, older.origin, newer.origin);
    if (newer.size < older.size)
        return newer.at < older.at ? refuse(ConsistencyFault::wrong_order)
                                   : refuse(ConsistencyFault::cut_short, older.size, newer.size);
    if (newer.size == older.size && newer.root != older.root)
        return refuse(ConsistencyFault::forked, older.size, newer.size);
    return {};
}

Result<void, Refusal> check_consistency(const Checkpoint& older, const Checkpoint& newer, const ConsistencyProof& proof,
                                        const std::string& called) {
    if (auto ordered = check_order(older, newer); !ordered) return ordered;
    if (proof.old_size != older.size || proof.new_size != newer.size)
        return refuse(ConsistencyFault::not_a_proof, called);
    if (!crypto::verify_consistency(older.size, newer.size, older.root, newer.root, proof.path, older.hash))
        return refuse(ConsistencyFault::forked, older.size, newer.size);
    return {};
}

std::optional<County> county_of(const Checkpoint& checkpoint) {
    const std::size_t slash = checkpoint.origin.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    const std::string_view digits = std::string_view{checkpoint.origin}.substr(slash + 1);
    County county{-1};
    std::from_chars(digits.data(), digits.data() + digits.size(), county.number);
    if (origin_of(county) != checkpoint.origin) return std::nullopt;
    return county;
}

Result<void, Refusal> check_against_log(soci::session& sql, County county, const Checkpoint& checkpoint) {
    const std::uint64_t size = log_size(sql, county);
    if (size < checkpoint.size) return refuse(ConsistencyFault::log_cut_short, checkpoint.size, size);
    if (log_root(sql, county, checkpoint.size, checkpoint.hash) != checkpoint.root)
        return refuse(ConsistencyFault::log_rewritten, checkpoint.size);
    return {};
}

ConsistencyProof prove_consistency(soci::session& sql, County county, const Checkpoint& older,
                                   const Checkpoint& newer) {
    return {older.size, newer.size, log_consistency(sql, county, older.size, newer.size, older.hash)};
}

}  // namespace mingzhang::ledger
