// SPDX-License-Identifier: Apache-2.0
// The plugin's door: the action `render`.
#include "support/module.hpp"
#include "base/platform/files.hpp"
#include "report-xlsx/report.hpp"
#include "report-xlsx/workbook.hpp"

#include <locale.h>

#include <array>

namespace giamsat::xlsx {

namespace {

// libxlsxwriter prints numbers with printf: a decimal comma of the user's locale would break the file.
class PlainNumbers {
public:
    PlainNumbers() : plain_(::newlocale(LC_ALL_MASK, "C", nullptr)), before_(::uselocale(plain_)) {}
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;
    ~PlainNumbers() {
        ::uselocale(before_);
        if (plain_) ::freelocale(plain_);
    }

private:
    locale_t plain_;
    locale_t before_;
};

Result<Lang> lang_of(const Json& request) {
    const std::string word = request.value("lang", "vi");
    if (word == "vi") return Lang::vi;
    if (word == "en") return Lang::en;
    return Problem(ProblemCode::invalid_value,
                   {{"field", "lang"}, {"value", word}, {"why", "chỉ có vi và en"}, {"why_en", "there are vi and en"}});
}

Result<Json> render(const plugin::Host& host, const Json& request) {
    const PlainNumbers plain;
    GIAMSAT_TRY(lang, lang_of(request));
    GIAMSAT_TRY(report, read_report(request.at("report"), lang));
    GIAMSAT_TRY(workbook, write_workbook(report, host));
    const auto file = request.at("file").get<std::string>();
    GIAMSAT_CHECK(write_file(file, workbook.bytes));
    return Json{{"file", file}, {"bytes", workbook.bytes.size()}, {"sheets", workbook.sheets}};
}

constexpr std::array deeds{plugin::Deed{"render", render}};

std::int32_t call(const GiamsatHost* host, const char* action, const char* request, std::size_t request_bytes,
                  GiamsatReply* reply) {
    return plugin::call(deeds, host, action, request, request_bytes, reply);
}

void release(GiamsatReply* reply) { plugin::release(reply); }

constexpr GiamsatPlugin table{sizeof(GiamsatPlugin), GIAMSAT_PLUGIN_ABI, "report-xlsx", "0.1.0", call, release};

}  // namespace

}  // namespace giamsat::xlsx

const GiamsatPlugin* giamsat_plugin_entry(std::uint32_t host_abi) {
    return host_abi == GIAMSAT_PLUGIN_ABI ? &giamsat::xlsx::table : nullptr;
}
