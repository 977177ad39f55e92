// SPDX-License-Identifier: Apache-2.0
// The one writer. Commands wait in a queue; the writer's thread takes what is there, carries each out in a savepoint of its
// own inside one transaction, and acknowledges all of them after one fsync (group commit). A refused command leaves
// nothing behind and does not touch its neighbours. Order in the journal is the order of submission.
#pragma once

#include "base/core/ensure.hpp"
#include "service/commands/session.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace giamsat {

struct Ground {  // what the writer stands on; all of it outlives the writer and is touched by its thread only
    Readers readers;
    Recorder& recorder;
    Vault& vault;
};

struct NoticeAttempt {
    std::string notice;   // id
    std::string outcome;  // "delivered", else why it was not
};

class Writer {
public:
    static constexpr std::size_t batch_max = 512;  // commands in one transaction

    // `profile` may be null for an office not founded yet; found() gives it one.
    Writer(Ground ground, OfficeId office, std::shared_ptr<const ProfileBundle> profile);
    ~Writer();  // carries out what waits, then stops
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void adopt(OfficeId office, std::shared_ptr<const ProfileBundle> profile);  // before the first command
    // The future is ready when the command is durable, or refused. It throws StorageError when the ground fails: then
    // nothing more is accepted.
    std::future<Result<Outcome>> submit(CommandMeta meta, Command command);
    Result<Outcome> run(CommandMeta meta, Command command) { return submit(std::move(meta), std::move(command)).get(); }

    // Runs `question` on the writer's thread between transactions, after all commands submitted before it.
    // REQUIRES: not called from inside a question, which would wait for itself.
    template <class F>
    auto ask(F question) -> decltype(question(std::declval<Readers&>())) {
        using Answer = decltype(question(std::declval<Readers&>()));
        ENSURE(std::this_thread::get_id() != thread_.get_id(), "a question asks no question");
        auto task = std::make_shared<std::packaged_task<Answer(Readers&)>>(std::move(question));
        auto answer = task->get_future();
        enqueue({{}, {}, {}, [task](Readers& readers) { (*task)(readers); }});
        return answer.get();
    }

    // Keeps what became of notices, in one transaction; no part of the journal. Throws StorageError.
    void note_attempts(const std::vector<NoticeAttempt>& attempts, Instant at);

    // The edition the office works by. It stays where it is when a newer one is published.
    const ProfileBundle& profile();

private:
    struct Waiting {
        CommandMeta meta;
        Command command;
        std::promise<Result<Outcome>> answer;
        std::function<void(Readers&)> question;  // set: not a command
    };
    struct Acknowledgement {
        std::promise<Result<Outcome>> answer;
        Result<Outcome> outcome;
    };

    void enqueue(Waiting waiting);
    void work();
    std::deque<Waiting> take_batch();
    void carry_out(std::deque<Waiting>& batch);
    Result<Outcome> carry_out_one(const CommandMeta& meta, const Command& command);
    void turn_to(std::shared_ptr<const ProfileBundle> profile);
    std::optional<Outcome> done_before(const CommandId& id);
    void fail_all(std::deque<Waiting>& batch);

    Ground ground_;
    OfficeId office_;
    std::shared_ptr<const ProfileBundle> profile_;
    std::vector<std::shared_ptr<const ProfileBundle>> earlier_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Waiting> queue_;
    bool stopping_ = false;
    std::exception_ptr broken_;
    std::thread thread_;
};

}  // namespace giamsat
