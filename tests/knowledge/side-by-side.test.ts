import { expect, test } from 'vitest';
import { sideBySide } from '../../src/knowledge/side-by-side.ts';

const names = (...titles: string[]) => sideBySide(titles)?.concepts.map(({ name }) => name);

test.each([
  ['Rust vs Go: which one to learn', ['Rust', 'Go']],
  ['Heat pump versus gas boiler', ['Heat pump', 'gas boiler']],
  ['Kiln Keeper vs Glaze Maker Which Craft Fits You', ['Kiln Keeper', 'Glaze Maker']],
  ['For beginners: tents vs. tarps in the rain', ['tents', 'tarps']],
  ['Oil vs wax for a chain', ['Oil', 'wax']],
])('"%s" tells %j apart', (title, things) => {
  expect(names(title)).toEqual(things);
});

test.each([
  ['What lamp keepers do'],
  ['The case of Smith'],
  ['How we moved a small library of forty thousand books vs how we should have'],
])('"%s" tells nothing apart', (title) => {
  expect(names(title)).toBeUndefined();
});

test('titles that disagree, and large folders, tell nothing apart', () => {
  expect(names('Rust vs Go', 'A foreword')).toEqual(['Rust', 'Go']);
  expect(names('Rust vs Go', 'Oil vs wax')).toBeUndefined();
  expect(names('Rust vs Go', ...Array.from({ length: 20 }, (_, i) => `Chapter ${i}`))).toBeUndefined();
});
