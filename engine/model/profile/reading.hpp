// SPDX-License-Identifier: Apache-2.0
// Inner header of model/profile: what the parts of the loader share while the files are read.
#pragma once

#include "base/yaml/yaml.hpp"
#include "model/profile/load_profile.hpp"

#include <set>
#include <string>
#include <vector>

namespace giamsat::profile {

// What a word may refer to. Looked up when everything is read, so that the order in the files does not matter.
enum class Target { level, role, body, association, severity, workflow };

struct Reference {
    Target target;
    std::string word;
    Where where;
};

struct Reading {
    Profile profile;
    std::vector<Problem> problems;
    std::vector<Reference> references;
    std::vector<Where> level_places;  // parallel to profile.levels

    void refer(Target target, const std::string& word, const Where& where) {
        if (!word.empty()) references.push_back({target, word, where});
    }
    // Reads `key` as a reference; "" when absent (a required one is then reported by the reader).
    std::string refer_to(Target target, YamlReader& from, const char* key, bool required = false);
    std::vector<std::string> refer_to_all(Target target, YamlReader& from, const char* key);
    void note_source(const std::string& field, const std::string& source) {
        if (!source.empty()) profile.sources.push_back({field, source});
    }
};

// definition_invalid, with or without a word that was near.
Problem mistake(const LocalText& what, const LocalText& advice, const Where& where);
Problem unknown_word(const LocalText& what, const std::string& word, const std::vector<std::string>& known,
                     const Where& where);

// A key of the list `key`: letters, digits, - _ and . only, and each once. Reported otherwise.
std::string read_id(YamlReader& from, const char* key, std::set<std::string>& seen);

// Calls read(reader) for each mapping of the list under `key`, and finishes its reader.
template <class Read>
void read_each(YamlReader& from, const char* key, Read read) {
    const auto* list = from.sequence(key);
    if (!list) return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        YamlReader item(from.file(), list->items[i], from.path_of(key) + "[" + std::to_string(i) + "]",
                        from.problems());
        read(item);
        item.finish();
    }
}

void read_levels(Reading& reading, YamlReader& top);
void read_people(Reading& reading, YamlReader& top);  // associations, roles, bodies, plan types
void read_codes(Reading& reading, YamlReader& top);   // programmes, capital sources, variants, modes, addressees
void read_audit(Reading& reading, YamlReader& top);
void read_privacy(Reading& reading, YamlReader& top);
void read_calendar(Reading& reading, YamlReader& top);
void read_findings(Reading& reading, YamlReader& top);
void check_levels(Reading& reading);  // they form one tree

}  // namespace giamsat::profile
