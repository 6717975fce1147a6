/** Signs that what is asked for is not there, in the order in which they are looked for. Each gives the words that are missing. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { GENERIC } from '../../understanding/nouns.ts';
import { questionType } from '../../understanding/question.ts';
import { EVERYWHERE } from '../share-held.ts';
import type { Look } from './look.ts';
import { LIVES } from './word-lists.ts';

/**
 * Share that the missing words must have of all that is asked about the thing: more when they stand elsewhere in the
 * knowledge, since what is told there may have been told here in other words.
 */
const MISSING_FROM = { unknown: 0.4, elsewhere: 0.6 };

/** What something is wanted for is not asked: "a month off to travel". */
const PURPOSE =
  /(?<!\b(?:want|need|have|has|got|able|allowed|like|possible|legal|safe|ok|okay|going|used|supposed|how|where|what|when|best|good|way|place|time)) to (\w+)\W*$/;

/** Where, or whose, it is: what stands behind the last preposition of a question. */
const PLACE = /\b(?:in|at|on|near|inside|within|of|from) (?:the |your |this |our |a )?[\w-]+(?: [\w-]+)?\W*$/;

const NONE: readonly WeighedTerm[] = [];

export const SIGNS: Readonly<Record<string, (look: Look) => readonly WeighedTerm[]>> = {
  /** "What music do keepers listen to?": nothing of it but the keepers stands anywhere near. */
  'nothing but the thing is told of': ({ asks, own, namesKnown, isHeld }) => {
    const telling = own.filter(({ word }) => !GENERIC.has(word));
    // "Do keepers get free lunch?" asks for lunch; "what percentage of them are tall?" for a figure.
    if (telling.length < own.length && questionType(asks) !== 'yes-no') return NONE;
    return (namesKnown || own.every(({ isUnknown }) => isUnknown)) &&
      telling.every((term) => term.spread < EVERYWHERE && !isHeld(term))
      ? telling
      : NONE;
  },
  /** "What does temperature mean?": what is told of degrees does not define it. */
  'what is to be defined is told in no word of its own': ({ own, defines, isTold }) =>
    defines && own.length > 0 && own.every((term) => term.spread === 0 && !isTold(term)) ? own : NONE,
  /** "Can a bell ringer swim?" */
  'a deed of bodies or private lives': ({ asks, asked, isAboutThing, isTold }) => {
    const purpose = PURPOSE.exec(asks)?.[1];
    const lives = ({ word }: WeighedTerm) => LIVES.has(word) && word !== purpose;
    return isAboutThing ? asked.filter((term) => lives(term) && !isTold(term)) : NONE;
  },
  /** "Who invented the bell ringers?" */
  'the deed is not told': ({ missing, deed }) => (missing.some(({ word }) => word === deed) ? missing : NONE),
  /** "Does Harborcorp use lamp keepers?" */
  'an unknown name': ({ missing, isUnknownName }) =>
    missing.some((term) => term.isUnknown && isUnknownName(term)) ? missing : NONE,
  /** "Do lamp keepers have a parrot?" */
  'much of it is unknown': ({ asks, missing, isShare }) => {
    const place = PLACE.exec(asks)?.[0];
    // "Can I keep a parrot in the tower?": where does not make up for what.
    const unknown = missing.filter(({ isUnknown, word }) => isUnknown && !place?.includes(word));
    return unknown.length > 0 && isShare(unknown, MISSING_FROM.unknown, place) ? missing : NONE;
  },
  /** "Do bell ringers burn a book in the harbour?": lamps burn there, and it is keepers who sign a book. */
  'most of it is told of something else': ({ missing, isAboutThing, isMoreThan }) =>
    isAboutThing && isMoreThan(missing, MISSING_FROM.elsewhere) ? missing : NONE,
};
