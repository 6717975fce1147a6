import { expect, test } from 'vitest';
import { answerTypeTest } from '../../../src/answer/rules/answer-type.ts';

test.each([
  ['How long is the training?', 'It takes three months.', 'It is taught in the tower.'],
  ['How much does a ringer earn?', 'The pay is 85 crowns.', 'Ringers live in the tower.'],
  ['How many lamps are there?', 'There are forty lamps.', 'The lamps burn oil.'],
  ['How hot does the oil get?', 'It reaches ninety degrees.', 'It gets hot.'],
  ['How old is the bell?', 'It is 300 years old.', 'It is made of bronze.'],
  ['When did they ban whale oil?', 'It was banned in 1911.', 'The isle banned it.'],
  ['When should I change the wick?', 'Change it if it smokes.', 'The new wick is long.'],
  ['Which lamp should I use more?', 'Most of the light comes from the left lamp.', 'Each lamp is of tin.'],
  ['How long does a wick last?', 'It lasts twice as long as tallow.', 'It is of cotton.'],
  ['Why do lamps burn fish oil?', 'They do so because whale oil is banned.', 'Fish oil smells.'],
  ['Are you open on Mondays?', 'Monday – Hall: closed.', 'On Mondays we open late in May.'],
  ['How much do they pay into it?', 'They put in 7 %.', 'They put in a share.'],
  ['How much salt goes in the soup?', '10 g salt.', 'Table salt is fine.'],
  ['How long does the soup take?', 'Ready in 45 minutes.', 'It thickens overnight.'],
  ['When is the deadline?', 'Forms are due on 31 March.', 'Mend them until the deadline.'],
  ['Where is the desk?', 'Find it on the second floor.', 'The desk is closed in July.'],
  ['How many lamps burn?', 'Forty lamps burn.', 'They burn from 22:30 on.'],
  // A number in a name counts nothing.
  ['How many keepers use Lux-4?', 'Nine keepers use it.', 'Lux-4 and Lux5 are lamps.'],
  ['How heavy is the lamp?', 'It weighs 3 kg.', 'It has 3 wicks.'],
  ['How much does an adviser charge?', 'They ask 120 crowns.', 'They ask nothing in May.'],
  ['Who rings the bell?', 'Two people ring it.', 'The bell weighs a ton.'],
  ['How many lamps are there?', 'There are forty lamps.', 'They were counted (March 2026).'],
  ['How many lamps are there?', 'They own 2000 lamps.', 'They own lamps since 2000.'],
  ['How often is oil asked for?', 'Oil was asked for in 35.9% of the letters.', 'Letters ask for oil.'],
  ['share of keepers who sing', 'Of all keepers, 12 % sing.', 'Keepers sing.'],
  ['What does a lamp cost?', 'A lamp costs 3 crowns.', 'Look at cost and weight before you buy one.'],
  ['How expensive is a bell?', 'A small one is cheap.', 'The guild keeps the cost of bells in a book.'],
  ['How tall is the tower?', 'It is 30 m high.', 'It stands in deep water.'],
  ['What skills do keepers need?', 'Patience, care and good eyes help.', 'Keepers learn fast.'],
])('"%s" prefers "%s" to "%s"', (question, better, worse) => {
  const { weigh } = answerTypeTest(question);
  expect(weigh(better)).toBeGreaterThan(weigh(worse));
});

test.each([
  ['How long is the training?', true],
  ['How much do keepers earn?', true],
  ['How many lamps are there?', true],
  ['How deep could it dive?', true],
  ['May we bring food to a birthday party?', false],
  ['Why is it so?', false],
  ['How do I join?', false],
  ['What is a keeper?', false],
])('"%s" wants a figure: %s', (question, expected) => {
  expect(answerTypeTest(question).wantsFigure).toBe(expected);
});

test('a question that asks for no kind prefers nothing', () => {
  expect(answerTypeTest('Tell me about lamps').weigh('In 1911, forty lamps burned for three hours.')).toBe(0);
});
