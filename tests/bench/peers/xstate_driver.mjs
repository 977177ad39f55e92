// SPDX-License-Identifier: Apache-2.0
import {assign, createActor, setup} from 'xstate';
import {measure} from './scripts.mjs';

const machine = setup({
  guards: {may_reject: ({context}) => context.rejects < 2},
  actions: {count: assign({rejects: ({context}) => context.rejects + 1})},
}).createMachine({
  context: {rejects: 0},
  initial: 'planned',
  states: {
    planned: {on: {assign: 'assigned'}},
    assigned: {on: {accept: 'accepted', reject: {target: 'rejected', guard: 'may_reject', actions: 'count'}}},
    rejected: {on: {reassign: 'assigned'}},
    accepted: {on: {start: 'visiting'}},
    visiting: {on: {log: 'findings_logged'}},
    findings_logged: {on: {review: 'reviewed', return: 'rework'}},
    rework: {on: {resubmit: 'findings_logged'}},
    reviewed: {on: {report: 'reported'}},
    reported: {on: {follow: 'follow_up', close: 'closed'}},
    follow_up: {on: {verify: 'verified'}},
    verified: {on: {close: 'closed'}},
    closed: {type: 'final'},
  },
});

measure((script) => {
  const actor = createActor(machine).start();
  for (const type of script) actor.send({type});
  return actor.getSnapshot().value;
});
