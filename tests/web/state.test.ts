import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/protocol.ts';
import { type ChatState, initialState, reduce, shown } from '../../web/widget/state.ts';
import { CITATIONS } from '../support/answers.ts';

const ready = (patch: Partial<Extract<Event, { type: 'ready' }>> = {}): Event => ({
  type: 'ready',
  conversationId: 'conversation-1',
  answerer: 'rules',
  starters: ['Why?'],
  passages: 214,
  recovered: false,
  ...patch,
});

const apply = (events: Event[], from: ChatState = initialState()) =>
  events.reduce((state, event) => reduce(state, { type: 'event', event }), from);

const completed = (seq: number, turnId = 'turn-0001'): Event => ({
  type: 'turn.completed',
  turnId,
  seq,
  answerer: 'rules',
  outcome: 'answered',
  finishReason: 'stop',
  followUps: [],
  grounding: { score: 1, unsupported: [] },
});

/** The events of one turn whose text arrives in these pieces. */
function turnEvents(pieces: string[], turnId = 'turn-0001'): Event[] {
  const events: Event[] = [{ type: 'turn.started', turnId, seq: 1, question: 'Why?' }];
  for (const citation of CITATIONS) {
    events.push({ type: 'answer.citation', turnId, seq: events.length + 1, ...citation });
  }
  for (const text of pieces) events.push({ type: 'answer.delta', turnId, seq: events.length + 1, text });
  return [...events, completed(events.length + 1, turnId)];
}

const ask = (state: ChatState, turnId: string, replaces?: string) =>
  reduce(state, { type: 'ask', turnId, question: 'Why?', replaces });
const asked = (turnId = 'turn-0001') => ask(apply([ready()]), turnId);

describe('state', () => {
  it('shows a question at once, before the server has seen it', () => {
    expect(asked().turns).toMatchObject([{ question: 'Why?', state: 'sending', text: '' }]);
  });

  it('keeps the newest question that was not taken, or stopped before it was sent, last and over a lost line', () => {
    const history: Event = {
      type: 'turn.snapshot',
      turnId: 'turn-0000',
      seq: 3,
      question: 'Before?',
      text: 'Yes.',
      citations: [],
      state: 'completed',
    };
    const busy: Event = { type: 'error', code: 'busy', message: 'Busy.', turnId: 'turn-0001' };
    for (const untaken of [
      apply([busy], asked()),
      reduce(asked(), { type: 'cancel', turnId: 'turn-0001' }),
    ]) {
      const back = apply([ready(), history], untaken);
      expect(back.turns.map(({ question, state }) => [question, state])).toEqual([
        ['Before?', 'completed'],
        ['Why?', untaken.turns[0]?.state],
      ]);
      const later = apply([ready()], apply([completed(9, 'turn-0002')], ask(untaken, 'turn-0002')));
      expect(later.turns).toEqual([]);
    }
  });

  it('shows the answer again that a question stopped in time was to replace', () => {
    const answered = apply(turnEvents(['Because.']), asked());
    const anew = ask(answered, 'turn-0002', 'turn-0001');
    expect(shown(anew.turns)).toHaveLength(1);
    const stopped = reduce(anew, { type: 'cancel', turnId: 'turn-0002' });
    expect(shown(stopped.turns).map(({ turnId }) => turnId)).toEqual(['turn-0001', 'turn-0002']);
  });

  it('asks the same turn only once', () => {
    const state = asked();
    expect(ask(state, 'turn-0001')).toBe(state);
  });

  it('ends a turn with its text, citations and end', () => {
    const turn = apply(turnEvents(['Because ', 'it is.']), asked()).turns[0];
    expect(turn).toMatchObject({ text: 'Because it is.', state: 'completed', end: { outcome: 'answered' } });
    expect(turn?.citations).toHaveLength(3);
  });

  it('shows an answer asked anew in place of the one before, in every tab', () => {
    const before = apply(turnEvents(['Old.']), asked());
    const anew = ask(before, 'turn-0002', 'turn-0001');
    expect(shown(anew.turns).map(({ turnId }) => turnId)).toEqual(['turn-0002']);
    const other = apply(
      [{ type: 'turn.started', turnId: 'turn-0002', seq: 90, question: 'Why?', replaces: ['turn-0001'] }],
      before,
    );
    expect(shown(other.turns).map(({ turnId }) => turnId)).toEqual(['turn-0002']);
    const back = apply(
      [
        {
          type: 'turn.snapshot',
          turnId: 'turn-0003',
          seq: 91,
          question: 'Why?',
          replaces: ['turn-0002', 'turn-0001'],
          text: '',
          citations: [],
          state: 'running',
        },
      ],
      before,
    );
    expect(shown(back.turns).map(({ turnId }) => turnId)).toEqual(['turn-0003']);
  });

  it('shows the answer before again when the server did not take the question anew', () => {
    const anew = ask(apply(turnEvents(['Old.']), asked()), 'turn-0002', 'turn-0001');
    const refused = apply([{ type: 'error', code: 'busy', message: 'Busy.', turnId: 'turn-0002' }], anew);
    expect(shown(refused.turns).map(({ turnId, state }) => [turnId, state])).toEqual([
      ['turn-0001', 'completed'],
      ['turn-0002', 'failed'],
    ]);
  });

  it('shows a turn that another tab has asked', () => {
    expect(apply([ready(), ...turnEvents(['Yes.'])]).turns).toMatchObject([
      { question: 'Why?', text: 'Yes.' },
    ]);
  });

  it('comes to the same state however text is split and whatever arrives twice', () => {
    const text = 'Because AI engineers ship [1].';
    const whole = apply(turnEvents([text]), asked());
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 8 }),
        fc.array(fc.nat({ max: 20 }), { maxLength: 8 }),
        (places, repeats) => {
          const at = [...new Set(places)].sort((a, b) => a - b);
          const pieces = [...at, text.length].map((end, index) => text.slice(at[index - 1] ?? 0, end));
          const events = turnEvents(pieces).flatMap((event, index) =>
            // A repeat resends everything up to here, as a server does that replays too much.
            repeats.includes(index) ? [event, ...turnEvents(pieces).slice(0, index + 1)] : [event],
          );
          const turn = apply(events, asked()).turns[0];
          expect({ ...turn, end: undefined }).toEqual({ ...whole.turns[0], end: undefined });
        },
      ),
    );
  });

  it('replaces a turn by its snapshot, and the same snapshot again changes nothing', () => {
    const snapshot: Event = {
      type: 'turn.snapshot',
      turnId: 'turn-0001',
      seq: 9,
      question: 'Why?',
      text: 'All of it',
      citations: [],
      state: 'running',
    };
    const once = apply([...turnEvents(['Half']).slice(0, 4), snapshot], asked());
    expect(once.turns).toMatchObject([{ text: 'All of it', state: 'running' }]);
    expect(apply([snapshot], once).turns).toEqual(once.turns);
  });

  it('goes on with the deltas that follow a snapshot', () => {
    const snapshot: Event = {
      type: 'turn.snapshot',
      turnId: 'turn-0001',
      seq: 4,
      question: 'Why?',
      text: 'Because ',
      citations: [],
      state: 'running',
    };
    const state = apply([
      ready(),
      snapshot,
      { type: 'answer.delta', turnId: 'turn-0001', seq: 4, text: 'twice' },
      { type: 'answer.delta', turnId: 'turn-0001', seq: 5, text: 'once.' },
    ]);
    expect(state.turns[0]?.text).toBe('Because once.');
  });

  it('keeps what is shown when the connection is resumed', () => {
    const state = apply([...turnEvents(['Yes.']), ready({ recovered: true })], asked());
    expect(state.turns[0]).toMatchObject({ text: 'Yes.', state: 'completed' });
    expect(state.lastSeq).toBe(6);
  });

  it('starts history afresh when the connection could not be resumed', () => {
    const state = apply([...turnEvents(['Yes.']), ready({ recovered: false })], asked());
    expect(state.turns).toEqual([]);
    expect(state.lastSeq).toBe(-1);
  });

  it('keeps a question without an end, to be asked again, when history starts afresh', () => {
    const state = apply([...turnEvents(['Half']).slice(0, 5), ready({ recovered: false })], asked());
    expect(state.turns).toMatchObject([{ turnId: 'turn-0001', state: 'sending' }]);
  });

  it('keeps ended turns readable, but detached, when the server begins another conversation', () => {
    const state = apply([...turnEvents(['Yes.']), ready({ conversationId: 'conversation-2' })], asked());
    expect(state.turns).toMatchObject([{ text: 'Yes.', detached: true }]);
  });

  it('puts history before a question asked while it was still arriving', () => {
    const state = apply(
      [
        {
          type: 'turn.snapshot',
          turnId: 'turn-old1',
          seq: 3,
          question: 'Old',
          text: 'x',
          citations: [],
          state: 'completed',
        },
      ],
      asked(),
    );
    expect(state.turns.map((turn) => turn.question)).toEqual(['Old', 'Why?']);
  });

  it('fails a question the server refused, and lets it be asked again', () => {
    const state = apply(
      [{ type: 'error', code: 'rate_limited', message: 'Wait.', retryAfterMs: 2000, turnId: 'turn-0001' }],
      asked(),
    );
    expect(state.turns[0]).toMatchObject({ state: 'failed', end: { retryable: true } });
  });

  it('does not fail a running turn for an error about its feedback', () => {
    const running = apply(turnEvents(['Half']).slice(0, 5), asked());
    const state = apply([{ type: 'error', code: 'internal', message: 'No.', turnId: 'turn-0001' }], running);
    expect(state.turns[0]?.state).toBe('running');
  });

  it('calls a turn interrupted when its server died', () => {
    const failed: Event = {
      type: 'turn.failed',
      turnId: 'turn-0001',
      seq: 2,
      code: 'interrupted',
      message: '',
      retryable: true,
    };
    expect(apply([failed], asked()).turns[0]?.state).toBe('interrupted');
  });

  it('forgets everything but the starters', () => {
    const state = apply([...turnEvents(['Yes.']), { type: 'forgotten' }], asked());
    expect(state).toMatchObject({ turns: [], lastSeq: -1, starters: ['Why?'], link: 'online' });
    expect(state.conversationId).toBeUndefined();
  });

  it('ignores events it does not know', () => {
    const state = asked();
    const strange = { type: 'turn.sparkled', turnId: 'turn-0001', seq: 9 } as unknown as Event;
    expect(apply([strange], state).turns).toEqual(state.turns);
    expect(apply([{ type: 'hm' } as unknown as Event], state)).toBe(state);
  });
});
