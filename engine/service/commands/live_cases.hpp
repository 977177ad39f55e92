// SPDX-License-Identifier: Apache-2.0
// The machines of the cases that the open transaction has touched. Between transactions cases are rows; a machine lives from
// the first command that touches its case until that is durable, so that no other command is decided on what may yet
// be lost. Used by the writer and the sessions it opens, on its thread.
#pragma once

#include "base/core/ids.hpp"
#include "kernel/machine/life.hpp"

#include <unordered_map>
#include <vector>

namespace giamsat {

enum class Aim { step, suspend, resume };  // what a command wants of the case it is aimed at

class LiveCases {
public:
    void begin(std::uint32_t command);  // it is taken up; the same number again when it had to wait
    // The command is aimed at this case. Refused when it has to wait: then deferred() says so, and nothing of the command may
    // be kept; or when another refusal stands. `life`: as the case's row says.
    Done take(const CaseId& id, const std::string& life, Aim aim = Aim::step);
    bool deferred() const { return deferred_; }
    // The machine of a case that the command reaches, woken from its row unless it is live.
    CaseLife& of(const CaseId& id, const std::string& life);
    Behalf behalf() const { return {command_, true}; }
    void opened(const CaseId& id);  // by this command; its machine is made when somebody turns to it

    void rolled_back();  // the command leaves nothing behind
    void committed();    // all is durable: only cases that a deferred command waits for stay live
    void failed(const std::string& fault);
    std::size_t size() const { return live_.size(); }
    const CaseLife* find(const CaseId& id) const;

private:
    struct Live {
        CaseLife life;
        std::uint32_t touched_by = 0;
    };
    struct Touched {
        CaseId id;
        bool held;  // by an earlier command of the transaction
        Life became;
    };
    struct Opened {
        CaseId id;
        std::uint32_t by = 0;
    };
    Live& wake(const CaseId& id, const std::string& life);
    const Opened* find_opened(const CaseId& id);

    std::unordered_map<CaseId, Live> live_;
    std::vector<Opened> opened_;  // thousands by one command, mostly in the order of their ids; in order up to sorted_
    std::size_t sorted_ = 0;
    std::vector<Touched> touched_;  // by the command at work
    std::uint32_t command_ = 0;
    bool deferred_ = false;
};

}  // namespace giamsat
