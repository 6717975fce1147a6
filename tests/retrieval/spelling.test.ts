import { expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';

const { respell } = createRetriever(isle());

test.each([
  ['Whihc lamps burn fsh oil?', 'which lamps burn fsh oil?'],
  ['The diffrence betwen a keper and a rinegr', 'The difference between a keeper and a ringer'],
  // What English or the knowledge knows, names, and what holds a digit stay as they are.
  ['Do ringers polish Mirrorz in colour at lamp2?', 'Do ringers polish Mirrorz in colour at lamp2?'],
])('"%s" is read as "%s"', (typed, read) => {
  expect(respell(typed).toLowerCase()).toBe(read.toLowerCase());
});
