/** Bounds what a visitor's frames may cost, within one conversation and over all of them. */
import type { Request } from '../protocol.ts';
import type { RateLimiter, Verdict } from './rate-limiter.ts';

/** What a frame costs a minute's allowance: reading a history and deleting one are work, a ping is none. */
const POINTS: Record<Request['type'], number> = {
  hello: 5,
  ask: 1,
  cancel: 1,
  feedback: 2,
  forget: 10,
  ping: 1,
};

/** Points a minute: a busy reader needs twenty. */
export const FRAME_POINTS = { conversation: 120, visitor: 1200 } as const;

export interface FrameOptions {
  perConversation: RateLimiter;
  perVisitor: RateLimiter;
}

/** The conversation is asked first, so that a busy one does not use up what others behind the same address may do. */
export function createFrames({ perConversation, perVisitor }: FrameOptions) {
  return {
    async take(
      type: Request['type'],
      { visitor, conversationId }: { visitor: string; conversationId: string | undefined },
    ): Promise<Verdict> {
      const points = POINTS[type];
      const own =
        conversationId === undefined ? undefined : await perConversation.take(conversationId, points);
      return own && !own.ok ? own : perVisitor.take(visitor, points);
    },
  };
}

export type Frames = ReturnType<typeof createFrames>;
