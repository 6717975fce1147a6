import { expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { findAct } from '../../src/understanding/acts.ts';
import { isle } from '../support/isle.ts';

const { knows } = createRetriever(isle());
const actOf = (text: string) => findAct(text, { isKnown: knows });

test.each([
  ['are you still there?', 'presence'],
  ['testing 1 2 3', 'presence'],
  ['sorry, I was rude', 'apology'],
  ['hang on a sec', 'waiting'],
  ['hmm', 'waiting'],
  ['never mind, forget it', 'dismissal'],
  ["let's start over", 'restart'],
  ['sorry?', 'repeat'],
  ['can you say that again please', 'repeat'],
  ["I still don't get it", 'simpler'],
  ['too complicated for me', 'simpler'],
  ['what?', 'simpler'],
  ["what's good", 'greeting'],
  ['have a good one', 'goodbye'],
  ['well done', 'praise'],
  ["you're killing it", 'praise'],
  ["you're not very smart", 'complaint'],
  ['this bot is so slow', 'complaint'],
  ['okay then', 'acknowledgement'],
  ['stop', 'dismissal'],
  ['thank u so much', 'thanks'],
  ['ur pretty good at this', 'praise'],
  ['u suck', 'complaint'],
  ['I feel so stupid', 'mood'],
  ['nobody will ever hire me', 'mood'],
  ['can I ask you something?', 'presence'],
  ['surprise me', 'chitchat'],
  ['not really', 'acknowledgement'],
  ['thank you very much indeed', 'thanks'],
  ['huh?', 'simpler'],
  ['that was really useful', 'thanks'],
  ['I see', 'acknowledgement'],
  ['see you', 'goodbye'],
  ['do you ever get tired?', 'persona'],
  ['what is your favourite colour', 'persona'],
  ['lovely weather today', 'chitchat'],
  ["ugh I'm so tired of this", 'mood'],
  ['this deadline is killing me', 'mood'],
  ['who made this thing?', 'identity'],
])('"%s" is %s, and asks nothing of the articles', (text, act) => {
  expect(actOf(text)).toBe(act);
});

test.each([
  'is it hard?',
  'too hard for me?',
  'are the keepers tired?',
  'do you need a licence for the lamp?',
  'can you feel the wind on the tower?',
  'what is the weather like on the isle?',
  'who made this lighthouse?',
  'how do I fall without hurting myself?',
  'have the lamps been well done?',
])('"%s" is a question for the articles', (text) => {
  expect(actOf(text)).toBe('question');
});

test.each([
  "I can't go on anymore",
  "I don't see any reason to keep going",
  'how do I get through the night without hurting myself',
  "what's the point of living if nobody needs me",
  "I don't want to be here anymore",
  'nobody would notice if I was gone',
  'I wish I was never born',
  'my boyfriend hits me',
  'I feel completely hopeless',
  'thinking about suicide a lot lately',
  'I took all my pills',
])('"%s" is met as distress', (text) => {
  expect(actOf(text)).toBe('distress');
});

test.each([
  'my dad died last week',
  "I just got laid off and I don't know how to pay the rent",
  "I'm so depressed about the job market",
  'she broke up with me',
])('"%s" is met with sympathy', (text) => {
  expect(actOf(text)).toBe('hardship');
});

test.each([
  'is it career suicide to leave the guild?',
  'does a gap in my record hurt me?',
  'I feel hopeless at maths, can I still ring bells?',
  'nobody cares about certificates, right?',
  "I don't want to live on the isle",
  'I lost my job, how do I become a keeper?',
  'is there any point in learning anything about lamps?',
  'my grandmother died, how many days off do we get',
  'will machines kill this job?',
])('"%s" is no cry for help', (text) => {
  expect(['distress', 'hardship']).not.toContain(actOf(text));
});

test.each([
  ['42 17 99 3', 'gibberish'],
  ['x', 'gibberish'],
  ['asdlkfj qwpoeiru zxmcnv', 'gibberish'],
  ['{"level":"error","msg":"ECONNREFUSED 127.0.0.1:5432"}', 'gibberish'],
  ['bonjour, I want to know quel est le salaire of a keeper', 'foreign'],
])('"%s" is %s', (text, act) => {
  expect(actOf(text)).toBe(act);
});
