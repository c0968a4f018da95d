// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/tables/xml_pull.hpp"

namespace mingzhang {

// The zip file an XLSX is. Its parts are unpacked as they are read, never on disk and never whole.
class XlsxArchive {
public:
    [[nodiscard]] static std::optional<XlsxArchive> open(const std::filesystem::path& path);
    [[nodiscard]] static std::optional<XlsxArchive> open_in_memory(std::string bytes);
    ~XlsxArchive();
    XlsxArchive(XlsxArchive&&) noexcept;

    [[nodiscard]] bool has(const std::string& part) const;

    // How the reading of a part ended, seen from outside the XML.
    struct Outcome {
        bool over_limit = false;  // It unpacks to more bytes than allowed; what its header promises counts for nothing.
        bool broken = false;      // Not there, encrypted, or its checksum is wrong.
    };
    // The part as XML. `outcome` and the archive must outlive the answer.
    [[nodiscard]] XmlPull read(const std::string& part, std::uint64_t bytes_max, Outcome& outcome) const;

private:
    struct State;
    explicit XlsxArchive(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang
