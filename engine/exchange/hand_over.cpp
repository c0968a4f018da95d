// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/hand_over.hpp"

#include "base/values/check.hpp"

namespace mingzhang::exchange {

using bank::signing::RoadFile;
using bank::transport::DeliveryReport;
using bank::transport::Presence;
using bank::transport::Road;

namespace {

bool stands_whole(Road& road, const RoadFile& file) {
    const auto presence = road.look(file.name, file.bytes);
    return presence && *presence == Presence::whole;
}

// A signature alone moves no money: where it is not known to stand, the payment file stays here, and the attempt is
// safe to repeat. One that an earlier attempt put there is as good.
Delivery put_companion(Road& road, const RoadFile& file, DeliveryReport& report) {
    report = road.put(file.name, file.bytes);
    if (report.delivery == Delivery::acknowledged || stands_whole(road, file)) return Delivery::acknowledged;
    return report.delivery == Delivery::rejected ? Delivery::rejected : Delivery::unreachable;
}

}  // namespace

Report look_for(Road& road, const RoadFile& file) {
    Report report{Delivery::unknown, KnownBy::looking};
    const auto presence = road.look(file.name, file.bytes);
    if (!presence) {
        report.detail = presence.error().what();
        return report;
    }
    switch (*presence) {
        case Presence::whole:
            report.delivery = Delivery::acknowledged;
            report.detail = {"银行一端有该文件，内容一致", "the very file stands on the bank's side"};
            return report;
        case Presence::never_arrived:
            report.delivery = Delivery::unreachable;
            report.detail = {"银行一端有收文记录，从未收到该文件", "the bank's side keeps account, and never had it"};
            return report;
        case Presence::other:
            report.detail = {"银行一端同名文件内容不同", "another file stands under its name on the bank's side"};
            return report;
        case Presence::absent:
            report.detail = {"银行一端没有该文件：可能未到，也可能已被取走",
                             "it is not on the bank's side: it never came, or was taken in already"};
            return report;
        case Presence::cannot_tell:
            break;
    }
    report.detail = {"银行一端无法查对", "the bank's side cannot tell"};
    return report;
}

Report hand_over(Road& road, const std::vector<RoadFile>& files) {
    MINGZHANG_CHECK(!files.empty());
    DeliveryReport heard;
    for (std::size_t i = 0; i + 1 < files.size(); ++i) {
        const Delivery put = put_companion(road, files[i], heard);
        if (put != Delivery::acknowledged) return {put, KnownBy::sending, heard.detail, heard.reference};
    }
    const RoadFile& payment = files.back();
    heard = road.put(payment.name, payment.bytes);
    const Report report{heard.delivery, KnownBy::sending, heard.detail, heard.reference};
    if (heard.delivery == Delivery::acknowledged || heard.delivery == Delivery::unreachable) return report;
    // Not known, or refused because it stands there: ask at once, while the other side is there to be asked.
    const Report looked = look_for(road, payment);
    if (looked.delivery == Delivery::acknowledged) return looked;
    if (heard.delivery == Delivery::unknown && looked.delivery == Delivery::unreachable) return looked;
    return report;
}

}  // namespace mingzhang::exchange
