import { describe, expect, test } from 'vitest';
import { createRecentTurns } from '../../src/store/recent-turns.ts';
import { storedTurn } from './conformance.ts';

const json = (id: string, text?: string) => JSON.stringify(storedTurn(id, text));

describe('remembered turns', () => {
  test('are those read and those written since, in the order first put', () => {
    const recent = createRecentTurns(200);
    recent.read('conversation-1', [json('turn-0001'), json('turn-0002')]);
    recent.wrote('conversation-1', json('turn-0001', 'Anew.'));
    recent.wrote('conversation-1', json('turn-0003'));
    expect(recent.get('conversation-1')).toEqual([
      storedTurn('turn-0001', 'Anew.'),
      storedTurn('turn-0002'),
      storedTurn('turn-0003'),
    ]);
  });

  test('of a conversation that was never read are not known, whatever was written', () => {
    const recent = createRecentTurns(200);
    recent.wrote('conversation-1', json('turn-0002'));
    expect(recent.get('conversation-1')).toBeUndefined();
  });

  test('of one conversation are the newest only', () => {
    const recent = createRecentTurns(2);
    recent.read('conversation-1', []);
    for (const id of ['turn-0001', 'turn-0002', 'turn-0003']) recent.wrote('conversation-1', json(id));
    expect(recent.get('conversation-1')).toEqual([storedTurn('turn-0002'), storedTurn('turn-0003')]);
  });

  test('are bounded: the conversation used least recently goes', () => {
    const recent = createRecentTurns(200, 2.5 * json('turn-0001').length);
    recent.read('conversation-1', [json('turn-0001')]);
    recent.read('conversation-2', [json('turn-0001')]);
    recent.get('conversation-1');
    recent.read('conversation-3', [json('turn-0001')]);
    const isKnown = [1, 2, 3].map((n) => recent.get(`conversation-${n}`) !== undefined);
    expect(isKnown).toEqual([true, false, true]);
  });
});
