// SPDX-License-Identifier: Apache-2.0
#include "app/cli/usage_text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr const char* usual_options = "Options";  // as the library calls them
constexpr const char* options = "Tùy chọn · options";
constexpr const char* how = "Xem cách dùng: thêm --help · see how: add --help\n";
constexpr const char* commands = "Lệnh · commands";

std::string cut(std::string text, const std::string& word, const std::string& by) {
    const auto at = text.find(word);
    return at == text.npos ? text : text.replace(at, word.size(), by);
}

class Help final : public CLI::Formatter {
public:
    Help() {
        label("Usage", "Cách dùng · usage");
        label("OPTIONS", "TÙY CHỌN · OPTIONS");
        label("SUBCOMMAND", "LỆNH · COMMAND");
        label("SUBCOMMANDS", "LỆNH · COMMANDS");
        label("Positionals", "Đối số · arguments");
    }

    std::string make_option_opts(const CLI::Option* option) const override {
        std::string text;
        if (option->get_type_size() != 0) {
            if (!option->get_type_name().empty()) text += " " + kind_of(option->get_type_name());
            if (!option->get_default_str().empty()) text += "=" + option->get_default_str();
            if (option->get_expected_max() == CLI::detail::expected_max_vector_size) text += " ...";
            if (option->get_required()) text += " (bắt buộc · required)";
        }
        if (!option->get_envname().empty()) text += " ($" + option->get_envname() + ")";
        text += others(" cần · needs:", option->get_needs()) + others(" trừ · excludes:", option->get_excludes());
        return text;
    }

private:
    // "TEXT:{a,b}", "INT:INT in [1 - 12]", "UINT:NONNEGATIVE": what may be written there, in signs.
    static std::string kind_of(const std::string& type) {
        const auto words = type.find('{');
        const auto range = type.find('[');
        if (words != type.npos) return type.substr(words);
        if (range != type.npos) return type.substr(range);
        return type.starts_with("TEXT") ? "..." : "N";  // the library counts bytes
    }

    static std::string others(const std::string& word, const std::set<CLI::Option*>& all) {
        std::string names;
        for (const CLI::Option* one : all) names += " " + one->get_name();
        return names.empty() ? names : word + names;
    }
};

std::string before(const std::string& text, const std::string& mark) { return text.substr(0, text.find(mark)); }

std::string after(const std::string& text, const std::string& mark) {
    const auto at = text.find(mark);
    return at == text.npos ? std::string() : text.substr(at + mark.size());
}

// The library's sentence said in Vietnamese, by the kind of mistake it is.
std::string in_vietnamese(const CLI::Error& error) {
    const std::string said = error.what();
    const std::string kind = error.get_name();
    if (kind == "RequiredError") return "Thiếu " + cut(before(said, " is required"), "A subcommand", "lệnh con");
    if (kind == "RequiresError") return before(said, " requires ") + " cần kèm " + after(said, " requires ");
    if (kind == "ExcludesError") return before(said, " excludes ") + " không đi cùng " + after(said, " excludes ");
    if (said.find(" not expected: ") != said.npos) return "Không hiểu: " + after(said, "not expected: ");
    if (kind == "ConversionError" && said.starts_with("Could not convert: "))
        return "Giá trị không đọc được: " + after(said, "convert: ");
    if (kind == "ValidationError") return "Giá trị không dùng được cho " + before(said, ":");
    if (kind == "ArgumentMismatch" && said.find(": ") != said.npos) return "Sai số giá trị của " + before(said, ":");
    return "Dòng lệnh chưa đúng";
}

std::string mistake(const CLI::App* app, const CLI::Error& error) {
    const auto unknown = app->remaining(true);
    if (error.get_name() == "RequiredError" && !unknown.empty()) {
        return "Không có lệnh “" + unknown.front() + "” · There is no command “" + unknown.front() + "”\n" + how;
    }
    return in_vietnamese(error) + " · " + error.what() + "\n" + how;
}

}  // namespace

void speak_both_languages(CLI::App& app) {
    app.formatter(std::make_shared<Help>());
    app.failure_message(mistake);
    app.set_help_flag("-h,--help", "In hướng dẫn này · print this help");
}

void name_groups_in_both_languages(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->get_group() == usual_options) option->group(options);
    }
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (!command->get_name().empty()) command->group(commands);
        name_groups_in_both_languages(*command);
    }
}

}  // namespace giamsat::cli
