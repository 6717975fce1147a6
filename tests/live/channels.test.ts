import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ABANDON_MS, createChannels, type Subscriber } from '../../src/live/channels.ts';
import type { TurnEvent } from '../../src/protocol.ts';

function tab() {
  const frames: string[] = [];
  let isForgotten = false;
  const subscriber: Subscriber = {
    deliver: (frame) => frames.push(frame),
    forgotten: () => {
      isForgotten = true;
    },
  };
  return { subscriber, frames, isForgotten: () => isForgotten };
}

const delta = (text: string): TurnEvent => ({ type: 'answer.delta', turnId: 'turn-0001', text });

describe('a channel', () => {
  test('exists exactly while somebody watches or a turn runs', () => {
    const channels = createChannels();
    const { subscriber } = tab();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    channel.subscribers.add(subscriber);
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    channels.leave('c1', subscriber);
    expect(channels.get('c1')).toBe(channel);
    channels.end(channel, turn);
    expect(channels.get('c1')).toBeUndefined();

    channels.open('c1', { seq: 4, turnIds: ['turn-0001'] }).subscribers.add(subscriber);
    channels.leave('c1', subscriber);
    expect(channels.get('c1')).toBeUndefined();
  });

  test('hands the very same string to every tab', () => {
    const channels = createChannels();
    const [first, second] = [tab(), tab()];
    const channel = channels.open('c1', { seq: 41, turnIds: [] });
    channel.subscribers.add(first.subscriber).add(second.subscriber);
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    channels.publish(channel, turn, delta('Be'));
    channels.publish(channel, turn, delta('cause.'));
    expect(first.frames).toEqual(second.frames);
    expect(first.frames.map((frame) => JSON.parse(frame).seq)).toEqual([42, 43]);
    expect(turn.snapshot.text).toBe('Because.');
  });

  test('counts on while nobody watches', () => {
    const channels = createChannels();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    channels.publish(channel, turn, delta('Because.'));
    expect(channel.seq).toBe(1);
    expect(turn.snapshot.text).toBe('Because.');
  });

  test('runs one turn at a time', () => {
    const channels = createChannels();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    channels.begin(channel, 'turn-0001', 'Why?');
    expect(() => channels.begin(channel, 'turn-0002', 'How?')).toThrow('runs turn-0001 already');
    expect(channels.runningCount()).toBe(1);
  });

  test('aborts the turn that is named and no other', () => {
    const channels = createChannels();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    expect(channels.cancel('c1', 'turn-0002')).toBe(false);
    expect(channels.cancel('c2', 'turn-0001')).toBe(false);
    expect(turn.abort.signal.aborted).toBe(false);
    expect(channels.cancel('c1', 'turn-0001')).toBe(true);
    expect(turn.abort.signal.aborted).toBe(true);
    expect(turn.interrupted).toBe(false);
  });

  test('that is forgotten aborts, tells its tabs and does not disturb its successor', () => {
    const channels = createChannels();
    const { subscriber, isForgotten } = tab();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    channel.subscribers.add(subscriber);
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    channels.forget(channel);
    expect(isForgotten()).toBe(true);
    expect(turn.abort.signal.aborted).toBe(true);
    const successor = channels.open('c1', { seq: 0, turnIds: [] });
    channels.end(channel, turn);
    expect(channels.get('c1')).toBe(successor);
  });

  test('remembers the last thousand turns it accepted', () => {
    const channels = createChannels();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    channel.subscribers.add(tab().subscriber);
    for (let count = 0; count <= 1000; count++) {
      channels.end(channel, channels.begin(channel, `turn-${count}`, 'Why?'));
    }
    expect(channel.turnIds.size).toBe(1000);
    expect(channel.turnIds.has('turn-0')).toBe(false);
    expect(channel.turnIds.has('turn-1000')).toBe(true);
  });
});

describe('a turn that nobody watches any more', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const channels = createChannels();
    const { subscriber } = tab();
    const channel = channels.open('c1', { seq: 0, turnIds: [] });
    channel.subscribers.add(subscriber);
    const turn = channels.begin(channel, 'turn-0001', 'Why?');
    return { channels, channel, subscriber, turn };
  }

  test('goes on for half a minute, and then it is interrupted', () => {
    const { channels, subscriber, turn } = watched();
    channels.leave('c1', subscriber);
    vi.advanceTimersByTime(ABANDON_MS - 1);
    expect(turn.abort.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(turn).toMatchObject({ interrupted: true });
    expect(turn.abort.signal.aborted).toBe(true);
  });

  test('is let alone when somebody has come back, and given the whole time when he leaves again', () => {
    const { channels, channel, subscriber, turn } = watched();
    channels.leave('c1', subscriber);
    channel.subscribers.add(subscriber);
    vi.advanceTimersByTime(ABANDON_MS * 2);
    channels.leave('c1', subscriber);
    vi.advanceTimersByTime(ABANDON_MS - 1);
    expect(turn.abort.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(turn.abort.signal.aborted).toBe(true);
  });

  test('leaves no timer behind when it ends', () => {
    const { channels, channel, subscriber, turn } = watched();
    channels.leave('c1', subscriber);
    channels.end(channel, turn);
    expect(vi.getTimerCount()).toBe(0);
  });
});
