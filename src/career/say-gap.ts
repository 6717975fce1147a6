/** Puts a skill gap to words. */
import type { GapRow } from '../figures.ts';
import type { GapLine, SkillGap } from './gap.ts';
import { cite, enumerate, item, lead, type MarkerOf, type Said, sentence, withArticle } from './said.ts';
import type { Career } from './schema.ts';

/** The first gaps with how to learn and prove each, then what is there already and what the list does not know. */
export function sayGap(career: Career, gap: SkillGap): Said {
  const role = career.roles.find(({ id }) => id === gap.role)?.name ?? gap.role;
  const levels = career.skills?.levels.map(({ name }) => name) ?? [];
  const have = gap.lines.filter(({ stated, gap: missing }) => stated > 0 && missing === 0);
  const open = gap.lines.filter(({ gap: missing }) => missing > 0);
  const opening =
    gap.first.length === 0
      ? `By what you state, nothing is missing for ${withArticle(role)}: every skill that matters is at the level expected of a beginner.`
      : `For ${withArticle(role)}, close ${gap.first.length === 1 ? 'this gap' : 'these gaps'} first: ${enumerate(gap.first.map(({ skill }) => skill.name))}.`;
  const rest = open.slice(gap.first.length).map(({ skill }) => skill.name);
  return {
    statements: [
      lead(opening),
      ...gap.first.map((line) =>
        item(
          `${line.skill.name}, expected: ${levels[line.required]}, stated: ${levels[line.stated]}. ${line.skill.reason.text} Learn it: ${line.skill.learn} Prove it: ${line.skill.prove}`,
          line.skill.reason,
        ),
      ),
      ...(rest.length > 0 ? [sentence(`After that: ${enumerate(rest)}.`)] : []),
      ...(have.length > 0
        ? [sentence(`Already there, as you state it: ${enumerate(have.map(({ skill }) => skill.name))}.`)]
        : []),
      ...(gap.unknown.length > 0
        ? [sentence(`Not in my list, so not counted: ${enumerate(gap.unknown)}.`)]
        : []),
      sentence('Skills count as you state them; nothing here checks them.'),
    ],
    figure: (markerOf) => ({
      kind: 'gap',
      role,
      first: gap.first.map((line) => ({
        ...rowOf(line, levels, markerOf),
        learn: line.skill.learn,
        prove: line.skill.prove,
      })),
      rows: gap.lines.map((line) => rowOf(line, levels, markerOf)),
      unknown: gap.unknown,
      levels,
    }),
  };
}

function rowOf({ skill, required, stated }: GapLine, levels: readonly string[], markerOf: MarkerOf): GapRow {
  return {
    skill: skill.name,
    required,
    stated,
    requiredLabel: levels[required] ?? String(required),
    statedLabel: levels[stated] ?? String(stated),
    ...cite(markerOf, skill.reason),
  };
}
