/** Composes the messages of one answer within a token budget, and says what did not fit. */
import type { Hit, Message, PastTurn } from '../domain.ts';
import { AppError } from '../errors.ts';
import { soundText } from '../text/orders.ts';
import { quoteMaterial } from './material.ts';
import type { Prompts, TemplatePart } from './template.ts';

/** What is asked, and what there is to answer it from. */
export interface PromptTask {
  question: string;
  /** The whole message, where `question` is without the wish of how to be told. */
  manner?: { message: string };
  standaloneQuery: string;
  /** Oldest first. */
  past: readonly PastTurn[];
  /** Best first. */
  hits: readonly Hit[];
  /** What the visitor said of herself; absent where that is nothing. */
  profile?: string;
}

/** A piece of the prompt and its estimated tokens, for the inspector. */
export interface PromptPart {
  name: 'instructions' | 'history' | 'passages' | 'question';
  tokens: number;
}

export interface ComposedPrompt {
  messages: Message[];
  /** The passages sent: marker `[n]` means `shown[n - 1]`, and no other passage may be cited. */
  shown: Hit[];
  dropped: { turns: number; passageIds: string[] };
  estimatedTokens: number;
  parts: PromptPart[];
  /** The messages in pieces, values of the templates' variables marked; made when asked for. */
  marked: () => { role: Message['role']; parts: TemplatePart[] }[];
}

/** By this word at its beginning an answer says that the passages do not cover the question. */
export const NOT_COVERED = 'NOT_COVERED';

/** Share of the room beside instructions and question that earlier turns may take; the rest is for passages. */
const HISTORY_SHARE = 0.25;
/** A passage cut shorter than this says nothing. */
const MIN_PASSAGE_TOKENS = 40;

/** Tokens of a text by OpenAI's rule of thumb for English: four characters each. Other scripts take up to four times as many. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/**
 * Instructions and question are always sent whole. Of the remaining room, up to a quarter goes to the newest earlier
 * turns, whole ones only, and the rest to the best passages; the first is cut to fit rather than left out. So a prompt
 * does not grow with the conversation.
 * @throws AppError `prompt_invalid` when the budget does not even hold instructions, question and a piece of a passage.
 */
export function composeAnswer(input: {
  prompts: Prompts;
  task: PromptTask;
  maxPromptTokens: number;
  /** A random word that only the system message holds: an answer that shows it gives the message away. */
  canary: string;
}): ComposedPrompt {
  const { prompts, task, maxPromptTokens, canary } = input;
  // Behind the instructions, so that upstreams which remember the beginning of a prompt go on doing so. It says nothing.
  const instructions = `${prompts.answer({ notCovered: NOT_COVERED })}\n\n(${canary})`;
  const values = (passages: string) => ({
    passages,
    profile: quoteMaterial(task.profile ?? '(nothing yet)'),
    question: quoteMaterial(task.manner?.message ?? task.question),
    standaloneQuery: quoteMaterial(task.standaloneQuery),
  });
  const ask = (passages: string) => prompts.question(values(passages));
  const instructionTokens = estimateTokens(instructions);
  const questionTokens = estimateTokens(ask(''));
  const room = maxPromptTokens - instructionTokens - questionTokens;
  if (room < MIN_PASSAGE_TOKENS) {
    throw new AppError(
      'prompt_invalid',
      `The prompt needs ${maxPromptTokens - room + MIN_PASSAGE_TOKENS} tokens, but may have ${maxPromptTokens}: ` +
        'raise MAX_PROMPT_TOKENS or shorten the prompts.',
    );
  }
  const history = newestTurns(task.past, Math.floor(room * HISTORY_SHARE));
  const { shown, blocks } = bestPassages(task.hits, room - history.tokens);
  const passages = blocks.length === 0 ? '(no passages)' : blocks.join('\n\n');
  const parts: PromptPart[] = [
    { name: 'instructions', tokens: instructionTokens },
    { name: 'history', tokens: history.tokens },
    { name: 'passages', tokens: estimateTokens(passages) },
    { name: 'question', tokens: questionTokens },
  ];
  return {
    messages: [
      { role: 'system', content: instructions },
      ...history.messages,
      { role: 'user', content: ask(passages) },
    ],
    shown,
    dropped: {
      turns: task.past.length - history.messages.length / 2,
      passageIds: task.hits.filter((hit) => !shown.includes(hit)).map((hit) => hit.passage.id),
    },
    estimatedTokens: parts.reduce((sum, part) => sum + part.tokens, 0),
    parts,
    marked: () => [
      {
        role: 'system',
        parts: [
          ...prompts.answer.parts({ notCovered: NOT_COVERED }),
          { text: '\n\n' },
          { text: `(${canary})`, variable: 'canary' },
        ],
      },
      ...history.messages.map(({ role, content }) => ({
        role,
        parts: [{ text: content, variable: 'history' }],
      })),
      { role: 'user', parts: prompts.question.parts(values(passages)) },
    ],
  };
}

/** Markers of an earlier answer count passages that are not shown any more: left in, the model repeats them. */
const MARKERS = / ?\[\d{1,3}\]/g;

function newestTurns(past: readonly PastTurn[], maxTokens: number): { messages: Message[]; tokens: number } {
  const messages: Message[] = [];
  let tokens = 0;
  for (const turn of past.toReversed()) {
    const question = quoteMaterial(turn.question);
    const answer = quoteMaterial(turn.answer).replace(MARKERS, '');
    if (answer.trim() === '') continue;
    const cost = estimateTokens(question) + estimateTokens(answer);
    if (tokens + cost > maxTokens) break;
    tokens += cost;
    messages.unshift({ role: 'user', content: question }, { role: 'assistant', content: answer });
  }
  return { messages, tokens };
}

function bestPassages(hits: readonly Hit[], maxTokens: number): { shown: Hit[]; blocks: string[] } {
  const shown: Hit[] = [];
  const blocks: string[] = [];
  let left = maxTokens;
  for (const hit of hits) {
    const marker = shown.length + 1;
    let block = passageBlock(hit, marker, soundText(hit.passage.text));
    // Two line ends part a block from the next.
    if (estimateTokens(block) + 1 > left) {
      if (shown.length > 0) continue;
      const over = block.length - (left - 1) * 4;
      const text = soundText(hit.passage.text);
      block = passageBlock(hit, marker, text.slice(0, Math.max(0, text.length - over)).toWellFormed());
    }
    left -= estimateTokens(block) + 1;
    shown.push(hit);
    blocks.push(block);
  }
  return { shown, blocks };
}

function passageBlock({ passage, document }: Hit, marker: number, text: string): string {
  const from = [document.title, ...passage.headings]
    .map(quoteMaterial)
    .join(' › ')
    .replace(/["\n]+/g, ' ');
  return `<passage number="${marker}" kind="${document.kind}" from="${from}">\n${quoteMaterial(text)}\n</passage>`;
}
