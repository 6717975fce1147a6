/** Questions about an article itself rather than its topic: "who wrote this?", "when is it from?", "what is it about?". */
import type { OfDocument } from '../answer/answerer.ts';
import type { Hit, Knowledge, KnowledgeDocument, PastTurn } from '../domain.ts';
import { terms } from '../text/tokenize.ts';

type Asked = OfDocument['asks'];

const THIS = `(?:this|the|that|your|these)(?: (?:articles?|posts?|pages?|texts?|blog(?: post)?s?|website|site|guide|piece|document|story|recipes?))?`;
const END = String.raw`(?: (?:again|please|actually|exactly|here))*\W*$`;

const FORMS: readonly (readonly [Asked, RegExp])[] = [
  [
    'author',
    new RegExp(
      String.raw`^\W*(?:so |and )?(?:who(?:['’]?s| is| was| has)? (?:wrote|writes|written|runs|the (?:author|writer)|behind|made|published) ?(?:of |on )?(?:${THIS}|it)?|who (?:did|has) (?:write|written) (?:${THIS}|it)|(?:what(?:['’]?s| is) )?(?:the )?(?:author|writer)(?:['’]?s name)?(?: of ${THIS})?|by whom(?: is (?:this|it))?|is (?:this|it) written by)${END}`,
      'i',
    ),
  ],
  [
    'date',
    new RegExp(
      String.raw`^\W*(?:so |and )?(?:when (?:was|is|did) (?:${THIS}|it)(?: (?:last))? ?(?:written|published|posted|updated|from|made|come out)?|how (?:old|recent|up to date|current) is (?:${THIS}|it)|is (?:${THIS}|it) (?:still )?(?:up to date|current|recent)|(?:what(?:['’]?s| is) )?the date of ${THIS})${END}`,
      'i',
    ),
  ],
  [
    'topic',
    new RegExp(
      String.raw`^\W*(?:so |and )?(?:what(?:['’]?s| is) (?:${THIS}|it)(?: all)? about|what(?:['’]?s| is) the (?:title|topic|subject|name) of ${THIS}|what does ${THIS} (?:cover|deal with|talk about)|(?:can you |please )?summari[sz]e (?:${THIS}|it)|(?:give me )?a summary of ${THIS}|tl;?dr)${END}`,
      'i',
    ),
  ],
  [
    'address',
    new RegExp(
      String.raw`^\W*(?:so |and )?(?:where (?:can i (?:find|read)|is) (?:the )?(?:original|${THIS})|(?:is there|have you got|do you have|give me|what(?:['’]?s| is)) (?:a|the) (?:link|url) ?(?:(?:to|of|for) (?:${THIS}|the original))?)${END}`,
      'i',
    ),
  ],
];
/** "Who wrote the getting started guide?" names the article by its title. */
const OF_TITLE =
  /^\W*(?:so |and )?(?:who (?:wrote|writes|is the (?:author|writer) of)|who['’]?s the (?:author|writer) of) (.{3,70}?)\W*$/i;
const KIND_OF_TEXT = new Set(
  'article articles post page text blog guide piece document story recipe'.split(' '),
);
/** Longest such question, in characters. */
const MAX_CHARS = 100;
/** Articles that are looked through for their writer, where none was cited. */
const MAX_ARTICLES = 20;

/**
 * What a question asks of an article itself: the one cited last, else the only one there is, else all, for their writer. @returns undefined for a
 * question about its topic, and where nothing tells which article is meant.
 */
export function askedOfDocument(
  question: string,
  past: readonly PastTurn[],
  { documents, passages }: Knowledge,
): OfDocument | undefined {
  if (question.length > MAX_CHARS) return undefined;
  const articles = [...documents.values()].filter(({ kind }) => kind === 'article');
  const titled = byTitle(question, articles);
  const asks = titled ? 'author' : FORMS.find(([, form]) => form.test(question))?.[0];
  if (asks === undefined) return undefined;
  const cited = past.findLast(({ citations }) => citations.length > 0)?.citations[0]?.documentId;
  const only = articles.length === 1 ? articles[0] : undefined;
  const document = titled ?? (cited === undefined ? undefined : documents.get(cited)) ?? only;
  // Of a whole folder one may ask who wrote it: what names nobody else anywhere is by one hand.
  const meant = document ? [document] : asks === 'author' ? articles.slice(0, MAX_ARTICLES) : [];
  const hits = meant.flatMap((one) =>
    passages
      .filter(({ documentId }) => documentId === one.id)
      .map((passage): Hit => ({ passage, document: one, score: 0, coverage: 0, matchedTerms: [] })),
  );
  return hits.length > 0 ? { asks, hits } : undefined;
}

/** The article whose title holds all that a question names behind "who wrote". */
function byTitle(question: string, articles: readonly KnowledgeDocument[]): KnowledgeDocument | undefined {
  const named = OF_TITLE.exec(question)?.[1];
  if (named === undefined) return undefined;
  const termsOf = (text: string) =>
    terms(text).flatMap(({ term, word }) => (KIND_OF_TEXT.has(word) ? [] : [term]));
  const asked = termsOf(named);
  if (asked.length === 0) return undefined;
  return articles.find(({ title }) => {
    const held = new Set(termsOf(title));
    return asked.every((term) => held.has(term));
  });
}
