/** The phrases of an assessment, compiled once for each version of the owner's file. */
import { createPhraseBook } from './phrase-book.ts';
import { compilePhrase, findEither, findPhrase, type Phrase, type PhraseMatch } from './phrases.ts';
import type { Assessment } from './schema.ts';
import { correctSpelling, createVocabulary, type Vocabulary } from './vocabulary.ts';
import { FILLERS, type Token, tokensOf } from './words.ts';

export interface Lexicon {
  /** Phrases of each answer, by `questionId/answerId`. */
  answers: ReadonlyMap<string, { words: Phrase[]; signals: Phrase[]; hints: Phrase[] }>;
  /** Phrases by which each question is named, by its id. */
  topics: ReadonlyMap<string, Phrase[]>;
  /** Every word of any phrase: what spelling is corrected to. */
  vocabulary: Vocabulary;
  /** The phrases that state an answer by themselves and may be said in the tokens; no other is. */
  statedNear(tokens: readonly Token[]): ReadonlySet<Phrase>;
  /** Finds a phrase; a gap in it does not cross another attitude. */
  find(phrase: Phrase, tokens: readonly Token[]): PhraseMatch[];
}

const compiled = new WeakMap<Assessment, Lexicon>();

/**
 * The compiled phrases of `assessment`. Kept as long as the assessment is, because compiling costs more than reading.
 * @throws Error for a phrase that cannot be compiled.
 */
export function lexiconOf(assessment: Assessment): Lexicon {
  const known = compiled.get(assessment);
  if (known) return known;
  const lexicon = compile(assessment);
  compiled.set(assessment, lexicon);
  return lexicon;
}

function compile({ attitudes, topics, questions }: Assessment): Lexicon {
  const lists = { ...topics, ...attitudes };
  const toPhrases = (sources: readonly string[]) => sources.map((source) => compilePhrase(source, lists));
  const attitude = Object.keys(attitudes).map((name) => compilePhrase(`$${name}`, lists));
  const answers = questions.flatMap((question) =>
    question.answers.map((answer) => {
      const phrases = {
        words: toPhrases(answer.words),
        signals: toPhrases(answer.signals),
        hints: toPhrases(answer.hints),
      };
      return [`${question.id}/${answer.id}`, phrases] as const;
    }),
  );
  const written = [
    ...Object.values(lists).flat(),
    ...questions.flatMap(({ topic, answers }) => [
      ...topic,
      ...answers.flatMap(({ label, words, signals, hints }) => [label, ...words, ...signals, ...hints]),
    ]),
  ];
  const fillers = [...FILLERS].map((word) => ({ word, stem: word }));
  const stated = createPhraseBook(
    answers.flatMap(([, { hints, signals }]) => [...hints, ...signals].map((phrase) => ({ phrase }))),
  );
  const barriers = new WeakMap<readonly Token[], Set<number>>();
  const barriersOf = (tokens: readonly Token[]) => {
    let at = barriers.get(tokens);
    if (!at) {
      at = new Set();
      for (const phrase of attitude) {
        // Whether an attitude is negated does not matter to what stands beside it.
        for (const { from } of findEither(phrase, tokens)) at.add(from);
      }
      barriers.set(tokens, at);
    }
    return at;
  };
  return {
    answers: new Map(answers),
    topics: new Map(questions.map(({ id, topic }) => [id, toPhrases(topic)])),
    vocabulary: createVocabulary([...fillers, ...written.flatMap(tokensOf)]),
    statedNear: (tokens) => new Set(stated.near(tokens).map(({ phrase }) => phrase)),
    find(phrase, tokens) {
      const barriers = barriersOf(tokens);
      return findPhrase(phrase, tokens, (at) => barriers.has(at));
    },
  };
}

/** Reads `text`, its longer words spelt as the assessment spells them. */
export function readTokens(lexicon: Lexicon, text: string, minChars: number): Token[] {
  return correctSpelling(tokensOf(text), lexicon.vocabulary, minChars);
}
