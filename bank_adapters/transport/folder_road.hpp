// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>

#include "bank_adapters/transport/road.hpp"

namespace mingzhang::bank::transport {

// Folders agreed on with the bank's client software (文件夹交换): of this machine or of a share mounted here.
struct FolderRoadSettings {
    std::filesystem::path out;   // Where the bank picks up.
    std::filesystem::path in;    // Where it lays down.
    std::filesystem::path done;  // 已收: where fetched files go, on the file system of `in`. Empty: they are deleted.

    friend bool operator==(const FolderRoadSettings&, const FolderRoadSettings&) = default;
};

// A file is written beside its place under a hidden name, synced, and put there by a rename that never replaces.
//
// A file is not shown as waiting while its name says it is unfinished, while somebody on this machine has it open to
// write, or when it changed in the course of the listing. Of a writer on another machine that writes slowly under the
// final name nothing else can be seen: such a bank must rename, or its files must carry their own totals.
class FolderRoad final : public Road {
public:
    explicit FolderRoad(FolderRoadSettings settings);

    [[nodiscard]] DeliveryReport put(const std::string& name, std::string_view bytes) override;
    // A file that was picked up is absent, like one that never came: a folder keeps no account.
    [[nodiscard]] Result<Presence, Refusal> look(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Result<std::vector<WaitingFile>, Refusal> waiting() override;
    [[nodiscard]] Result<std::string, Refusal> fetch(const WaitingFile& file) override;
    [[nodiscard]] Result<void, Refusal> take_away(const WaitingFile& file) override;

private:
    FolderRoadSettings settings_;
};

}  // namespace mingzhang::bank::transport
