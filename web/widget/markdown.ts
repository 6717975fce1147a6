/** Renders Markdown into the page while it arrives; nothing is parsed twice, and where deltas are cut changes nothing. */
import * as smd from 'streaming-markdown';
import { createNodes, type MarkdownOptions } from './nodes.ts';

export interface MarkdownWriter {
  /** Appends text of the answer; cut anywhere. */
  write(delta: string): void;
  /** Draws what is still held back. Nothing may be written afterwards. */
  end(): void;
}

/** Creates a writer that appends to `target`. */
export function createMarkdown(target: Element, options: MarkdownOptions): MarkdownWriter {
  const nodes = createNodes(target, options);
  /** Text not yet on the page. */
  let buffer = '';
  /** First half of a character that a delta has cut in two. */
  let half = '';

  const flush = () => {
    if (buffer === '') return;
    nodes.text(buffer);
    buffer = '';
  };

  // The build takes the parser's own state argument away, see `web/build/parser.ts`.
  const renderer = {
    add_token(token: smd.Token) {
      flush();
      nodes.open(token);
    },
    end_token() {
      flush();
      nodes.close();
    },
    add_text(text: string) {
      buffer += text;
    },
    set_attr(name: smd.Attr, value: string) {
      flush();
      nodes.attribute(name, value);
    },
  };
  const parser = smd.parser(renderer as unknown as smd.Default_Renderer);

  return {
    write(delta) {
      const text = half + delta;
      half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
      // The parser hands out text at the end of each call, and draws some odd input by where that was. So each
      // call gets one character, and the text it hands out is joined here.
      for (const char of half === '' ? text : text.slice(0, -1)) smd.parser_write(parser, char);
      flush();
    },
    end() {
      smd.parser_end(parser);
      flush();
      nodes.finish();
    },
  };
}
