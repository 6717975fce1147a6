/** Runs the tools that answer at once, with what is known of the visitor: gap, comparison, plan. */
import type { Knowledge } from '../domain.ts';
import { compareRoles } from './compare.ts';
import { skillGap } from './gap.ts';
import { learningPlan } from './plan.ts';
import { youSaid } from './profile.ts';
import { type CareerReply, plainReply, toReply } from './reply.ts';
import { enumerate, lead, type Said } from './said.ts';
import { sayComparison } from './say-comparison.ts';
import { sayGap } from './say-gap.ts';
import { sayPlan } from './say-plan.ts';
import type { Career, Role } from './schema.ts';
import { type CareerState, skillsOf } from './state.ts';
import type { CareerTool } from './tool-phrases.ts';
import { verdict } from './verdict.ts';

export interface Asked {
  career: Career;
  knowledge: Knowledge;
  state: CareerState;
}

export interface Done {
  reply: CareerReply;
  state: CareerState;
}

/** What the follow-ups of all tools are made of, each worded so that it is understood when it is sent back. */
export const OFFER = {
  test: 'Take the test',
  resume: 'Continue the test',
  gap: ({ field }: Role) => `What is my skill gap for ${field}?`,
  otherGap: 'What would the other role ask of me?',
  plan: ({ field }: Role) => `Make me a learning plan for ${field}`,
  compare: 'Compare the roles side by side',
};

/** The role a tool is for: the one named, else the one spoken of, else the one that the answers lean to. */
export function roleFor(
  career: Career,
  state: CareerState,
  named?: string,
  isOther = false,
): Role | undefined {
  const roleOf = (id: string | undefined) => career.roles.find((role) => role.id === id);
  const spokenOf = roleOf(state.role) ?? roleOf(verdict(career.assessment, state.answers).role);
  if (named === undefined && isOther) {
    const others = career.roles.filter((role) => role !== spokenOf);
    return spokenOf && others.length === 1 ? others[0] : undefined;
  }
  return roleOf(named) ?? spokenOf ?? (career.roles.length === 1 ? career.roles[0] : undefined);
}

/** Asks for what a tool cannot do without. */
function askRole({ career, state }: Asked, tool: 'gap' | 'plan'): Done {
  const names = enumerate(
    career.roles.map(({ name }) => name),
    'or',
  );
  const offer = tool === 'gap' ? OFFER.gap : OFFER.plan;
  return {
    reply: plainReply(`For which role: ${names}?`, career.roles.map(offer)),
    state: { ...state, last: tool, waitsFor: `${tool} role` },
  };
}

/** The skill gap for `role`; asks for the skills first where none is known. */
export function gapTurn(
  asked: Asked,
  role: Role | undefined,
  options: { none?: boolean } = {},
): Done | undefined {
  const { career, knowledge, state } = asked;
  if (!career.skills) return undefined;
  if (!role) return askRole(asked, 'gap');
  const stated = skillsOf(career, state);
  const next: CareerState = { ...state, last: 'gap', role: role.id };
  if (stated.skills.length === 0 && stated.unknown.length === 0 && !options.none) {
    const weighty = career.skills.skills.filter(({ roles }) => roles[role.id]?.weight === 3).slice(0, 3);
    const examples = enumerate(weighty.map(({ name }) => name));
    const text = `Which skills do you bring already? List them in your own words, for example ${examples}, and I set them against what is asked of ${role.name}s.`;
    return {
      reply: plainReply(text, ['None yet', OFFER.test]),
      state: { ...next, waitsFor: 'skills' },
    };
  }
  const gap = skillGap(career.skills, role.id, stated);
  const said = opened(youSaid(career, state), sayGap(career, gap));
  return {
    reply: toReply(knowledge, said, {
      outcome: 'answered',
      followUps: [
        ...(career.roles.length === 2 ? [OFFER.otherGap] : []),
        ...(career.plan ? [OFFER.plan(role)] : []),
        ...(state.done ? [] : [state.started ? OFFER.resume : OFFER.test]),
      ],
      standaloneQuery: `What skills does ${role.field} need?`,
      ...(gap.first.length > 0 ? { listed: gap.first.map(({ skill }) => skill.name) } : {}),
    }),
    state: next,
  };
}

/** The learning plan for `role`, from the stated background, over the stated weeks. */
export function planTurn(asked: Asked, role: Role | undefined): Done | undefined {
  const { career, knowledge, state } = asked;
  if (!career.plan) return undefined;
  if (!role) return askRole(asked, 'plan');
  const background = career.plan.backgrounds.find(({ id }) => id === state.background);
  const plan = learningPlan(career.plan, career.skills?.skills ?? [], {
    role: role.id,
    stated: state.skills,
    ...(background ? { background } : {}),
    ...(state.weeks === undefined ? {} : { weeks: state.weeks }),
  });
  if (!plan) return undefined;
  return {
    reply: toReply(knowledge, opened(youSaid(career, state), sayPlan(career, plan)), {
      outcome: 'answered',
      followUps: [OFFER.gap(role), ...(state.weeks === undefined ? ['And in 12 weeks?'] : []), OFFER.compare],
      standaloneQuery: `How do I learn ${role.field}?`,
      ...(plan.steps.length > 0 ? { listed: plan.steps.map(({ step }) => step.title) } : {}),
    }),
    state: { ...state, last: 'plan', role: role.id, planned: true },
  };
}

/** The roles side by side. */
export function compareTurn({ career, knowledge, state }: Asked, aspects: readonly string[]): Done {
  const comparison = compareRoles(career.assessment, aspects);
  const names = enumerate(career.roles.map(({ name }) => name));
  return {
    reply: toReply(knowledge, sayComparison(career, comparison), {
      outcome: 'answered',
      followUps: [
        state.started && !state.done ? OFFER.resume : OFFER.test,
        ...(career.skills ? career.roles.map(OFFER.gap) : []),
      ],
      standaloneQuery:
        aspects.length > 0
          ? `How do ${names} compare by ${enumerate([...aspects]).toLowerCase()}?`
          : `What is the difference between ${names}?`,
    }),
    state: { ...state, last: 'compare' },
  };
}

/** Repeats a tool, as "and for ML?" asks for. */
export function toolTurn(asked: Asked, tool: CareerTool | undefined, role: Role): Done | undefined {
  if (tool === 'gap') return gapTurn(asked, role);
  return tool === 'plan' ? planTurn(asked, role) : undefined;
}

function opened(before: string | undefined, said: Said): Said {
  return before === undefined ? said : { ...said, statements: [lead(before), ...said.statements] };
}
