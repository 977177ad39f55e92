// SPDX-License-Identifier: Apache-2.0
// The one writer. Commands wait in a queue; one thread at a time, the writer's own or whoever waits for an answer anyway,
// takes what is there, carries each out in a savepoint of its own inside one transaction, and acknowledges all of them after
// one fsync (group commit). A refused command leaves nothing behind and does not touch its neighbours. A command aimed at a
// case that another command of the transaction has changed waits until that is durable: the transaction ends before it.
// Order in the journal is the order of submission.
#pragma once

#include "base/core/ensure.hpp"
#include "kernel/machine/engine_life.hpp"
#include "service/commands/session.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace giamsat {

struct Ground {  // what the writer stands on; all of it outlives the writer and is touched by who writes only
    Readers readers;
    Recorder* recorder;  // null where nothing may be written
    Vault& vault;
    // Destroys the keys of these subjects, and what else speaks of them outside the journal.
    std::function<void(const std::vector<std::string>&)> forget;
};

// What the command of this id left in the journal, if it was carried out.
std::optional<Outcome> outcome_of(JournalReader& journal, const CommandId& id);

class Writer {
public:
    static constexpr std::size_t batch_max = 512;  // commands in one transaction

    // `engine` has verified the ground: what it may do is asked of it. `profile` may be null for an office not founded yet;
    // found() gives it one.
    Writer(Ground ground, EngineLife engine, OfficeId office, std::shared_ptr<const ProfileBundle> profile);
    ~Writer();  // carries out what waits, then stops
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void adopt(OfficeId office, std::shared_ptr<const ProfileBundle> profile);  // before the first command
    // The future is ready when the command is durable, or refused. When the ground fails, whoever waits is told the fault;
    // whoever comes later office_read_only. When only room is lacking (disk_full), whoever comes later has the writer look for
    // some, and is told office_no_room when there still is none.
    std::future<Result<Outcome>> submit(CommandMeta meta, Command command);
    // The same, waited for. Where nobody writes just then, the caller does: to wake another thread takes longer than to write.
    Result<Outcome> run(CommandMeta meta, Command command);

    // Runs `question` between transactions, after all commands submitted before it.
    // REQUIRES: not called from inside a question, which would wait for itself.
    template <class F>
    auto ask(F question) -> decltype(question(std::declval<Readers&>())) {
        using Answer = decltype(question(std::declval<Readers&>()));
        ENSURE(std::this_thread::get_id() != writing_.load(), "a question asks no question");
        auto task = std::make_shared<std::packaged_task<Answer(Readers&)>>(std::move(question));
        auto answer = task->get_future();
        enqueue({{}, {}, {}, [task](Readers& readers) { (*task)(readers); }, 0}, Who::waits);
        return answer.get();
    }

    // Writes what is no part of the journal, in one transaction of its own. office_read_only, or the ground's fault.
    Done keep(const std::function<void(Recorder&)>& write);

    Done look_for_room();  // where there was none; see EngineLife::look_for_room
    void drain();          // carries out what waits and takes no more commands; questions are still answered
    // Something was found that makes writing wrong: read-only, with this fault.
    void stop_writing(const Problem& fault);
    EngineStage stage();
    std::optional<Problem> fault();
    std::uint64_t transactions() const { return transactions_; }  // committed so far

    // The edition the office works by. It stays where it is when a newer one is published.
    const ProfileBundle& profile();

private:
    struct Waiting {
        CommandMeta meta;
        Command command;
        std::promise<Result<Outcome>> answer;
        std::function<void(Readers&)> question;  // set: not a command
        std::uint32_t number = 0;                // among all commands of this writer
    };

    enum class Who { waits, goes_on };  // only who waits for the answer may write it
    void enqueue(Waiting waiting, Who who);
    void work();
    std::deque<Waiting> take_batch();  // under mutex_; who takes one writes, and nobody else until done()
    void serve(std::deque<Waiting> batch);
    void done();
    bool is_written() const;
    void carry_out(std::deque<Waiting>& batch);
    std::vector<Result<Outcome>> one_transaction(const std::deque<Waiting>& batch);
    void write(const std::deque<Waiting>& batch, std::vector<Result<Outcome>>& outcomes);
    std::optional<Result<Outcome>> carry_out_one(const Waiting& waiting);  // nothing: it has to wait
    void keep_together(const std::function<void(Recorder&)>& write);
    void turn_to(std::shared_ptr<const ProfileBundle> profile);
    Done room();  // by who writes
    void forget_erased();
    void fail(std::deque<Waiting>& batch);
    static void answer(std::deque<Waiting>& batch, const Problem& problem);
    void record_fault();

    Ground ground_;
    OfficeId office_;
    std::shared_ptr<const ProfileBundle> profile_;
    std::vector<std::shared_ptr<const ProfileBundle>> earlier_;
    std::vector<std::string> erased_;  // by the transaction at work
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Waiting> queue_;
    std::atomic<std::thread::id> writing_;  // nobody's while no batch is served; set under mutex_
    bool stopping_ = false;
    std::uint32_t next_number_ = 1;
    std::atomic<std::uint64_t> transactions_ = 0;
    EngineLife engine_;  // under mutex_
    LiveCases live_;     // of who writes
    std::thread thread_;
};

}  // namespace giamsat
