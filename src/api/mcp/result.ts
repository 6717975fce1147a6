/** How a tool's result is worded for the protocol. */
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { CareerReply } from '../../career/reply.ts';
import { careerEvents } from '../../chat/career-events.ts';
import type { Knowledge } from '../../domain.ts';
import type { Citation } from '../../protocol.ts';

/** Nothing that a tool does can be seen afterwards, and none reaches the open web. */
export const READ_ONLY = { readOnlyHint: true, openWorldHint: false };

/** An error that the assistant reads, and may mend its call by. */
export function failed(message: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: message }] };
}

/** A career tool's reply: its text with markers, the figure, and what the markers stand for. */
export function fromReply(reply: CareerReply, knowledge: Knowledge): CallToolResult {
  let text = '';
  const citations: Citation[] = [];
  for (const event of careerEvents('mcp', reply, knowledge)) {
    if (event.type === 'answer.delta') text += event.text;
    if (event.type === 'answer.citation') {
      const { type: _type, turnId: _turnId, ...citation } = event;
      citations.push(citation);
    }
  }
  return {
    content: [{ type: 'text', text }],
    structuredContent: { ...(reply.figure ? { figure: { ...reply.figure } } : {}), citations },
  };
}
