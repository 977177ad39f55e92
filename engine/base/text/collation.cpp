// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "base/text/text.hpp"

#include <unicode/coll.h>

#include <memory>

namespace giamsat {

namespace {

const icu::Collator& collator() {
    thread_local const std::unique_ptr<icu::Collator> own = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi"), status));
        ENSURE(U_SUCCESS(status) && made, "ICU orders Vietnamese");
        return made;
    }();
    return *own;
}

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<int32_t>(text.size())}; }

int collate(std::string_view a, std::string_view b) {
    if (a == b) return 0;
    UErrorCode status = U_ZERO_ERROR;
    const int order = collator().compareUTF8(piece(a), piece(b), status);
    ENSURE(U_SUCCESS(status), "ICU compares any text");
    return order;
}

int by_bytes(std::string_view a, std::string_view b) { return a < b ? -1 : (b < a ? 1 : 0); }

struct PersonName {
    std::string_view family;
    std::string_view middle;
    std::string_view given;
};

PersonName split(std::string_view name) {
    while (name.ends_with(' ')) name.remove_suffix(1);
    while (name.starts_with(' ')) name.remove_prefix(1);
    const auto last = name.rfind(' ');
    if (last == name.npos) return {{}, {}, name};
    const auto first = name.find(' ');
    return {name.substr(0, first), name.substr(first, last - first), name.substr(last + 1)};
}

}  // namespace

// Bytes decide between texts the language holds equal, so that a sorted list is the same on every run.
int compare_vietnamese(std::string_view a, std::string_view b) {
    const int order = collate(a, b);
    return order != 0 ? order : by_bytes(a, b);
}

int compare_people(std::string_view a, std::string_view b) {
    const PersonName left = split(a);
    const PersonName right = split(b);
    if (const int order = collate(left.given, right.given)) return order;
    if (const int order = collate(left.family, right.family)) return order;
    if (const int order = collate(left.middle, right.middle)) return order;
    return by_bytes(a, b);
}

}  // namespace giamsat
