// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

#include "bank_adapters/transport/folder_road.hpp"
#include "bank_adapters/transport/https_road.hpp"
#include "bank_adapters/transport/road.hpp"
#include "bank_adapters/transport/sftp_road.hpp"
#include "base/toml/toml_table.hpp"

// The table [road] of a connection file:
//
//   [road]                              [road]                              [road]
//   kind = "folder"                     kind = "sftp"                       kind = "https"
//   out = "/mnt/bank/out"               host = "sftp.bank.example"          host = "files.bank.example"
//   in = "/mnt/bank/in"                 user = "minzheng"                   base = "/files"
//   done = "/mnt/bank/done"             host_key = "SHA256:…"               authority_file = "bank-ca.pem"
//                                       key_file = "id_ed25519"             certificate_file = "office.pem"
//                                       pass_phrase_file = "id.pass"        key_file = "office.key"
//                                       out = "upload"                      pass_phrase_file = "office.pass"
//                                       in = "download"
//
// also port, connect_seconds, answer_seconds; password_file in place of key_file; host_key may be a list.
namespace mingzhang::bank::transport {

using RoadSettings = std::variant<FolderRoadSettings, SftpRoadSettings, HttpsRoadSettings>;

// Notes every fault with its line and key, and gives back what it could read. Paths of this machine that do not begin
// with a slash begin at `folder`. Secrets are named by file alone; the files are read when the road is opened.
[[nodiscard]] RoadSettings load_road_settings(TomlTable table, const std::filesystem::path& folder);

// Nothing is connected yet.
[[nodiscard]] std::unique_ptr<Road> open_road(const RoadSettings& settings);

// Where the road leads, for people and records: "sftp://minzheng@sftp.bank.example:22/upload". No secrets.
[[nodiscard]] std::string place(const RoadSettings& settings);

}  // namespace mingzhang::bank::transport
