/** "Should I paint before I sand?", "Is copper heavier than tin?": two things, and whether the sentence sets them the same way round. */
import { stem } from '../../../text/tokenize.ts';
import { opposite, type Read, type Side, SURE, termsIn } from './asked.ts';

/** Two things in the order in which they are named, as stems. */
interface Pair {
  first: readonly string[];
  second: readonly string[];
}

const DENIED = /\b(?:not|no|never|hardly|cannot|neither|nor)\b|n['’]t\b/i;
/** A list that is an order: what is named first comes first. */
const ORDERED = /\b(?:order|sequence|steps?|stages?)\b|\b(?:first|then|finally)\b/i;

/** "After a few years" names no second thing. */
const AFTER_A_WHILE =
  /^(?: \w{1,10}){0,2} (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|while)\W*$/i;

/** The side on what comes first. */
export function sideByOrder({ asks, sentence, alike }: Read): Side | undefined {
  const asked = inTime(asks);
  if (!asked) return undefined;
  const told = inTime(sentence);
  const same = told
    ? isSameWay(asked, told, alike)
    : ORDERED.test(sentence)
      ? byMention(asked, sentence, alike)
      : undefined;
  if (same === undefined) return undefined;
  if (!DENIED.test(sentence)) return same ? 'yes' : 'no';
  // "You need not sand before you paint" denies; turned round it says nothing.
  return same ? 'no' : undefined;
}

/** Which of two comes first in time, by "before" or "after". */
function inTime(text: string): Pair | undefined {
  const opening = /^\W*(before|after) ([^,]+), (.+)$/i.exec(text);
  if (opening) {
    const [, word = '', first = '', second = ''] = opening;
    return word.toLowerCase() === 'after' ? pair(first, second) : pair(second, first);
  }
  const found = /^(.*?)\b(before|after|prior to|ahead of)\b(.*)$/i.exec(text);
  if (!found || AFTER_A_WHILE.test(found[3] ?? '')) return undefined;
  const [, left = '', word = '', right = ''] = found;
  // "..., because wet grass clogs the blades" names the two again, in any order.
  const told = right.split(/[,;:]|\b(?:because|since|which|so that)\b/i, 1)[0] ?? '';
  return word.toLowerCase() === 'after' ? pair(told, left) : pair(left, told);
}

/** "Is tin lighter than lead?": the side by which of them is more so. */
export function sideByComparison(read: Read): Side | undefined {
  const { asks, sentence, alike, contraries } = read;
  const asked = compared(asks);
  const told = asked && compared(sentence);
  if (!asked || !told) return undefined;
  const isContrary = asked.by.some((word) => contraries(word).some((other) => told.by.includes(other)));
  const isAlike = asked.by.some((word) => alike(word).some((other) => told.by.includes(other)));
  if (!isContrary && !isAlike) return undefined;
  const same = isSameWay(asked, told, alike);
  if (same === undefined) return undefined;
  // "They work longer hours" is not "it takes longer to learn".
  const by = new Set(asked.by.flatMap((word) => [...alike(word)]));
  if (read.asksBesides(by) > 0 && read.held(by) < SURE.no) return undefined;
  const side: Side = same === isContrary ? 'no' : 'yes';
  if (!DENIED.test(sentence)) return side;
  // Neither is, or they are equal: what is denied of the one is not thereby said of the other.
  return side === 'yes' ? opposite(side) : /\bneither\b/i.test(sentence) ? 'no' : undefined;
}

/** What is set against what, and the stems of by how it is. */
function compared(text: string): (Pair & { by: string[] }) | undefined {
  const found = /^(.*?)\b(?:(more|less) (\w+)|(\w{2,}er|worse))((?: \w+){0,3}?) than\b(.*)$/i.exec(text);
  if (!found || AFTER_A_WHILE.test(found[3] ?? '')) return undefined;
  const [, left = '', degree, of = '', word, , right = ''] = found;
  const told = right.split(/[,;:]|\b(?:because|since|which|while|but)\b/i, 1)[0] ?? '';
  const by = word ? [stem(word.toLowerCase())] : degree?.toLowerCase() === 'more' ? [stem(of)] : [];
  return by.length > 0 ? { ...pair(left, told), by } : undefined;
}

function pair(first: string, second: string): Pair {
  return { first: termsIn(first), second: termsIn(second) };
}

/** Whether two pairs name the same two the same way round; undefined when that cannot be told. */
function isSameWay(asked: Pair, told: Pair, alike: Read['alike']): boolean | undefined {
  const { first, second } = apart(asked);
  const meets = (some: readonly string[], others: readonly string[]) =>
    some.some((term) => alike(term).some((other) => others.includes(other)));
  const straight = meets(first, told.first) && meets(second, told.second);
  const turned = meets(first, told.second) && meets(second, told.first);
  return straight === turned ? undefined : straight;
}

/** Whether the first of the two is named first; undefined when one is not named. */
function byMention(asked: Pair, sentence: string, alike: Read['alike']): boolean | undefined {
  const { first, second } = apart(asked);
  const told = termsIn(sentence);
  const place = (some: readonly string[]) =>
    Math.max(...some.map((term) => told.findIndex((other) => alike(term).includes(other))));
  const [one, other] = [place(first), place(second)];
  return one < 0 || other < 0 || one === other ? undefined : one < other;
}

/** Of "the red line" and "the blue line", what tells them apart. */
function apart({ first, second }: Pair): Pair {
  return {
    first: first.filter((term) => !second.includes(term)),
    second: second.filter((term) => !first.includes(term)),
  };
}
