// SPDX-License-Identifier: Apache-2.0
// Completion scripts, written from the command line itself: what a shell offers is what the program takes.
#include "app/cli/context.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace giamsat::cli {
namespace {

struct Offered {
    std::string word;
    std::string help;
    bool option = false;
    bool takes_value = false;
};

// One command and what may follow it. `path` is "unit add", "" for the program itself.
struct Place {
    std::string path;
    std::vector<Offered> offered;
};

// Helps read "tiếng Việt · English".
std::string in_language(const std::string& help, Lang lang) {
    const std::string between = " · ";
    auto at = help.find(between);
    if (at == help.npos) return help;
    return lang == Lang::en ? help.substr(at + between.size()) : help.substr(0, at);
}

std::vector<Offered> options_of(const CLI::App& command, Lang lang) {
    std::vector<Offered> offered;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            offered.push_back({"--" + name, in_language(option->get_description(), lang), true,
                               option->get_expected_max() > 0 && option->get_type_size_max() > 0});
        }
    }
    return offered;
}

void collect(const CLI::App& command, const std::string& path, const std::vector<Offered>& everywhere, Lang lang,
             std::vector<Place>& places) {
    Place here{path, {}};
    auto children = command.get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* child : children)
        here.offered.push_back({child->get_name(), in_language(child->get_description(), lang)});
    for (Offered& option : options_of(command, lang)) here.offered.push_back(std::move(option));
    if (!path.empty()) {
        for (const Offered& option : everywhere) {
            bool own = std::any_of(here.offered.begin(), here.offered.end(),
                                   [&](const Offered& one) { return one.word == option.word; });
            if (!own) here.offered.push_back(option);
        }
    }
    places.push_back(std::move(here));
    for (const CLI::App* child : children)
        collect(*child, path + (path.empty() ? "" : " ") + child->get_name(), everywhere, lang, places);
}

std::vector<Place> places_of(const CLI::App& app, Lang lang) {
    std::vector<Offered> everywhere = options_of(app, lang);  // the program's own options may stand after any command
    std::erase_if(everywhere, [](const Offered& one) { return one.word == "--version"; });
    std::vector<Place> places;
    collect(app, "", everywhere, lang, places);
    return places;
}

std::string words_of(const Place& place) {
    std::string words;
    for (const Offered& one : place.offered) words += (words.empty() ? "" : " ") + one.word;
    return words;
}

std::string quoted(const std::string& text, const std::string& also = "") {
    std::string out;
    for (char c : text) {
        if (c == '\'')
            out += "'\\''";
        else if (also.find(c) != also.npos)
            out += std::string("\\") + c;
        else
            out += c;
    }
    return "'" + out + "'";
}

// The words that walk from one command to another, as alternatives of a `case`: "giamsat unit|giamsat unit add".
std::string known_paths(const std::vector<Place>& places, const std::string& between) {
    std::string all;
    for (const Place& place : places) {
        if (!place.path.empty()) all += (all.empty() ? "" : between) + quoted(place.path);
    }
    return all;
}

std::string walk(const std::vector<Place>& places) {
    return "        case \"${at:+$at }$word\" in\n            " + known_paths(places, "|") +
           ") at=\"${at:+$at }$word\" ;;\n        esac\n";
}

std::string bash_script(const std::vector<Place>& places) {
    std::string out =
        "# giamsat completion for bash: giamsat completion bash > ~/.local/share/bash-completion/completions/giamsat\n"
        "_giamsat() {\n"
        "    local current=\"${COMP_WORDS[COMP_CWORD]}\" at=\"\" word words=\"\"\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n" +
        walk(places) + "    done\n    case \"$at\" in\n";
    for (const Place& place : places)
        out += "        " + quoted(place.path) + ") words=" + quoted(words_of(place)) + " ;;\n";
    return out +
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "}\n"
           "complete -o default -F _giamsat giamsat\n";
}

std::string zsh_script(const std::vector<Place>& places) {
    std::string out =
        "#compdef giamsat\n"
        "# giamsat completion for zsh: giamsat completion zsh > ~/.zfunc/_giamsat (a folder of $fpath)\n"
        "_giamsat() {\n"
        "    local at=\"\" word\n"
        "    local -a offered\n"
        "    for word in \"${(@)words[2,CURRENT-1]}\"; do\n" +
        walk(places) + "    done\n    case \"$at\" in\n";
    for (const Place& place : places) {
        out += "        " + quoted(place.path) + ") offered=(";
        for (const Offered& one : place.offered) out += "\n            " + quoted(one.word + ":" + one.help);
        out += ") ;;\n";
    }
    return out +
           "    esac\n"
           "    _describe -t commands giamsat offered\n"
           "    _files\n"
           "}\n"
           "if [ \"$funcstack[1]\" = _giamsat ]; then _giamsat \"$@\"; else compdef _giamsat giamsat; fi\n";
}

std::string fish_line(const Place& place, const Offered& one) {
    std::string line = "complete -c giamsat -n " + quoted("__giamsat_at " + quoted(place.path));
    line += one.option ? " -l " + one.word.substr(2) + (one.takes_value ? " -r" : "") : " -f -a " + quoted(one.word);
    return line + " -d " + quoted(one.help) + "\n";
}

std::string fish_script(const std::vector<Place>& places) {
    std::string paths;
    for (const Place& place : places) paths += place.path.empty() ? "" : " " + quoted(place.path);
    std::string out =
        "# giamsat completion for fish: giamsat completion fish > ~/.config/fish/completions/giamsat.fish\n"
        "function __giamsat_at\n"
        "    set -l path\n"
        "    for word in (commandline -opc)[2..-1]\n"
        "        set -l next (string trim \"$path $word\")\n"
        "        if contains -- \"$next\"" +
        paths +
        "\n"
        "            set path $next\n"
        "        end\n"
        "    end\n"
        "    test \"$path\" = \"$argv[1]\"\n"
        "end\n";
    for (const Place& place : places) {
        for (const Offered& one : place.offered) out += fish_line(place, one);
    }
    return out;
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("completion", "Gợi ý lệnh cho vỏ lệnh · completion for a shell");
    auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, "bash | zsh | fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->footer(
        "Ví dụ · examples:\n  source <(giamsat completion bash)\n  giamsat completion fish > "
        "~/.config/fish/completions/giamsat.fish");
    on_run(*command, [shell, &app, &context] {
        auto places = places_of(app, context.lang());
        std::string script = *shell == "bash"  ? bash_script(places)
                             : *shell == "zsh" ? zsh_script(places)
                                               : fish_script(places);
        script.pop_back();  // print() ends the line
        context.print(script);
        return 0;
    });
}

}  // namespace giamsat::cli
