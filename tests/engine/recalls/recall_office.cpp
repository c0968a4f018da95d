// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/recalls/recall_office.hpp"

#include <fmt/format.h>

#include "engine/recalls/schema.hpp"

namespace mingzhang::testing {

RecallOffice::RecallOffice(BankSpeaks speaks) : office{{recalls::recalls_part()}} {
    std::string bank = "ccb";
    if (speaks == BankSpeaks::messages) {
        auto account = own_account("own", "iso20022-09", 2);
        account.branch_code = "105100000017";
        const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer, account, "");
        REQUIRE(added.has_value());
        office.account = added->number("bank_account");
        bank = "own";
    }
    office.receive(1000);
    const auto owed = [&](const char* household, std::int64_t yuan, int payee, const char* name) {
        return Owed{household, yuan, payee, name, Program::rural_dibao, Month{2022, 10}, bank};
    };
    office.release({owed("YX1", 10, 1, "测试甲"), owed("YX2", 20, 2, "测试乙"), owed("YX3", 40, 3, "测试丙")});
    batch = office.sent_batch();
}

Result<Answer, Refusal> RecallOffice::ask(const std::vector<std::int64_t>& instructions, recalls::RecallReason reason,
                                          const std::string& note, const std::string& key) {
    return recalls::ask_recall(office.desk, office.sealer, office.officer,
                               {county, batch, instructions, {}, reason, note, key});
}

Result<Answer, Refusal> RecallOffice::answer(std::int64_t recall, const std::string& bytes) {
    return recalls::take_answer_file(office.desk, office.sealer, office.liaison, {county, recall, "answer.xml", bytes});
}

Result<Answer, Refusal> RecallOffice::answer_by_hand(std::int64_t recall, const std::vector<std::string>& serials,
                                                     recalls::Verdict verdict) {
    return recalls::take_answer_by_hand(office.desk, office.liaison,
                                        {county, recall, serials, verdict, "柜面王某 10 月 18 日来电"});
}

std::vector<worklist::Item> RecallOffice::waiting() {
    std::vector<worklist::Item> open;
    for (worklist::Item& item : office.items(worklist::Kind::recall_open))
        if (item.open) open.push_back(std::move(item));
    return open;
}

std::vector<std::string> RecallOffice::states(std::int64_t recall) {
    std::vector<std::string> states;
    const auto found = recalls::find_recall(office.sql(), county, recall);
    REQUIRE(found.has_value());
    for (const auto& recalled : recalls::read_recalled(office.sql(), county, *found))
        states.push_back(word(recalled.state()).code);
    return states;
}

std::string cancelled(std::string_view serial, std::string_view status, std::string_view more) {
    return fmt::format("<TxInfAndSts><OrgnlEndToEndId>{}</OrgnlEndToEndId><TxCxlSts>{}</TxCxlSts>{}</TxInfAndSts>",
                       serial, status, more);
}

std::string answer_message(std::string_view payments, std::string_view confirmation) {
    const std::string whole =
        confirmation.empty() ? std::string{} : fmt::format("<Sts><Conf>{}</Conf></Sts>", confirmation);
    return fmt::format(
        "<Document><RsltnOfInvstgtn><Assgnmt><Id>A1</Id></Assgnmt>{}<CxlDtls>{}</CxlDtls></RsltnOfInvstgtn></Document>",
        whole, payments);
}

}  // namespace mingzhang::testing
