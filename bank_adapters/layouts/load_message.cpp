// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/load.hpp"

namespace mingzhang::bank::layouts {

FileShape load_message(TomlTable table, Direction direction) {
    FileShape shape;
    shape.file_name = load_pattern(table, "file_name", load_text(table, "file_name"));
    shape.separator = "";
    shape.encoding = FileEncoding::utf8;
    if (direction == Direction::result) {
        static_cast<void>(load_choice(table, "message", {"iso20022"}, Presence::required));
        shape.message = MessageForm::answers;
        table.refuse_unknown_keys();
        return shape;
    }
    shape.message = load_choice(table, "message", {"pain.001.001.03", "pain.001.001.09"}, Presence::required) == 0
                        ? MessageForm::pain_001_03
                        : MessageForm::pain_001_09;
    shape.message_id = load_pattern(table, "message_id", load_text(table, "message_id"));
    shape.encoding = static_cast<FileEncoding>(load_choice(table, "characters", {"GB18030", "GBK", "UTF-8"}));
    if (auto limits = table.table("limits", Presence::optional)) shape.limits = load_limits(*std::move(limits));
    table.refuse_unknown_keys();
    return shape;
}

}  // namespace mingzhang::bank::layouts
