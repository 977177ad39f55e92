// SPDX-License-Identifier: Apache-2.0
#include "service/queries/different_people.hpp"

#include <algorithm>

namespace giamsat {

namespace {

class Choosing {
public:
    Choosing(const std::vector<StepPeople>& steps, const std::vector<std::pair<int, int>>& apart)
        : steps_(steps), beside_(steps.size()), chosen_(steps.size()) {
        for (const auto& [a, b] : apart) {
            if (a == b) continue;
            beside_[at(a)].insert(b);
            beside_[at(b)].insert(a);
        }
    }

    bool possible() {
        std::vector<int> hard;
        for (int step = 0; step < static_cast<int>(steps_.size()); ++step) hard.push_back(step);
        while (std::erase_if(hard, [&](int step) { return is_easy(step, hard); }) > 0) {
        }
        std::sort(hard.begin(), hard.end(),
                  [&](int a, int b) { return steps_[at(a)].persons.size() < steps_[at(b)].persons.size(); });
        return choose(hard, 0);
    }

private:
    static std::size_t at(int step) { return static_cast<std::size_t>(step); }

    // More people than steps it may clash with: whoever does those, somebody is left for this one.
    bool is_easy(int step, const std::vector<int>& hard) const {
        const auto clashes =
            std::count_if(hard.begin(), hard.end(), [&](int other) { return beside_[at(step)].contains(other); });
        return steps_[at(step)].persons.size() > static_cast<std::size_t>(clashes);
    }

    bool choose(const std::vector<int>& hard, std::size_t next) {
        if (next == hard.size()) return true;
        const int step = hard[next];
        for (const std::string& person : steps_[at(step)].persons) {
            const bool clash = std::any_of(beside_[at(step)].begin(), beside_[at(step)].end(),
                                           [&](int other) { return chosen_[at(other)] == person; });
            if (clash) continue;
            chosen_[at(step)] = person;
            if (choose(hard, next + 1)) return true;
            chosen_[at(step)].clear();
        }
        return false;
    }

    const std::vector<StepPeople>& steps_;
    std::vector<std::set<int>> beside_;
    std::vector<std::string> chosen_;
};

}  // namespace

bool can_be_different(const std::vector<StepPeople>& steps, const std::vector<std::pair<int, int>>& apart) {
    return Choosing(steps, apart).possible();
}

}  // namespace giamsat
