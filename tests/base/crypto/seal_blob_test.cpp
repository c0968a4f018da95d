// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/crypto/hex.hpp"
#include "base/crypto/seal.hpp"

using namespace mingzhang::crypto;

namespace {

constexpr std::size_t piece = 65'536;
constexpr std::size_t sealed_piece = piece + 16;
constexpr std::size_t header = 22;

struct Archive {
    SeededRandom random{41};
    Sealer sealer{DataKeys::generate(1, random), random};
};

// Bytes that differ from place to place, so that a piece out of order shows.
std::string bytes_of(std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 31 + i / piece);
    return text;
}

}  // namespace

TEST_CASE("A blob of any length opens to what was sealed") {
    const Archive archive;
    const auto size = GENERATE(values<std::size_t>({0, 1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 17}));
    CAPTURE(size);
    const std::string plain = bytes_of(size);
    const std::string sealed = archive.sealer.seal_blob(plain, "import");
    CHECK((archive.sealer.open_blob(sealed, "import").value() == plain));
    const std::size_t pieces = size == 0 ? 1 : (size + piece - 1) / piece;
    CHECK(sealed.size() == header + size + pieces * 16);
}

TEST_CASE("A source that gives little at a time makes the same blob") {
    const std::string plain = bytes_of(2 * piece + 5);
    Archive whole;
    Archive dripping;
    std::size_t at = 0;
    const ByteSource source = [&](std::span<std::byte> room) {
        const std::size_t size = std::min({room.size(), plain.size() - at, std::size_t{1000}});
        std::ranges::copy(as_bytes(std::string_view{plain}.substr(at, size)), room.begin());
        at += size;
        return size;
    };
    std::string sealed;
    dripping.sealer.seal_blob(source, "import", [&](Bytes bytes) {
        sealed.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    CHECK((sealed == whole.sealer.seal_blob(plain, "import")));
}

TEST_CASE("A blob cut short anywhere is refused") {
    const Archive archive;
    const std::string sealed = archive.sealer.seal_blob(bytes_of(3 * piece), "import");
    for (const std::size_t size : {header, header + 1, header + 15, header + 16, header + sealed_piece,
                                   header + 2 * sealed_piece, header + 2 * sealed_piece + 16, sealed.size() - 1}) {
        CAPTURE(size);
        CHECK(archive.sealer.open_blob(std::string_view{sealed}.substr(0, size), "import").error() ==
              OpenError::damaged);
    }
    for (const std::size_t size : {std::size_t{0}, header - 1}) {
        CAPTURE(size);
        CHECK(archive.sealer.open_blob(std::string_view{sealed}.substr(0, size), "import").error() ==
              OpenError::malformed);
    }
}

TEST_CASE("Pieces left out, repeated, swapped or taken from another blob are refused") {
    const Archive archive;
    const std::string sealed = archive.sealer.seal_blob(bytes_of(4 * piece), "import");
    const std::string other = archive.sealer.seal_blob(bytes_of(4 * piece), "import");
    const auto part = [&](std::size_t number) { return sealed.substr(header + number * sealed_piece, sealed_piece); };
    const std::string top = sealed.substr(0, header);
    struct Row {
        const char* why;
        std::string bytes;
    };
    const std::vector<Row> rows{
        {"left out", top + part(0) + part(2) + part(3)},
        {"the first left out", top + part(1) + part(2) + part(3)},
        {"repeated", top + part(0) + part(1) + part(1) + part(2) + part(3)},
        {"swapped", top + part(0) + part(2) + part(1) + part(3)},
        {"the last twice", sealed + part(3)},
        {"grown by a byte", sealed + "x"},
        {"from another blob", top + part(0) + other.substr(header + sealed_piece, sealed_piece) + part(2) + part(3)},
        {"under another header", other.substr(0, header) + part(0) + part(1) + part(2) + part(3)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(archive.sealer.open_blob(row.bytes, "import").error() == OpenError::damaged);
    }
    CHECK(archive.sealer.open_blob(sealed, "import"));
}

TEST_CASE("No byte of a blob can change unseen") {
    const Archive archive;
    const std::string sealed = archive.sealer.seal_blob(bytes_of(40), "import");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CAPTURE(at);
        REQUIRE_FALSE(archive.sealer.open_blob(changed, "import"));
    }
}

TEST_CASE("A blob that does not open says why") {
    const Archive archive;
    const std::string sealed = archive.sealer.seal_blob("a list", "import");
    const auto changed = [&](std::size_t at, char c) { return std::string{sealed}.replace(at, 1, 1, c); };
    CHECK(archive.sealer.open_blob(changed(0, 'X'), "import").error() == OpenError::malformed);
    CHECK(archive.sealer.open_blob(changed(3, 2), "import").error() == OpenError::unknown_version);
    CHECK(archive.sealer.open_blob(changed(5, 2), "import").error() == OpenError::other_keys);
    CHECK(archive.sealer.open_blob(changed(6, 2), "import").error() == OpenError::damaged);
    CHECK(archive.sealer.open_blob(sealed, "evidence").error() == OpenError::damaged);
    CHECK(archive.sealer.open_blob(sealed, "import").value() == "a list");
}
