/** Puts links on the page, and beside one that pretends the place where it really leads. */
import { el } from './dom.ts';
import { destination, isDisguised } from './links.ts';

/** Characters read as one with a link's words. */
const MAX_READ = 400;

export interface Links {
  /** Appends a link; `read` are its words with those that stand before them without a space. */
  place(url: URL, content: (Node | string)[], read: string, parent: Element): void;
  /** Takes note of text that follows, for it may join the link's words: "paypal" becomes "paypal.com" behind its end. */
  read(words: string): void;
  /**
   * Shows where the newest link really leads, if what is read there names another place: within the link, for those who
   * hear links only. `ended`: nothing joins it any more.
   */
  judge(ended: boolean): void;
}

/** Creates what places the links of one text, in their order. */
export function createLinks(): Links {
  let newest: { link: Element; url: URL; read: string } | undefined;
  const links: Links = {
    place(url, content, read, parent) {
      const link = el(
        'a',
        { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' },
        ...content,
      );
      parent.append(link);
      newest = { link, url, read };
      links.judge(false);
    },
    read(words) {
      if (!newest) return;
      const [joined = ''] = words.split(/\s/, 1);
      newest.read = (newest.read + joined).slice(0, MAX_READ);
      if (joined !== words) links.judge(true);
    },
    judge(ended) {
      if (newest && isDisguised(newest.read, newest.url)) newest.link.append(` (${destination(newest.url)})`);
      else if (!ended) return;
      newest = undefined;
    },
  };
  return links;
}
