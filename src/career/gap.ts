/** The skill gap: what a role asks for, minus what the visitor states. Pure. */
import type { Skill, SkillsFile } from './schema.ts';
import type { StatedSkills } from './skills.ts';

export interface GapLine {
  skill: Skill;
  weight: number;
  required: number;
  /** 0 when not stated. */
  stated: number;
  /** `required - stated`, never negative. */
  gap: number;
}

export interface SkillGap {
  role: string;
  /** At most three, widest first: the ones to close next. */
  first: GapLine[];
  /** Every skill of weight 2 or more, by weight times gap; equals keep the order of the file. */
  lines: GapLine[];
  unknown: string[];
}

/** Skills of a smaller weight are no gap: the role hardly needs them. */
const MIN_WEIGHT = 2;
const SHOWN = 3;

/** Required level minus stated level for each skill that weighs at least 2 for `role`. */
export function skillGap({ skills }: SkillsFile, role: string, stated: StatedSkills): SkillGap {
  const levels = new Map(stated.skills.map(({ skillId, level }) => [skillId, level]));
  const lines = skills
    .flatMap((skill): GapLine[] => {
      const need = skill.roles[role];
      if (!need || need.weight < MIN_WEIGHT) return [];
      const level = levels.get(skill.id) ?? 0;
      const gap = Math.max(0, need.level - level);
      return [{ skill, weight: need.weight, required: need.level, stated: level, gap }];
    })
    .sort((a, b) => b.weight * b.gap - a.weight * a.gap);
  const first = lines.filter(({ gap }) => gap > 0).slice(0, SHOWN);
  return { role, first, lines, unknown: stated.unknown };
}
