/** The career tools for assistants: they add up what is stated, as in the chat, and guess nothing. */
import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { nextQuestion } from '../../career/assessment.ts';
import { compareRoles, readAspects } from '../../career/compare.ts';
import { skillGap } from '../../career/gap.ts';
import { learningPlan } from '../../career/plan.ts';
import { toReply } from '../../career/reply.ts';
import type { Said } from '../../career/said.ts';
import { sayComparison } from '../../career/say-comparison.ts';
import { sayGap } from '../../career/say-gap.ts';
import { sayPlan } from '../../career/say-plan.ts';
import { sayVerdict } from '../../career/say-verdict.ts';
import type { Career } from '../../career/schema.ts';
import { readSkills } from '../../career/skills.ts';
import { verdict } from '../../career/verdict.ts';
import type { Retriever } from '../../retrieval/retrieve.ts';
import { failed, fromReply, READ_ONLY } from './result.ts';

interface Parts {
  career: Career;
  retriever: () => Retriever;
}

const stated = z.string().max(2000);

/** Adds a tool for each of the owner's files that is there. */
export function addCareerTools(server: McpServer, { career, retriever }: Parts): void {
  const { assessment, skills, plan } = career;
  const role = z.enum(career.roles.map(({ id }) => id) as [string, ...string[]]);
  const say = (said: Said) => {
    const { knowledge } = retriever();
    return fromReply(toReply(knowledge, said, { outcome: 'answered', followUps: [] }), knowledge);
  };

  server.registerTool(
    'assess_career_fit',
    {
      title: 'Which path fits?',
      description:
        'Weighs answers to the questionnaire and says which role they lean to, with every point and its reason. Without answers it gives the questions. Ask the person; never answer for them.',
      inputSchema: z.object({
        answers: z.record(z.string(), z.string()).default({}).describe('answer id by question id'),
      }),
      annotations: READ_ONLY,
    },
    async ({ answers }) => {
      const questions = assessment.questions.map(({ id, question, answers: options }) => ({
        id,
        question,
        answers: options.map((option) => ({ id: option.id, label: option.label })),
      }));
      const wrong = Object.entries(answers).find(
        ([id, answer]) =>
          !questions.some((each) => each.id === id && each.answers.some((option) => option.id === answer)),
      );
      if (wrong)
        return failed(
          `There is no answer "${wrong[1]}" to a question "${wrong[0]}"; call without answers for all of them.`,
        );
      const next = nextQuestion(assessment, answers);
      const result = say(sayVerdict(assessment, verdict(assessment, answers), next ? { next } : {}));
      return { ...result, structuredContent: { ...(result.structuredContent as object), questions } };
    },
  );

  server.registerTool(
    'compare_roles',
    {
      title: 'Compare the roles',
      description: `Sets the roles side by side. Aspects: ${assessment.compare.map(({ aspect }) => aspect).join(', ')}.`,
      inputSchema: z.object({ aspects: stated.default('').describe('in free words; empty for all') }),
      annotations: READ_ONLY,
    },
    async ({ aspects }) =>
      say(sayComparison(career, compareRoles(assessment, readAspects(assessment, aspects)))),
  );

  if (skills) {
    server.registerTool(
      'skill_gap',
      {
        title: 'Skill gap',
        description:
          'Sets the skills that a person states against what a role asks of a beginner: what to learn first, how, and how to prove it.',
        inputSchema: z.object({
          role,
          skills: stated.describe('in the person\'s own words, e.g. "5 years of Python, some Docker"'),
        }),
        annotations: READ_ONLY,
      },
      async (asked) =>
        say(sayGap(career, skillGap(skills, asked.role, readSkills(skills, asked.skills, { listed: true })))),
    );
  }

  if (plan) {
    const backgrounds = plan.backgrounds.map(({ id }) => id) as [string, ...string[]];
    server.registerTool(
      'learning_plan',
      {
        title: 'Learning plan',
        description:
          'The steps towards a role in order, from a background, spread over the weeks there are. How long it takes is given as several opinions, never one number.',
        inputSchema: z.object({
          role,
          background: z.enum(backgrounds).optional(),
          weeks: z.int().min(1).max(260).optional(),
          skills: stated.default(''),
        }),
        annotations: READ_ONLY,
      },
      async ({ role: target, background: from, weeks, skills: words }) => {
        const background = plan.backgrounds.find(({ id }) => id === from);
        const made = learningPlan(plan, skills?.skills ?? [], {
          role: target,
          stated: skills ? readSkills(skills, words, { listed: true }).skills : [],
          ...(background ? { background } : {}),
          ...(weeks === undefined ? {} : { weeks }),
        });
        return made ? say(sayPlan(career, made)) : failed(`There is no plan for "${target}".`);
      },
    );
  }
}
