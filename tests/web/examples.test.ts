/** The React example is checked by `tsc` with everything else; those of Vue and Svelte go through their own compilers. */
import { readFile } from 'node:fs/promises';
import { compileScript, compileTemplate, parse } from '@vue/compiler-sfc';
import { compile } from 'svelte/compiler';
import { expect, it } from 'vitest';

const read = (path: string) => readFile(new URL(`../../examples/${path}`, import.meta.url), 'utf8');

it('compiles the Vue example with the option it names: a native element that tells of its answers', async () => {
  const source = await read('vue/Chat.vue');
  const [, option = ''] = /isCustomElement: (\(tag\) => .+?\))/.exec(source) ?? [];
  expect(option).toBe("(tag) => tag.startsWith('crossroads-')");
  const { descriptor, errors } = parse(source, { filename: 'Chat.vue' });
  expect(errors).toEqual([]);
  const { bindings } = compileScript(descriptor, { id: 'chat' });
  expect(bindings).toMatchObject({ chat: 'setup-ref' });
  const template = compileTemplate({
    id: 'chat',
    filename: 'Chat.vue',
    source: descriptor.template?.content ?? '',
    compilerOptions: {
      ...(bindings ? { bindingMetadata: bindings } : {}),
      isCustomElement: (tag) => tag.startsWith('crossroads-'),
    },
  });
  expect([template.errors, template.tips]).toEqual([[], []]);
  expect(template.code).toContain('"crossroads-chat"');
  expect(template.code).not.toContain('resolveComponent');
  expect(template.code).toContain('"onCrossroads:answer"');
});

it('compiles the Svelte example without a warning', async () => {
  const { js, warnings } = compile(await read('svelte/Chat.svelte'), { filename: 'Chat.svelte' });
  expect(warnings).toEqual([]);
  expect(js.code).toContain("set_custom_element_data(crossroads_chat, 'data-title', 'Ask our articles')");
});
