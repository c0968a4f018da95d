// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/recall_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/recall.hpp"
#include "bank_adapters/iso20022/xml_text.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "base/tables/rows_at_hand.hpp"
#include "engine/reconciliation/simulated_rows.hpp"

namespace mingzhang::reconciliation {

namespace iso = bank::iso20022;
namespace layouts = bank::layouts;

std::string_view code(RecallWord word) noexcept {
    constexpr std::array<std::string_view, 3> codes{"accepted", "refused", "pending"};
    return codes[static_cast<std::size_t>(word)];
}

Text name(RecallWord word) {
    constexpr std::array<std::pair<const char*, const char*>, 3> names{
        {{"同意退回", "accepted"}, {"拒绝退回", "refused"}, {"处理中", "pending"}}};
    const auto& [zh, en] = names[static_cast<std::size_t>(word)];
    return {zh, en};
}

namespace {

// FNV-1a: so that two requests of one seed are not answered alike.
std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0xCBF29CE484222325;
    for (const char c : text) number = (number ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return number;
}

struct RefusalReason {
    std::string_view code;  // ExternalPaymentCancellationRejection1Code
    std::string_view words;
};
constexpr std::array<RefusalReason, 5> refusal_reasons{{{"AM04", "账户余额不足"},
                                                        {"AC04", "账户已销户"},
                                                        {"CUST", "收款人不同意退回"},
                                                        {"NOAS", "收款人没有答复"},
                                                        {"LEGL", "依法不能退回"}}};

// CancellationIndividualStatus1Code, and of the whole ExternalInvestigationExecutionConfirmation1Code.
constexpr std::string_view status_of(RecallWord word) {
    constexpr std::array<std::string_view, 3> statuses{"ACCR", "RJCR", "PDCR"};
    return statuses[static_cast<std::size_t>(word)];
}
std::string_view confirmation_of(const std::vector<RecallTold>& told) {
    const RecallWord first = told.front().word;
    const bool is_one = std::ranges::all_of(told, [&](const RecallTold& one) { return one.word == first; });
    if (!is_one) return "PECR";
    return first == RecallWord::accepted ? "CNCL" : status_of(first);
}

// "camt056_R3.xml" is answered by "camt029_R3.xml", and later by "camt029_R3_2.xml".
std::string name_of_answer(std::string_view request, std::size_t number) {
    constexpr std::string_view asked = "camt056_";
    const std::filesystem::path path{std::string{request}};
    const std::string stem = path.stem().string();
    const std::string rest = stem.starts_with(asked) ? stem.substr(asked.size()) : stem;
    return "camt029_" + rest + (number > 1 ? fmt::format("_{}", number) : "") + ".xml";
}

std::string message_of(const iso::RecallHead& head, const std::vector<RecallTold>& told, std::size_t number) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                      "\n"
                      R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.09"><RsltnOfInvstgtn>)"
                      "\n<Assgnmt>";
    iso::append_element(out, "Id", fmt::format("A{}-{}", number, head.id));
    out += "<Assgnr><Agt>";
    iso::append_agent(out, head.bank_code, iso::bic_element(/*is_old=*/false));
    out += "</Agt></Assgnr><Assgne><Pty>";
    iso::append_element(out, "Nm", head.asker);
    out += "</Pty></Assgne>";
    iso::append_element(out, "CreDtTm", iso::message_time(*head.created_at));
    out += "</Assgnmt>\n<Sts>";
    iso::append_element(out, "Conf", confirmation_of(told));
    out += "</Sts>\n<CxlDtls><OrgnlGrpInfAndSts>";
    iso::append_element(out, "OrgnlGrpCxlId", head.id);
    iso::append_element(out, "OrgnlMsgId", head.order_id);
    iso::append_element(out, "OrgnlMsgNmId", head.order_version);
    out += "</OrgnlGrpInfAndSts>\n";
    for (const RecallTold& one : told) {
        out += "<TxInfAndSts>";
        iso::append_element(out, "OrgnlEndToEndId", one.serial);
        iso::append_element(out, "TxCxlSts", status_of(one.word));
        if (!one.reason.empty()) {
            out += "<CxlStsRsnInf><Rsn>";
            iso::append_element(out, "Cd", one.reason);
            out += "</Rsn>";
            iso::append_element(out, "AddtlInf", one.words);
            out += "</CxlStsRsnInf>";
        }
        out += R"(<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">)" + to_yuan(one.amount) +
               "</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>\n";
    }
    return out + "</CxlDtls></RsltnOfInvstgtn></Document>\n";
}

}  // namespace

Result<RecallPlan, Refusal> plan_recall_answers(std::string_view recall_file, std::string_view file_name,
                                                const RecallWays& ways) {
    layouts::ByteStream stream{recall_file};
    Dice dice{ways.seed ^ number_of(file_name)};
    std::vector<RecallTold> first, later;
    auto head = iso::read_recall(stream, file_name, [&](const iso::Recall& recall) {
        RecallTold told{.day = 0, .file_name = {}, .serial = recall.serial, .amount = recall.amount};
        const bool is_pending = dice.per_thousand() < ways.pending_per_thousand;
        const bool is_refused = dice.per_thousand() < ways.refused_per_thousand;
        const RefusalReason& reason = refusal_reasons[dice.below(refusal_reasons.size())];
        RecallTold last = told;
        if (is_refused) {
            last.word = RecallWord::refused;
            last.reason = reason.code;
            last.words = reason.words;
        }
        if (!is_pending) {
            first.push_back(std::move(last));
            return;
        }
        told.word = RecallWord::pending;
        first.push_back(std::move(told));
        later.push_back(std::move(last));
    });
    if (!head) return pass_on(head);
    if (!head->created_at) head->created_at = Instant{};
    RecallPlan plan;
    const int last_day = std::max(ways.days, 1);
    for (std::vector<RecallTold>* told : {&first, &later}) {
        if (told->empty()) continue;
        const std::size_t number = plan.files.size() + 1;
        const int day = number == 1 ? 0 : 1 + static_cast<int>(dice.below(static_cast<std::uint64_t>(last_day)));
        RecallAnswerFile file{day, name_of_answer(file_name, number), message_of(*head, *told, number)};
        for (RecallTold& one : *told) {
            one.day = day;
            one.file_name = file.name;
            plan.told.push_back(std::move(one));
        }
        plan.files.push_back(std::move(file));
    }
    return plan;
}

Table truth_table(std::vector<RecallTold> told) {
    TableHead head{{"模拟银行对追回的答复", "What the pretended bank answers to a recall"},
                   {},
                   {{"day", {"第几天", "Day"}, CellKind::whole_number},
                    {"file", {"文件", "File"}},
                    {"serial", {"流水号", "Serial"}},
                    {"amount", {"金额", "Amount"}, CellKind::money},
                    {"word", {"答复", "Word"}},
                    {"reason", {"代码", "Code"}},
                    {"words", {"理由", "Reason"}}}};
    return table_of(std::move(head), std::move(told), [](const RecallTold& one) {
        return std::array{Cell{one.day},
                          Cell{one.file_name},
                          Cell{one.serial},
                          Cell{one.amount},
                          Cell{Word{std::string{code(one.word)}, name(one.word)}},
                          Cell{one.reason},
                          Cell{one.words}};
    });
}

bool is_recall_request(std::string_view bytes) {
    layouts::ByteStream stream{bytes};
    const auto message = iso::identify(stream);
    return message && message->kind == iso::Message::Kind::recall;
}

}  // namespace mingzhang::reconciliation
