/** The names of skills and the words for levels, compiled once for each version of the owner's file. */
import { createPhraseBook, type PhraseBook } from './phrase-book.ts';
import { compilePhrase, findEither, type Phrase } from './phrases.ts';
import type { SkillsFile } from './schema.ts';
import { correctSpelling, createVocabulary, type Vocabulary } from './vocabulary.ts';
import { type Token, tokensOf } from './words.ts';

/** A skill named in a text: tokens [from, to). One name may stand for several skills ("maths"). */
export interface Mention {
  skillIds: string[];
  from: number;
  to: number;
}

interface SkillLexicon {
  names: PhraseBook<{ skillId: string; phrase: Phrase }>;
  /** Phrases for each level, lowest first. */
  levels: Phrase[][];
  vocabulary: Vocabulary;
}

const compiled = new WeakMap<SkillsFile, SkillLexicon>();
/** Shorter names ("Java", "Rust") are too near to other words to be corrected. */
const MIN_CORRECTED_CHARS = 6;

export function skillLexiconOf(file: SkillsFile): SkillLexicon {
  const known = compiled.get(file);
  if (known) return known;
  const names = file.skills.flatMap(({ id, name, words }) =>
    [name, ...words].map((word) => ({ skillId: id, phrase: compilePhrase(word, {}) })),
  );
  const written = [
    ...file.skills.flatMap(({ name, words }) => [name, ...words]),
    ...file.levels.flatMap(({ words }) => words),
  ];
  const lexicon = {
    names: createPhraseBook(names),
    levels: file.levels.map(({ words }) => words.map((word) => compilePhrase(word, {}))),
    vocabulary: createVocabulary(written.flatMap(tokensOf)),
  };
  compiled.set(file, lexicon);
  return lexicon;
}

/** Tokens of `text`, long names spelt as the owner spells them. */
export function skillTokens(file: SkillsFile, text: string): Token[] {
  return correctSpelling(tokensOf(text), skillLexiconOf(file).vocabulary, MIN_CORRECTED_CHARS);
}

/** The skills named, in order; where names overlap, the longest one counts. */
export function mentionsOf(file: SkillsFile, tokens: readonly Token[]): Mention[] {
  const found = skillLexiconOf(file)
    .names.near(tokens)
    .flatMap(({ skillId, phrase }) => findEither(phrase, tokens).map((match) => ({ skillId, ...match })))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const mentions: Mention[] = [];
  for (const { skillId, from, to } of found) {
    const last = mentions.at(-1);
    if (last && last.from === from && last.to === to) {
      if (!last.skillIds.includes(skillId)) last.skillIds.push(skillId);
    } else if (!last || from >= last.to) mentions.push({ skillIds: [skillId], from, to });
  }
  return mentions;
}
