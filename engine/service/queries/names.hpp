// SPDX-License-Identifier: Apache-2.0
// Names as people read them. Those of borrowers and of the staff are personal: they are opened through the vault, and read
// "(đã xoá)" once their key is gone, "(kín)" where nothing personal is shown. Remembers what it has opened; lives as long as
// the readers it was given.
#pragma once

#include "model/profile/profile.hpp"
#include "service/ports/readers.hpp"
#include "service/ports/vault.hpp"

#include <unordered_map>

namespace giamsat {

struct UnitName {
    UnitId id;
    std::string level;
    std::string code;
    std::string name;
    bool closed = false;  // code and name cannot be read
    LocalText instead;    // what is said then

    std::string reference() const { return level + ":" + code; }  // "commune:405102"
};

struct PersonName {
    PersonId id;
    std::string code;
    std::string name;
    bool closed = false;
    LocalText instead;
};

inline const LocalText erased_text{"(đã xoá)", "(erased)"};
inline const LocalText closed_text{"(kín)", "(sealed)"};

class Names {
public:
    Names(Readers& read, Vault& vault, const Profile& profile);

    const UnitName& unit(const UnitId& id);            // of an unknown unit: its id as its code
    const PersonName& person(const PersonId& id);      // the empty id is the system
    std::string label(const UnitId& id, Lang lang);    // "xã Đông Hòa"
    std::string label(const PersonId& id, Lang lang);  // "CB01 Lê Văn An"
    // The sealed text at this path; nothing when there is none or it cannot be opened any more.
    std::optional<std::string> open(const std::vector<Encrypted>& sealed, std::string_view path, const CommandId& cmd,
                                    int i);

    // What is said of values of this subject that do not open.
    const LocalText& instead_of(const std::string& subject);
    const LocalText& instead_of(const std::vector<Encrypted>& sealed);  // of their first

    // The unit with this code, of this level. Personal codes are found by their keyed digest.
    std::optional<UnitId> find_unit(const std::string& level, const std::string& code);

private:
    UnitName read_unit(const UnitId& id);
    PersonName read_person(const PersonId& id);
    std::optional<Json> personal(const std::vector<Encrypted>& sealed, const CommandId& cmd, int i);

    Readers& read_;
    Vault& vault_;
    const Profile& profile_;
    OfficeId office_;
    std::unordered_map<UnitId, UnitName> units_;
    std::unordered_map<PersonId, PersonName> people_;
};

}  // namespace giamsat
