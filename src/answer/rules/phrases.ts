/** Every fixed sentence that the rules answerer says. What it says about the topic comes from the knowledge. */
import type { Act } from '../../understanding/acts.ts';

/** Replies to what is no question about the topic. */
export const REPLIES: Partial<Record<Act, string>> = {
  greeting:
    'Hello! Ask me anything about the articles here. I answer from them and show where each sentence comes from.',
  wellbeing: 'All is well here, thank you. What would you like to know?',
  thanks: 'You are welcome. Ask on whenever you like.',
  goodbye: 'Goodbye, and all the best. Your questions are welcome any time.',
  acknowledgement: 'All right. What would you like to know next?',
  apology: 'No harm done. What would you like to know?',
  presence: 'I am here. What would you like to know?',
  waiting: 'Take your time; I am here.',
  dismissal: 'No problem. Ask whenever you like.',
  restart: 'Gladly. Ask something new, and I take it by itself.',
  persona:
    'I am a chatbot, so I have no body, no feelings and no life of my own to tell you about. What I do know are the articles here; what would you like to know from them?',
  chitchat: 'Beyond the articles here I know little to chat about. What would you like to know from them?',
  mood: 'I hear you, and I am sorry. Take a break if you can; when you like, ask me one small thing, in a few words.',
  hardship:
    'I am sorry, that is a lot to carry. I am only a chatbot about articles: someone you trust, a doctor or a local advice service can help you better with this than I can. If you have a question about the articles, I am here.',
  praise: 'Thank you, that is kind. What else would you like to know?',
  complaint:
    'I am sorry that this did not help. I can only say what the articles here say; another wording, or a narrower question, may find more.',
  identity:
    'I am Crossroads, a chatbot and not a person. I answer questions from the articles here, by rules or with a language model, and show the source of each sentence.',
  help: 'Ask a question in your own words, and I answer from the articles here, with the source of each sentence. You can follow up with “why?”, “and the other one?”, “shorter” or “more”.',
  distress:
    'I am sorry that you are going through this, and I am glad that you said it. I am only a chatbot about articles, so please talk to someone who can be there for you: a person you trust, a doctor, or a crisis line near you (findahelpline.com lists them for most countries). If you are in danger right now, please call your local emergency number.',
  request: 'That is something I cannot do for you: I only answer questions from the articles here.',
  injection: 'I only answer questions from the articles here, and that is not one of them.',
  foreign: 'I can only answer in English here. Please ask again in English, and I will look it up.',
  gibberish: 'I could not make out an English question in that. Please put it in other words.',
};

export const PHRASES = {
  notCovered: 'That is not covered in the articles I answer from.',
  notCoveredWord: (words: string) =>
    `The articles I answer from say nothing about ${words}, so I cannot answer that.`,
  outside: (topic: string) => `The articles I answer from do not cover ${topic}, so I cannot answer that.`,
  notToldOf: (words: string) =>
    `The articles I answer from say nothing about ${words} in this connection, so I cannot answer that.`,
  told: 'Thank you for telling me. The articles I answer from say nothing about that by itself; what would you like to know?',
  noFigure: 'The articles I answer from give no such figure.',
  nearestSentence: 'The nearest thing they do say is this: ',
  nearest: (topic: string) => `The nearest thing they do cover is “${topic}”.`,
  nothingMore: 'That is all that the articles say about it.',
  nothingBefore: 'There is no answer yet that I could go on from. What would you like to know?',
  yes: 'Yes: ',
  no: 'No: ',
  'not always': 'Not necessarily: ',
  depends: 'It depends: ',
  notSo: 'That is not so: ',
  notQuite: 'Not quite: ',
  inShort: 'In short: ',
  shortest: 'It cannot be said more shortly: ',
  confirmed: (source: string) => `Yes, that is what ${source} says: `,
  source: (kind: 'article' | 'notes', source: string) =>
    `That comes from the ${kind === 'article' ? 'article' : 'additional notes'} ${source}: `,
  noException: 'I find no exception to that in the articles: ',
  noExample: 'The articles give no example as such; this comes nearest: ',
  noReason: 'The articles give no reason in so many words; this is what they say about it: ',
  noReasonAtAll: 'The articles do not say why.',
} as const;
