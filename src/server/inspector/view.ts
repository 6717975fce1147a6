/** What one presenter is shown of the server's turns, with strangers' words masked. */
import type { Follower } from '../../inspector/follow.ts';
import { maskEntry } from '../../inspector/privacy.ts';
import type { ConversationInfo, InspectorEvent, TurnRecord } from '../../inspector/protocol.ts';
import type { Desk } from './desk.ts';

export interface ViewOptions {
  /** Label of the presenter's own conversation, whose words are shown as they are. */
  own(): string | undefined;
  send(event: InspectorEvent): void;
  /** The same of an event that is JSON already. */
  sendFrame(frame: string): void;
  /** Whether much of what was sent has not been read yet. */
  isBehind(): boolean;
}

/** Masked questions that are remembered; more than the list of conversations can be long. */
const MAX_REMEMBERED = 500;

export function createView({ hub, mask }: Pick<Desk, 'hub' | 'mask'>, options: ViewOptions) {
  const { own, send, sendFrame, isBehind } = options;
  const maskOnce = remembered(mask);
  const conversations = (): ConversationInfo[] =>
    hub
      .conversations()
      .map((info) => (info.label === own() ? info : { ...info, question: maskOnce(info.question) }));
  const tellConversations = () => {
    const label = own();
    send({
      type: 'conversations',
      conversations: conversations(),
      ...(label === undefined ? {} : { own: label }),
    });
  };
  const follower: Follower = {
    isBehind,
    changed: tellConversations,
    happened: (conversation, turnId, index, entries) =>
      send({
        type: 'entries',
        conversation,
        turnId,
        index,
        entries: conversation === own() ? entries : entries.map((entry) => maskEntry(entry, mask)),
      }),
  };

  async function* shown(label: string): AsyncGenerator<TurnRecord> {
    if (label === own()) yield* hub.turns(label);
    else {
      for await (const turn of hub.turns(label, (entry) => maskEntry(entry, mask)))
        yield { ...turn, question: mask(turn.question) };
    }
  }

  return {
    conversations,
    tellConversations,
    begin: () => hub.follow(follower),
    end: () => hub.leave(follower),

    async turns(label: string): Promise<TurnRecord[]> {
      const turns: TurnRecord[] = [];
      for await (const turn of shown(label)) turns.push(turn);
      return turns;
    },

    /** Sends the turns so far as one event, then each thing as it happens. */
    async follow(label: string): Promise<void> {
      hub.follow(follower);
      const told = new Map<string, number>();
      const turns: string[] = [];
      for await (const turn of shown(label)) {
        told.set(turn.turnId, turn.entries.length);
        turns.push(JSON.stringify(turn));
      }
      sendFrame(`{"type":"history","conversation":${JSON.stringify(label)},"turns":[${turns}]}`);
      hub.follow(follower, label, told);
    },
  };
}

/** The same questions stand in the list of conversations each time that it is told. */
function remembered(mask: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const masked = mask(text);
    known.set(text, masked);
    return masked;
  };
}
