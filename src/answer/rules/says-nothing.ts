/** Sentences in which a document only says that it does not tell something. English only. */

/** Ways in which a document itself says that it does not know. */
const SAYS_NOTHING =
  /\b(?:says?|said|knows?|states?) nothing\b|\b(?:gives?|holds?|carry|carries|contains?|names?|has|have|know|knows) no (?:\w+ )?(?:figures?|numbers?|data|facts?|share|salar\w+|information)\b|\b(?:is|are) not covered\b/i;
/** A question about the documents, which such a sentence does answer. */
const ASKS_OF_SOURCE = /\b(?:article|notes?|sources?|documents?|author|say|says|mentions?|list)\b/i;

/** Whether a question asks what the documents say: then that they say nothing is an answer. */
export function asksOfSource(question: string): boolean {
  return ASKS_OF_SOURCE.test(question);
}

/** Whether a sentence only says that the documents do not say it. */
export function saysNothing(text: string): boolean {
  return SAYS_NOTHING.test(text);
}
