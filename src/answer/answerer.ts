/** The port behind which the model and the rules answer alike. */
import type { Hit, PastTurn } from '../domain.ts';
import type { AnswererName, Citation, Outcome, Usage } from '../protocol.ts';
import type { WeighedTerm } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import type { Trace } from '../trace.ts';
import type { Act } from '../understanding/acts.ts';
import type { QuestionType } from '../understanding/question.ts';
import type { Gap } from './covered.ts';

/** A question about an article itself. */
export interface OfDocument {
  asks: 'author' | 'date' | 'topic' | 'address';
  /** All its passages, in its order. */
  hits: readonly Hit[];
}

/** What an answerer is given: the same for model and rules. */
export interface AnswerTask {
  /** As the visitor typed it, cleaned of control characters, without a wish of how to be told. */
  question: string;
  /** Such a wish: the sentences that she wants, and the whole message. Absent: she does not mind. */
  manner?: { sentences: number; message: string };
  /** Self-contained form of the question: what was searched. */
  standaloneQuery: string;
  /** What the visitor does with the question; anything but asking is answered by the rules. */
  act: Act;
  type: QuestionType;
  /** Earlier turns, oldest first. */
  past: readonly PastTurn[];
  /** Passages to answer from, best first. The only ones that may be cited. */
  hits: readonly Hit[];
  /** What was searched for, with what each term says about a passage that holds it. */
  terms: readonly WeighedTerm[];
  lexicon: Lexicon;
  /** One line of what visitors said of themselves, with the assessment's numbers; absent where there is nothing. */
  profile?: string;
  /** Present: the knowledge does not carry the question, so the answer is an honest "not covered". */
  gap?: Gap;
  /** What the question takes for granted, as a yes/no question with what was found for it. */
  premise?: AnswerTask;
  /** It leans on the last answer: ids of the passages that answer cites, where what goes on is likely told. */
  nearby?: ReadonlySet<string> | undefined;
  /** The question is about an article itself, not its topic. */
  ofDocument?: OfDocument;
  /** A second question of the same message, with what was found for it; the model reads it in `question`. */
  also?: AnswerTask;
}

export type AnswerEvent =
  | { type: 'delta'; text: string }
  /** Before the delta that holds its marker `[n]`. */
  | { type: 'citation'; citation: Citation }
  | { type: 'end'; outcome: Outcome; finishReason: 'stop' | 'length'; usage?: Usage };

export interface AnswerOptions {
  signal: AbortSignal;
  trace?: Trace;
  /** Whose question it is, for the budget; absent for visitors without a limit of their own. */
  visitor?: string;
}

/**
 * Contract:
 * - yields exactly one `end`, last; or throws an `AppError`;
 * - a marker `[n]` in the text always has its citation, sent earlier, of a passage among `task.hits`;
 * - deltas concatenate to the answer; nothing is taken back;
 * - stops promptly, with `AppError('cancelled')`, when `signal` aborts.
 */
export interface Answerer {
  readonly name: AnswererName;
  /** The model asked, as its endpoint names it; absent where there is none. */
  readonly model?: string;
  answer(task: AnswerTask, options: AnswerOptions): AsyncIterable<AnswerEvent>;
}
