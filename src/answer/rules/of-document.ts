/** Tells of an article itself what its file says: who wrote it, what day it is from, what it is about, where the original is. */
import type { Hit } from '../../domain.ts';
import type { OfDocument } from '../answerer.ts';
import { sentencesOf } from '../passage-sentences.ts';
import { leans } from './choose.ts';
import type { Statement } from './compose.ts';
import type { Said } from './rules.ts';
import { isFragment } from './select.ts';

const NAME = String.raw`\p{Lu}[\p{L}.'’-]+(?: (?:van|von|de|der|den|del|di|da|la|le|bin|al)){0,2}(?: \p{Lu}[\p{L}.'’-]*){1,3}`;
/** "Written by Jane Doe", "Jane Doe - editor": a line that names who wrote what stands around it. */
const BYLINES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:[Ww]ritten|[Tt]ext|[Ss]tory|[Ww]ords|[Aa]rticle|[Pp]osted|[Pp]ublished)(?: and \\p{Ll}+)? by ${NAME}`,
    'u',
  ),
  new RegExp(`^(?:[Bb]y|BY|[Aa]uthor:?|AUTHOR:?) ${NAME}`, 'u'),
  new RegExp(`^${NAME}(?: [-–—|] |, )[\\p{L}&/ -]{3,50}$`, 'u'),
  /^(?:(?:[Hh]i|[Hh]ello)[,!]? )?(?:I['’]m|I am|[Mm]y name is) \p{Lu}\p{L}/u,
];
const DATED =
  /\b(?:updated|published|posted|written|revised|checked|last changed)\b[^.]{0,30}\b(?:(?:19|20)\d\d|\d{1,2}[./]\d{1,2})/i;
/** Sentences that tell what an article is about. */
const OPENING = 2;
/** Articles whose writers are named, where all are meant. */
const AUTHORS = 3;

/** The answer, which may be that the file does not say so. */
export function tellOfDocument({ asks, hits }: OfDocument): Said {
  const [first] = hits;
  if (!first) return notTold(asks);
  const { title, asOf, url, sources, date } = first.document;
  const all = hits.flatMap((hit) => sentencesOf(hit.passage).map(({ text }) => statement(hit, text)));
  switch (asks) {
    case 'author': {
      const named = [...new Set(hits.map(({ document }) => document))].filter((one) => one.author);
      const authors = named.slice(0, AUTHORS).map((one) => `“${one.title}” was written by ${one.author}.`);
      if (authors.length > 0) return answered([], authors.join(' '));
      const byline = BYLINES.map((form) => all.find(({ text }) => form.test(text))).find(Boolean);
      return byline ? answered([byline]) : notTold(asks);
    }
    case 'date': {
      const dated = all.find(({ text }) => DATED.test(text));
      if (date !== undefined) return answered([], `“${title}” is dated ${date}.`);
      if (asOf !== undefined) return answered([], `What “${title}” says was last checked on ${asOf}.`);
      return dated ? answered([dated]) : notTold(asks);
    }
    case 'topic': {
      const whole = all.filter(({ text }) => !isFragment(text) && !leans(text));
      return answered(whole.slice(0, OPENING), `It is called “${title}”. `);
    }
    case 'address': {
      const address = url ?? sources.find((source) => source.url !== undefined)?.url;
      return address === undefined ? notTold(asks) : answered([], `“${title}” is at ${address}.`);
    }
  }
}

const NOT_TOLD = {
  author: 'The article does not say who wrote it.',
  date: 'The article does not say when it was written.',
  topic: 'The article does not say what it is about.',
  address: 'The article gives no address of an original.',
};

function notTold(asks: OfDocument['asks']): Said {
  return { lead: NOT_TOLD[asks], statements: [], outcome: 'abstained' };
}

function answered(statements: Statement[], lead = ''): Said {
  return { lead, statements, outcome: 'answered' };
}

function statement(hit: Hit, text: string): Statement {
  return { text, from: { hit, text } };
}
