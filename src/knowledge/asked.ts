/** Headings that their writer only made bold, and questions right above their answers: what a list of FAQs is made of. */
import type { Paragraph, PhrasingContent, Text } from 'mdast';
import { asksAbove } from './lines.ts';
import { toLine } from './plain-text.ts';

/** A paragraph taken apart: its first line heads the rest, or, where there is none, what follows. */
export interface Headed {
  heading: string;
  rest: Paragraph | undefined;
}

/** Characters of such a heading, at most. */
const MAX_CHARS = { title: 60, question: 110 };
const LABEL = { asks: /^(?:q|question)(?: ?\d{1,3})? ?[:.)] ?/i, answers: /^\s*(?:a|answer) ?[:)] /i };

/** Takes off the first line of a paragraph that heads it; undefined where none does. Linear in its length. */
export function headed(paragraph: Paragraph): Headed | undefined {
  const [first, ...others] = paragraph.children;
  if (!first) return undefined;
  if (first.type === 'strong') {
    const [next] = others;
    const text = toLine(first);
    const asks = text.endsWith('?');
    const max = asks ? MAX_CHARS.question : MAX_CHARS.title;
    if (text.length > max || (!asks && /[.!:;,]$/.test(text))) return undefined;
    // Bold words that end their line head what stands below; those that go on are a part of the sentence.
    if (!next) return { heading: unlabelled(text), rest: undefined };
    if (!breaks(next)) return undefined;
    return { heading: unlabelled(text), rest: restOf(paragraph, others) };
  }
  if (first.type !== 'text') return undefined;
  const end = first.value.indexOf('\n');
  const question = end < 0 ? '' : first.value.slice(0, end);
  const answer = first.value.slice(end + 1) || (others[0] ? toLine(others[0]) : '');
  if (question === '' || !asksAbove([question, answer])) return undefined;
  return { heading: unlabelled(question.trim()), rest: restOf(paragraph, [from(first, end), ...others]) };
}

const unlabelled = (question: string) => question.replace(LABEL.asks, '');

function breaks(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && /^[ \t]*\n/.test(node.value));
}

function restOf(paragraph: Paragraph, children: readonly PhrasingContent[]): Paragraph {
  const [first, ...others] = children[0]?.type === 'break' ? children.slice(1) : children;
  if (first?.type !== 'text') return { ...paragraph, children: first ? [first, ...others] : [] };
  const label = /^\s*/.exec(first.value)?.[0] ?? '';
  const answers = LABEL.answers.exec(first.value)?.[0] ?? label;
  const own = from(first, answers.length);
  const start = own.position?.start ?? paragraph.position?.start;
  const position = paragraph.position && start ? { ...paragraph.position, start } : paragraph.position;
  return { ...paragraph, ...(position ? { position } : {}), children: [own, ...others] };
}

/** A text from one of its characters on, which still knows where it stands. */
function from(node: Text, at: number): Text {
  const { position } = node;
  const value = node.value.slice(at);
  if (position?.start.offset === undefined) return { ...node, value };
  return {
    ...node,
    value,
    position: { ...position, start: { ...position.start, offset: position.start.offset + at } },
  };
}
