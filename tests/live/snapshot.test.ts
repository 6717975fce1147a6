import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/figures.ts';
import { foldEvent, isEnd, newSnapshot } from '../../src/live/snapshot.ts';
import type { Citation, TurnEvent } from '../../src/protocol.ts';

const turnId = 'turn-0001';
const citation: Citation = {
  marker: 1,
  passageId: 'a#b.1',
  documentId: 'a',
  title: 'A',
  heading: 'B',
  kind: 'article',
  quote: 'Words.',
};
const endings: TurnEvent[] = [
  {
    type: 'turn.completed',
    turnId,
    answerer: 'rules',
    outcome: 'answered',
    finishReason: 'stop',
    followUps: [],
    grounding: { score: 1, unsupported: [] },
  },
  { type: 'turn.failed', turnId, code: 'upstream_timeout', message: 'Too long.', retryable: true },
  { type: 'turn.failed', turnId, code: 'interrupted', message: 'Interrupted.', retryable: true },
  { type: 'turn.cancelled', turnId },
];

function fold(events: TurnEvent[]) {
  const snapshot = newSnapshot(turnId, 'Why?');
  for (const event of events) foldEvent(snapshot, event);
  return snapshot;
}

describe('a snapshot', () => {
  test('holds the text that the deltas spell, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const deltas = texts.map((text): TurnEvent => ({ type: 'answer.delta', turnId, text }));
        expect(fold(deltas).text).toBe(texts.join(''));
      }),
    );
  });

  test('holds a citation without the event around it', () => {
    expect(fold([{ type: 'answer.citation', turnId, ...citation }]).citations).toEqual([citation]);
  });

  test('holds the figures in order, and no list of them where there are none', () => {
    const figure = (role: string): Figure => ({ kind: 'comparison', roles: [role], rows: [] });
    const events = ['AI', 'ML'].map(
      (role): TurnEvent => ({ type: 'answer.figure', turnId, figure: figure(role) }),
    );
    expect(fold(events).figures).toEqual([figure('AI'), figure('ML')]);
    expect(fold([])).not.toHaveProperty('figures');
  });

  test('is running until one of the three ends, and keeps that end', () => {
    const beginning: TurnEvent[] = [
      { type: 'turn.started', turnId, question: 'Why?' },
      { type: 'turn.stage', turnId, stage: 'searching', count: 3 },
    ];
    expect(fold(beginning)).toMatchObject({ state: 'running', question: 'Why?' });
    expect(beginning.some(isEnd)).toBe(false);
    const states = endings.map((end) => {
      const snapshot = fold([...beginning, end]);
      expect(isEnd(end)).toBe(true);
      expect(snapshot.end).toEqual(end);
      return snapshot.state;
    });
    expect(states).toEqual(['completed', 'failed', 'interrupted', 'cancelled']);
  });
});
