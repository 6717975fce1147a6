/** Measures what there is of the public collections in a folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measureMtrag, measureSciFact } from './beir.ts';
import type { PublicFigure } from './figures.ts';
import { measureSquad } from './squad.ts';

const COLLECTIONS = [
  ['scifact', measureSciFact],
  ['mtrag-cloud', measureMtrag],
  ['squad', measureSquad],
] as const;

/** @throws Error when the folder holds none of them. */
export async function measurePublic(dir: string): Promise<PublicFigure[]> {
  const there = COLLECTIONS.filter(([name]) => existsSync(join(dir, name)));
  if (there.length === 0) {
    throw new Error(`${dir} holds none of ${COLLECTIONS.map(([name]) => `${name}/`).join(', ')}`);
  }
  const figures: PublicFigure[] = [];
  for (const [name, measure] of there) figures.push(...(await measure(join(dir, name))));
  return figures;
}
